namespace Harness.Bench.Supervise;

/// <summary>What supervisors did while nothing happened to their workers.</summary>
/// <param name="CpuPercent">Processor time over real time, of one processor.</param>
/// <param name="CpuMilliseconds">The processor time itself.</param>
/// <param name="SwitchesPerSecond">How often a thread went to sleep by itself; at least, because
/// a thread that has ended meanwhile takes what it did with it.</param>
internal sealed record IdleUse(
    double CpuPercent, double CpuMilliseconds, double SwitchesPerSecond)
{
    /// <summary>Between two looks that are so far apart.</summary>
    internal static IdleUse Between(Usage before, Usage after, TimeSpan length)
    {
        TimeSpan cpu = after.Cpu - before.Cpu;
        long switches = after.Switches.Sum(
            thread => thread.Value - before.Switches.GetValueOrDefault(thread.Key));
        return new IdleUse(
            100 * (cpu / length), cpu.TotalMilliseconds, switches / length.TotalSeconds);
    }
}
