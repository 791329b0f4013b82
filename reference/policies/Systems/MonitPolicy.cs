using Harness.Reference.Policies.Lives;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// Starts and cycles since the first of them, and whether the process is being stopped for good.
/// </summary>
public record struct MonitState(int Starts, int Cycles, bool IsStopping);

/// <summary>
/// Monit: every cycle it starts what is missing, and a rule counts starts within cycles, beginning
/// with the first start; a cycle is counted whether or not anything happens in it. Source: monit
/// 5.20 src/validate.c:959-976, src/event.c:307; run 5.33.0.
/// </summary>
internal sealed class MonitPolicy(TimeSpan cycle, MonitRule? rule, bool isRealistic)
    : LifePolicy<MonitState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "monit",
        Name = "Monit",
        Versions = ["5.33.0"],
        Clock = "cycles",
        Options =
        [
            new("set daemon", "30", "s, whole, over 0: the length of a cycle"),
            new("restarts rule", "",
                "'if N restarts within M cycles then ACTION' (unmonitor, timeout, stop or alert)"),
        ],
        Granularity = "a cycle is 0 to 400 ms longer than it is set to",
        Source = "monit 5.20 src/validate.c:959-976, src/event.c:307",
        Deviations = "Cycles are counted from the last start, one for each length of a cycle; real"
            + " ones are stretched by start programs, and are then fewer.",
        Make = (values, timing) =>
        {
            TimeSpan cycle = values.Finite(
                "set daemon", TimeStyle.WholeSeconds, TimeSpan.FromSeconds(1));
            return WorkerPolicy.Of(
                new MonitPolicy(cycle, MonitRule.Read(values), timing.IsRealistic));
        },
    };

    protected override Instant Started(ref MonitState own, Instant now, ulong draw) =>
        now + CycleOf(draw);

    protected override Verdict Rung(
        ref MonitState own, in Whereabouts at, ulong draw, out Instant next)
    {
        next = at.Now + CycleOf(draw);
        Verdict? end = Cycle(ref own);
        if (end is null || rule!.Action != MonitAction.Stop)
        {
            return end ?? Verdict.Nothing;
        }

        own.IsStopping = true;
        return Verdict.End(RestartReason.OverLimit);
    }

    protected override Verdict Ended(ref MonitState own, in EndedLife life, ulong draw)
    {
        if (own.IsStopping)
        {
            return Verdict.GiveUp(RestartReason.OverLimit, NativeWord.NotMonitored);
        }

        // The first cycle that finds it missing: cycles are whole lengths from its start.
        long cycles = Math.Max(1, (life.Length.Ticks + cycle.Ticks - 1) / cycle.Ticks);
        return Verdict.Wait(
            life.StartedAt + Spans.Times(CycleOf(draw), cycles), RestartReason.NotNoticed);
    }

    protected override Verdict NotStarted(ref MonitState own, Instant now, ulong draw) =>
        Verdict.Wait(now + CycleOf(draw), RestartReason.StartFailed);

    protected override Verdict Waited(ref MonitState own, Instant now, ulong draw)
    {
        if (Cycle(ref own) is { } end)
        {
            return end;
        }

        own.Starts++;
        return Verdict.Start(RestartReason.Ended, own.Starts, rule?.Starts ?? 0);
    }

    /// <summary>Monit's own first start is counted, too.</summary>
    protected override Verdict Asked(ref MonitState own, in Whereabouts at, ulong draw)
    {
        own = new MonitState(1, 0, false);
        return Verdict.Start(RestartReason.Asked);
    }

    // One service and nothing else to do: 2.2 s where 2 s are set (recorded).
    private TimeSpan CycleOf(ulong draw) => isRealistic
        ? cycle + Chance.Below(TimeSpan.FromMilliseconds(400), draw)
        : cycle;

    private Verdict? Cycle(ref MonitState own)
    {
        if (rule is null || own.Starts == 0)
        {
            return null;
        }

        own.Cycles++;
        int starts = own.Starts;
        bool isMet = own.Starts >= rule.Starts && own.Cycles <= rule.Cycles;
        if (own.Cycles > rule.Cycles)
        {
            own = default;
        }

        return isMet && rule.Action != MonitAction.Alert
            ? Verdict.GiveUp(
                RestartReason.OverLimit, NativeWord.NotMonitored, starts, rule.Starts)
            : null;
    }
}
