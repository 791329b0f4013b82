using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Options;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// Squid's master and one of its kids, exactly: lives are differences of whole seconds, a kid that
/// exits with 0 or by INT or TERM is left down, and if no kid runs and none may be started the
/// master ends. (<see cref="SquidKidPolicy"/> is the rule as this project's supervisor follows it.)
/// Source: squid 7c20a8a src/ipc/Kid.h:22-25, Kid.cc:47-61,97,115, Kids.cc:84-102,
/// src/main.cc:1781,1835-1988; run 5.7 and 6.13.
/// </summary>
internal sealed class SquidMasterPolicy(bool hasOthers, TimeSpan revival, PolicyTiming timing)
    : LifePolicy<ShortRunsState>
{
    private readonly ShortRuns _runs = new(new ShortRunsOptions
    {
        Limit = 4,
        ShortLife = TimeSpan.FromSeconds(10),
        CountsSeconds = true,
        Timing = timing,
    });

    internal static PolicySystem System { get; } = new()
    {
        Slug = "squid",
        Name = "Squid master and kids",
        Versions = ["5.7", "6.13", "7"],
        Clock = "wall, whole seconds",
        Options =
        [
            new("workers", "1", "count; over 1: another kid keeps the master alive"),
            new("hopeless_kid_revival_delay", "3600 seconds", "number and unit"),
        ],
        Fixed = "fast failure under 10s, hopeless after 5 in a row",
        Source = "squid 7c20a8a src/ipc/Kid.h:22-25, Kid.cc:47-61,97,115, Kids.cc:84-102,"
            + " src/main.cc:1781,1835-1988",
        Granularity = "the phase of the whole second is drawn",
        Make = (values, timing) =>
        {
            int workers = values.Whole("workers", 1);
            TimeSpan delay = values.Finite("hopeless_kid_revival_delay", TimeStyle.Squid);
            return WorkerPolicy.Of(new SquidMasterPolicy(workers > 1, delay, timing));
        },
    };

    protected override Verdict Ended(ref ShortRunsState own, in EndedLife life, ulong draw)
    {
        RuleStep<ShortRunsState> step = _runs.Ended(own, life, draw);
        own = step.State;
        if (life.IsZero || life.Signal is (int)Signal.Int or (int)Signal.Term)
        {
            return hasOthers
                ? Verdict.Rest(RestartReason.CleanExit, NativeWord.NotRestarted)
                : Verdict.EndAll(RestartReason.CleanExit, NativeWord.ExitNumber);
        }

        if (step.IsAllowed)
        {
            return Verdict.Start(
                step.Count > 0 ? RestartReason.ShortLife : RestartReason.Ended, step.Count,
                step.Limit);
        }

        // With a single kid the revival delay never applies: "exiting due to repeated, frequent
        // failures", and the status is 1.
        return hasOthers
            ? Verdict.Pause(
                life.EndedAt + revival, RestartReason.Hopeless, NativeWord.Hopeless, step.Count,
                step.Limit)
            : Verdict.EndAll(RestartReason.Hopeless, NativeWord.ExitNumber, 1);
    }

    protected override Verdict Waited(ref ShortRunsState own, Instant now, ulong draw)
    {
        own = default;
        return Verdict.Start(RestartReason.Revived);
    }

    /// <summary>A reconfiguration revives hopeless kids.</summary>
    protected override Verdict Reloaded(ref ShortRunsState own, in Whereabouts at)
    {
        own = default;
        return at.Phase == LifePhase.Waiting
            ? Verdict.Start(RestartReason.Revived)
            : Verdict.Nothing;
    }
}
