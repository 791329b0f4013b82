using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;

namespace Harness.Reference.Policies.Systems;

/// <summary>The times of replacements, or their number.</summary>
public record struct SwarmState(SlidingLogState Log);

/// <summary>
/// One slot of a Docker Swarm service: what ends is replaced after a delay, while fewer than the
/// most attempts were made within the window, its end not included. Source: swarmkit 3e72cb6
/// manager/orchestrator/restart/restart.go, api/defaults/service.go.
/// </summary>
internal sealed class SwarmPolicy(string condition, TimeSpan delay, SlidingLog? log)
    : LifePolicy<SwarmState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "swarm",
        Name = "Docker Swarm (swarmkit)",
        Versions = ["3e72cb6"],
        Clock = "wall",
        Options =
        [
            new("condition", "any", "none, on-failure or any"),
            new("delay", "5s", "duration"),
            new("max_attempts", "0", "count; 0: no limit"),
            new("window", "0s", "duration; 0: for life"),
        ],
        Source = "swarmkit 3e72cb6 manager/orchestrator/restart/restart.go,"
            + " api/defaults/service.go:23",
        Deviations = "A change of leader, which forgets the attempts, is a reset here.",
        Make = Read,
    };

    protected override Verdict Ended(ref SwarmState own, in EndedLife life, ulong draw)
    {
        if (condition == "none" || (condition == "on-failure" && life.IsZero))
        {
            return life.IsZero
                ? Verdict.Rest(RestartReason.CleanExit, NativeWord.Shutdown)
                : Verdict.GiveUp(RestartReason.NotRestarted, NativeWord.Shutdown);
        }

        if (log is null)
        {
            return Verdict.Wait(life.EndedAt + delay, RestartReason.Spacing);
        }

        RuleStep<SlidingLogState> step = log.Count(own.Log, life.EndedAt);
        if (!step.IsAllowed)
        {
            // What was not replaced is not recorded.
            return Verdict.GiveUp(
                RestartReason.OverLimit, NativeWord.Shutdown, step.Count, step.Limit);
        }

        own.Log = step.State;
        return Verdict.Wait(
            life.EndedAt + delay, RestartReason.WithinLimit, step.Count, step.Limit);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        string condition = values.Word("condition", "none", "on-failure", "any");
        TimeSpan delay = values.Finite("delay", TimeStyle.Go);
        int most = values.Whole("max_attempts", 0, PolicyLimits.Events);
        TimeSpan window = values.Finite("window", TimeStyle.Go);
        SlidingLog? log = most == 0 ? null : new SlidingLog(new SlidingLogOptions
        {
            Limit = most,
            Window = window == TimeSpan.Zero ? null : window,
            End = WindowEnd.IsOutside,
        });
        return WorkerPolicy.Of(new SwarmPolicy(condition, delay, log));
    }
}

/// <summary>When the first start was: polls are counted from it.</summary>
public record struct ContainerdState(Instant Origin, bool HasOrigin);

/// <summary>
/// containerd's restart monitor: a labelled container that is not running is started at the next
/// poll. Source: containerd 301026e core/runtime/restart/restart.go:118,
/// plugins/restart/monitor.go:52,90.
/// </summary>
internal sealed class ContainerdPolicy(TimeSpan interval, bool isRealistic)
    : LifePolicy<ContainerdState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "containerd",
        Name = "containerd restart monitor",
        Versions = ["301026e"],
        Clock = "poll",
        Options = [new("interval", "10s", "duration of the poll, over 0")],
        Fixed = "policy always",
        Source = "containerd 301026e core/runtime/restart/restart.go:118,"
            + " plugins/restart/monitor.go:52,90",
        Granularity = "the phase of the poll is drawn; ideally a poll falls on the first start",
        Make = (values, timing) => WorkerPolicy.Of(new ContainerdPolicy(
            values.Finite("interval", TimeStyle.Go, new TimeSpan(1)), timing.IsRealistic)),
    };

    protected override Instant Started(ref ContainerdState own, Instant now, ulong draw)
    {
        if (!own.HasOrigin)
        {
            own = new ContainerdState(
                isRealistic ? now + Chance.Below(interval, draw) : now, true);
        }

        return Never;
    }

    protected override Verdict Ended(ref ContainerdState own, in EndedLife life, ulong draw) =>
        Verdict.Wait(
            Chance.OnGrid(life.EndedAt, interval, own.Origin - Instant.Zero),
            RestartReason.Spacing);
}
