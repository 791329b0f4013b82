using System.Globalization;
using System.Runtime.InteropServices;

namespace Harness.Bench.Supervise;

/// <summary>What some processes have used and hold, as the kernel tells it.</summary>
/// <param name="Processes">How many they are.</param>
/// <param name="RssKiB">Resident memory; what they share counts for each.</param>
/// <param name="PssKiB">The same, what is shared divided among those who share it; null if the
/// machine does not say.</param>
/// <param name="Cpu">User and system time, of threads that have ended too.</param>
/// <param name="Switches">How often each thread went to sleep by itself, by its folder.</param>
internal sealed partial record Usage(
    int Processes, long RssKiB, long? PssKiB, TimeSpan Cpu,
    IReadOnlyDictionary<string, long> Switches)
{
    private const long NanosecondsOfSecond = 1_000_000_000;

    internal int Threads => Switches.Count;

    /// <summary>Of those processes, now; each must be there.</summary>
    internal static Usage Of(IReadOnlyCollection<int> pids) => new(
        pids.Count,
        pids.Sum(pid => Field($"/proc/{pid}/status", "VmRSS:") ?? 0),
        Sum([.. pids.Select(pid => Field($"/proc/{pid}/smaps_rollup", "Pss:"))]),
        TimeSpan.FromTicks(pids.Sum(CpuOf) / TimeSpan.NanosecondsPerTick),
        pids.SelectMany(pid => Directory.GetDirectories($"/proc/{pid}/task")).ToDictionary(
            thread => thread,
            thread => Field($"{thread}/status", "voluntary_ctxt_switches:") ?? 0));

    private static long? Sum(long?[] values) => values.Contains(null) ? null : values.Sum();

    // The clock of a process, as clock_getcpuclockid(3) names it: exact, where the times of
    // /proc/PID/stat are whole hundredths of a second.
    private static long CpuOf(int pid) =>
        ClockGetTime((~pid << 3) | 2, out TimeSpec time) == 0
            ? (time.Seconds * NanosecondsOfSecond) + time.Nanoseconds
            : throw new InvalidOperationException($"pid {pid} has ended while it was measured");

    private static long? Field(string path, string name)
    {
        string? line = Read(path)?.Split('\n')
            .FirstOrDefault(one => one.StartsWith(name, StringComparison.Ordinal));
        return line is null ? null : long.Parse(
            line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(),
            CultureInfo.InvariantCulture);
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null; // a thread that is over, or what this machine does not show
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    // struct timespec of a 64-bit machine.
    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        internal long Seconds;
        internal long Nanoseconds;
    }
}
