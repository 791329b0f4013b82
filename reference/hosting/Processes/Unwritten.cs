using Harness.Hosting.Native;
using Harness.Reference.Ports;

namespace Harness.Hosting.Processes;

/// <summary>
/// Finds processes that nobody came to write down: their supervisor was killed between start and
/// record. A process says of itself what it is, in its environment; if it has overwritten that, its
/// output still goes to the file of its unit.
/// </summary>
internal sealed class Unwritten(WorkerOutput output, WorkerEnvironment environment)
{
    private const long TicksOfClockTick = TimeSpan.TicksPerSecond / 100; // USER_HZ is 100

    /// <summary>At most one record for each unit that has none.</summary>
    /// <param name="all">The living processes.</param>
    /// <param name="known">Units with a record, whether their process lives or not.</param>
    /// <param name="now">The monotonic clock.</param>
    /// <param name="boot">The boot.</param>
    internal IReadOnlyList<ProcessRecord> Find(
        IEnumerable<ProcStat> all, IReadOnlySet<string> known, Instant now, BootId boot)
    {
        List<Candidate> candidates = [.. all.Where(stat => stat.Session == stat.Pid)
            .Select(Look).OfType<Candidate>().Where(one => !known.Contains(one.Unit))];
        return
        [
            .. candidates.GroupBy(one => one.Unit, StringComparer.Ordinal)
                .OrderBy(unit => unit.Key, StringComparer.Ordinal)
                .Select(unit => RecordOf(Best([.. unit]), now, boot)),
        ];
    }

    /// <summary>
    /// A worker is older than what it has started itself, and one that was started last is younger
    /// than what is left of its earlier lives. Who says what it is comes first.
    /// </summary>
    private static Candidate Best(IReadOnlyList<Candidate> ofUnit) => ofUnit
        .GroupBy(one => one.Life, StringComparer.Ordinal)
        .Select(life => life.MinBy(one => (one.Stat.StartTicks, one.Stat.Pid))!)
        .OrderBy(one => one.Life.Length == 0)
        .ThenByDescending(one => one.Stat.StartTicks).First();

    private Candidate? Look(ProcStat stat)
    {
        Dictionary<string, string> says = ProcFs.Environment(stat.Pid);
        if (says.GetValueOrDefault(WorkerEnvironment.StateKey) == environment.State
            && says.TryGetValue(WorkerEnvironment.UnitKey, out string? unit)
            && says.TryGetValue(WorkerEnvironment.LifeKey, out string? life))
        {
            Enum.TryParse(
                says.GetValueOrDefault(WorkerEnvironment.RoleKey), true, out UnitRole role);
            return new Candidate(
                stat, unit, Layout.IsLife(life) ? life : "", role,
                says.GetValueOrDefault(WorkerEnvironment.TagKey) ?? "");
        }

        return ProcFs.Output(stat.Pid) is { } path && output.UnitOf(path) is { } silent
            ? new Candidate(stat, silent, "", UnitRole.Worker, "")
            : null;
    }

    private static ProcessRecord RecordOf(Candidate found, Instant now, BootId boot)
    {
        TimeSpan age = TimeSpan.FromSeconds(ProcFs.Uptime())
            - new TimeSpan(found.Stat.StartTicks * TicksOfClockTick);
        return new ProcessRecord(
            found.Life.Length > 0 ? found.Life : Layout.NewLife(), found.Unit, found.Role,
            found.Tag, found.Stat.Pid, found.Stat.StartTicks, Math.Max(0, (now - age).Ticks),
            boot.Text, Readiness.Usual);
    }

    /// <summary>The leader of a session that may be a unit's process.</summary>
    private sealed record Candidate(
        ProcStat Stat, string Unit, string Life, UnitRole Role, string Tag);
}
