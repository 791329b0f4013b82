using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// SysV init: 10 spawns in a window of 120 s, in whole seconds; then the entry is disabled until
/// more than 300 s have passed, and begins anew. Source: sysvinit 3.14 (86aadb6)
/// src/init.c:1063-1090,2167-2195, init.h:46-48.
/// </summary>
internal sealed class SysvInitPolicy(bool respawns, PolicyTiming timing)
    : LifePolicy<FixedWindowState>
{
    private const int Pause = 300;

    private readonly FixedWindow _window = new(new FixedWindowOptions
    {
        Limit = 10,
        Interval = TimeSpan.FromSeconds(120),
        End = WindowEnd.IsOutside,
        CountsSeconds = true,
        Timing = timing,
    });

    internal static PolicySystem System { get; } = new()
    {
        Slug = "sysv-init",
        Name = "SysV init respawn",
        Versions = ["3.14"],
        Clock = "wall, whole seconds",
        Options = [new("action", "respawn", "respawn, once or wait")],
        Fixed = "10 spawns within 120s, pause of 300s (+1s)",
        Source = "sysvinit 3.14 (86aadb6) src/init.c:1063-1090,2167-2195, src/init.h:46-48",
        Granularity = "the phase of the whole second is drawn",
        Make = (values, timing) => WorkerPolicy.Of(new SysvInitPolicy(
            values.Word("action", "respawn", "once", "wait") == "respawn", timing)),
    };

    protected override Verdict Ended(ref FixedWindowState own, in EndedLife life, ulong draw) =>
        respawns
            ? Spawn(ref own, life.EndedAt)
            : Verdict.Rest(RestartReason.NotRestarted, NativeWord.NotRestarted);

    protected override Verdict Waited(ref FixedWindowState own, Instant now, ulong draw)
    {
        own = default;
        Spawn(ref own, now);
        return Verdict.Start(RestartReason.Revived);
    }

    /// <summary>The first spawn is counted as every other one.</summary>
    protected override Verdict Asked(ref FixedWindowState own, in Whereabouts at, ulong draw)
    {
        own = default;
        Spawn(ref own, at.Now);
        return Verdict.Start(RestartReason.Asked);
    }

    private Verdict Spawn(ref FixedWindowState own, Instant now)
    {
        RuleStep<FixedWindowState> step = _window.Count(own, now);
        own = step.State;
        return step.IsAllowed
            ? Verdict.Start(RestartReason.WithinLimit, step.Count, step.Limit)
            : Verdict.Pause(
                timing.BeginOf(timing.SecondOf(now) + Pause + 1), RestartReason.OverLimit,
                NativeWord.Disabled, step.Count, step.Limit);
    }
}
