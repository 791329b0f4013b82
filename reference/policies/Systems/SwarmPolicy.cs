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
