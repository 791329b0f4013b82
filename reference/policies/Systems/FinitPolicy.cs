using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// Finit: the first retry after 1 ms, then 2 s for the first half of the budget and 5 s for the
/// second; a running service is forgiven one every 5 minutes. Source: finit c23952c
/// src/service.c:2470-2543,3143-3185, svc.h:111, private.h:31.
/// </summary>
internal sealed class FinitPolicy(
    int most, TimeSpan early, TimeSpan late, TimeSpan leak) : LifePolicy<LeakyCounterState>
{
    private readonly LeakyCounter _counter =
        new(new LeakyCounterOptions { Limit = most, Every = leak });

    internal static PolicySystem System { get; } = new()
    {
        Slug = "finit",
        Name = "Finit",
        Versions = ["c23952c"],
        Clock = "event loop",
        Options =
        [
            new("restart", "10", "count, 1 or more"),
            new("early delay", "2", "s"),
            new("late delay", "5", "s"),
            new("leak", "300", "s for one, over 0"),
        ],
        Source = "finit c23952c src/service.c:2470-2543,3143-3185, src/svc.h:111,"
            + " src/private.h:31",
        Deviations = "Read from source only, never run; the ticks of the leak are counted from the"
            + " first start.",
        Make = (values, _) => WorkerPolicy.Of(new FinitPolicy(
            values.Whole("restart", 1),
            values.Finite("early delay", TimeStyle.Seconds),
            values.Finite("late delay", TimeStyle.Seconds),
            values.Finite("leak", TimeStyle.Seconds, new TimeSpan(1)))),
    };

    /// <summary>Time that it was down does not forgive.</summary>
    protected override Instant Started(ref LeakyCounterState own, Instant now, ulong draw)
    {
        int counter = own.Counter;
        own = _counter.At(own, now) with { Counter = counter };
        return Never;
    }

    protected override Verdict Ended(ref LeakyCounterState own, in EndedLife life, ulong draw)
    {
        own = _counter.At(own, life.EndedAt);
        TimeSpan delay = own.Counter == 0 ? TimeSpan.FromMilliseconds(1)
            : own.Counter <= most / 2 ? early
            : late;
        return Verdict.Wait(life.EndedAt + delay, RestartReason.Backoff, own.Counter, most);
    }

    protected override Verdict Waited(ref LeakyCounterState own, Instant now, ulong draw)
    {
        if (own.Counter >= most)
        {
            int counter = own.Counter;
            own = own with { Counter = 0 };
            return Verdict.GiveUp(RestartReason.OverLimit, NativeWord.Crashed, counter, most);
        }

        own = own with { Counter = own.Counter + 1 };
        return Verdict.Start(RestartReason.Backoff, own.Counter, most);
    }

    /// <summary>Its ticks go on.</summary>
    protected override Verdict Forgiven(ref LeakyCounterState own, in Whereabouts at)
    {
        own = own with { Counter = 0 };
        return Verdict.Nothing;
    }

    protected override Verdict Asked(ref LeakyCounterState own, in Whereabouts at, ulong draw)
    {
        own = at.Phase == LifePhase.Fresh ? LeakyCounter.From(at.Now) : own with { Counter = 0 };
        return Verdict.Start(RestartReason.Asked);
    }
}
