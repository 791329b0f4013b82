using System.Globalization;
using System.Text;
using Harness.Reference.Ports;

namespace Harness.Hosting.Native;

/// <summary>A process as /proc shows it (proc(5)).</summary>
/// <param name="Pid">Its pid.</param>
/// <param name="Letter">Its state; Z and X have ended.</param>
/// <param name="Parent">The pid of its parent.</param>
/// <param name="Session">The pid of the leader of its session.</param>
/// <param name="StartTicks">
/// When it was started, in clock ticks since the boot. With the pid it names one life.
/// </param>
internal readonly record struct ProcStat(
    int Pid, char Letter, int Parent, int Session, long StartTicks)
{
    internal bool HasEnded => Letter is 'Z' or 'X' or 'x';
}

/// <summary>Reads /proc. What cannot be read is gone, or somebody else's.</summary>
internal static class ProcFs
{
    // State, parent, session and start time are the third, fourth, sixth and 22nd field; the second
    // is a name in parentheses that may hold anything, so that fields are counted from its end.
    private const int FirstCounted = 3;
    private const int ParentField = 4;
    private const int SessionField = 6;
    private const int StartField = 22;

    /// <summary>This boot.</summary>
    internal static BootId Boot() =>
        new(File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim());

    /// <summary>The process with that pid; null if there is none.</summary>
    internal static ProcStat? Stat(int pid)
    {
        if (Read(pid, "stat") is not { } bytes)
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(bytes);
        string[] fields = text[(text.LastIndexOf(')') + 1)..].Split(
            ' ', StringSplitOptions.RemoveEmptyEntries);
        return new ProcStat(
            pid,
            fields[0][0],
            int.Parse(fields[ParentField - FirstCounted], CultureInfo.InvariantCulture),
            int.Parse(fields[SessionField - FirstCounted], CultureInfo.InvariantCulture),
            long.Parse(fields[StartField - FirstCounted], CultureInfo.InvariantCulture));
    }

    /// <summary>All processes that there are now.</summary>
    internal static IEnumerable<ProcStat> All()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(
                Path.GetFileName(folder.AsSpan()), NumberStyles.None,
                CultureInfo.InvariantCulture, out int pid) && Stat(pid) is { } stat)
            {
                yield return stat;
            }
        }
    }

    /// <summary>
    /// The environment that a process was started with; empty if it may not be read, or was
    /// overwritten.
    /// </summary>
    internal static Dictionary<string, string> Environment(int pid)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string variable in
            Encoding.UTF8.GetString(Read(pid, "environ") ?? []).Split('\0'))
        {
            int equals = variable.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                found[variable[..equals]] = variable[(equals + 1)..];
            }
        }

        return found;
    }

    /// <summary>The file that a process' stdout goes to; null if that is not known.</summary>
    internal static string? Output(int pid)
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/{pid}/fd/1", returnFinalTarget: false)?.FullName;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Seconds since the boot, on the clock that start times are on.</summary>
    internal static double Uptime() => double.Parse(
        File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);

    private static byte[]? Read(int pid, string file)
    {
        try
        {
            return File.ReadAllBytes(FormattableString.Invariant($"/proc/{pid}/{file}"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
