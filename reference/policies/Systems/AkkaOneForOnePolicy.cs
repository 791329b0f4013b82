using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// Akka's, Pekko's and Akka.NET's OneForOneStrategy: so many restarts of a child in a window from
/// its first failure, the end included; without a window for life; without a number but with a
/// window once. Source: pekko 9d97713 FaultHandling.scala:56-86, Akka.NET 1.5.30
/// ChildStats.cs:87-131.
/// </summary>
internal sealed class AkkaOneForOnePolicy(FixedWindow? window) : LifePolicy<FixedWindowState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "akka-one-for-one",
        Name = "Akka / Pekko / Akka.NET OneForOneStrategy",
        Versions = ["1.5.30", "2.0"],
        Clock = "monotonic",
        Options =
        [
            new("maxNrOfRetries", "-1", "count; -1: no limit (with a window: 1)"),
            new("withinTimeRange", "infinite", "duration or infinite"),
        ],
        Source = "pekko 9d97713 FaultHandling.scala:56-86; Akka.NET 1.5.30 ChildStats.cs:87-131,"
            + " SupervisorStrategy.cs:375,631",
        Deviations = "The default decider, by which some exceptions stop a child, is not modelled:"
            + " every end but exit 0 is a failure that restarts.",
        Make = Read,
    };

    protected override Verdict Ended(ref FixedWindowState own, in EndedLife life, ulong draw)
    {
        if (life.IsZero)
        {
            return Verdict.Rest(RestartReason.CleanExit, NativeWord.ChildStopped);
        }

        if (window is null)
        {
            return Verdict.Start(RestartReason.Ended);
        }

        RuleStep<FixedWindowState> step = window.Count(own, life.EndedAt);
        own = step.State;
        return step.Judged(NativeWord.ChildStopped);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        int retries = values.Whole("maxNrOfRetries", -1);
        TimeSpan? within = values.Time("withinTimeRange", TimeStyle.Akka);
        bool isUnlimited = retries < 0 && within is null;
        return WorkerPolicy.Of(new AkkaOneForOnePolicy(isUnlimited ? null : new FixedWindow(new()
        {
            Limit = retries < 0 ? 1 : retries,
            Interval = retries == 0 ? null : within,
        })));
    }
}
