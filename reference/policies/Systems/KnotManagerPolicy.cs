using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// The error budget of Knot Resolver's manager: a life ends with an instability, and an allowed
/// repair begins the next one at once. Version 6.4 tests with &gt;= before it counts (two repairs)
/// and begins the interval anew with each; the design text tests with &gt; (three) and its interval
/// runs freely. Source: knot-resolver 6.4.2+33 (4f4788c) python/knot_resolver/manager/manager.py:
/// 29-51,308-322,388-411, constants.py:14-16; "Reasonable constants are probably:
/// ERROR_COUNTER_THRESHOLD = 2, ERROR_COUNTER_DECREASE_INTERVAL = 30min".
/// </summary>
internal sealed class KnotManagerPolicy(LeakyCounter counter) : LifePolicy<LeakyCounterState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "knot-manager",
        Name = "Knot Resolver manager watchdog",
        Versions = ["6.4", "design-text"],
        UsualVersion = "6.4",
        Clock = "wall",
        Options =
        [
            new("FIX_COUNTER_ATTEMPTS_MAX", "2", "count (a constant of its source)"),
            new("FIX_COUNTER_DECREASE_INTERVAL_SEC", "1800", "s, over 0 (likewise)"),
        ],
        Source = "knot-resolver 4f4788c python/knot_resolver/manager/manager.py:29-51,308-322,"
            + "388-411, constants.py:14-16; the manager's design document",
        Deviations = "The watchdog looks every 5 s; here the counter is decreased to the moment.",
        Make = (values, _) =>
        {
            bool isText = values.Version == "design-text";
            int most = values.Whole("FIX_COUNTER_ATTEMPTS_MAX", 0, int.MaxValue - 1);
            return WorkerPolicy.Of(new KnotManagerPolicy(new LeakyCounter(new LeakyCounterOptions
            {
                Limit = isText ? most + 1 : most,
                Every = values.Finite(
                    "FIX_COUNTER_DECREASE_INTERVAL_SEC", TimeStyle.WholeSeconds, new TimeSpan(1)),
                Clock = isText ? LeakClock.RunsFreely : LeakClock.BeginsAnew,
            })));
        },
    };

    protected override Verdict Ended(ref LeakyCounterState own, in EndedLife life, ulong draw)
    {
        RuleStep<LeakyCounterState> step = counter.Count(own, life.EndedAt);
        own = step.State;
        return step.IsAllowed
            ? Verdict.Start(RestartReason.WithinLimit, step.Count, step.Limit)
            : Verdict.EndAll(RestartReason.OverLimit, NativeWord.ExitNumber, 1, step.Limit);
    }

    /// <summary>Its interval goes on.</summary>
    protected override Verdict Forgiven(ref LeakyCounterState own, in Whereabouts at)
    {
        own = own with { Counter = 0 };
        return Verdict.Nothing;
    }

    protected override Verdict Asked(ref LeakyCounterState own, in Whereabouts at, ulong draw)
    {
        own = LeakyCounter.From(at.Now);
        return Verdict.Start(RestartReason.Asked);
    }
}
