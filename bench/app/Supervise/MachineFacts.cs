using System.Runtime.InteropServices;

namespace Harness.Bench.Supervise;

/// <summary>What the figures depend on besides the candidates.</summary>
/// <param name="Processors">How many this process may use.</param>
/// <param name="Kernel">The kernel.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="LoadBefore">The load average of the last minute when the measuring began.</param>
/// <param name="LoadAfter">The same when it was over; it is part of it.</param>
internal sealed record MachineFacts(
    int Processors, string Kernel, string Runtime, string LoadBefore, string LoadAfter)
{
    /// <summary>This one, at the beginning.</summary>
    internal static MachineFacts This() => new(
        Environment.ProcessorCount, RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription, Load(), "");

    /// <summary>The same at the end.</summary>
    internal MachineFacts AtTheEnd() => this with { LoadAfter = Load() };

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
