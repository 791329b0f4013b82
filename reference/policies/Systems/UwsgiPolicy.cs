using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>Fast deaths in a row, the second of the last respawn, and a vassal's delay.</summary>
public record struct UwsgiState(int Rate, long LastSecond, GrowingDelayState Delay);

/// <summary>
/// uWSGI: workers that die within about a second of the last respawn, more often than there are
/// workers, are paused for; a vassal of the emperor is delayed by 1 ms, then by a second more each
/// time up to a most, from which it is halved. Source: uwsgi 6cbb217 core/master.c:1089-1106,
/// core/init.c:120, core/emperor.c:254-272,1067.
/// </summary>
internal sealed class UwsgiPolicy : LifePolicy<UwsgiState>
{
    private readonly int _processes;
    private readonly TimeSpan _pause;
    private readonly GrowingDelay? _vassal;
    private readonly PolicyTiming _timing;

    private UwsgiPolicy(
        int processes, TimeSpan pause, GrowingDelay? vassal, PolicyTiming timing)
    {
        _processes = processes;
        _pause = pause;
        _vassal = vassal;
        _timing = timing;
    }

    internal static PolicySystem System { get; } = new()
    {
        Slug = "uwsgi",
        Name = "uWSGI master / emperor",
        Versions = ["2.0"],
        Clock = "wall",
        Options =
        [
            new("processes", "1", "count, 1 or more"),
            new("forkbomb-delay", "2", "s, whole"),
            new("emperor", "", "directory; present: the child is a vassal"),
            new("emperor-throttle", "1000", "ms"),
            new("emperor-max-throttle", "180000", "ms"),
        ],
        Source = "uwsgi 6cbb217 core/master.c:1089-1106, core/init.c:120,"
            + " core/emperor.c:254-272,1067",
        Granularity = "the phase of the whole second is drawn",
        Deviations = "A vassal is never taken off the list of those that are delayed.",
        Make = Read,
    };

    protected override Instant Started(ref UwsgiState own, Instant now, ulong draw)
    {
        own.LastSecond = _timing.SecondOf(now);
        return Never;
    }

    protected override Verdict Ended(ref UwsgiState own, in EndedLife life, ulong draw)
    {
        if (_vassal is not null)
        {
            own.Delay = _vassal.Next(own.Delay);
            return Verdict.Wait(
                life.EndedAt + new TimeSpan(own.Delay.Delay), RestartReason.Backoff,
                own.Delay.Times);
        }

        if (_timing.SecondOf(life.EndedAt) > own.LastSecond + 1)
        {
            own.Rate = 0;
            return Verdict.Start(RestartReason.Ended);
        }

        own.Rate++;
        if (own.Rate <= _processes)
        {
            return Verdict.Start(RestartReason.ShortLife, own.Rate, _processes);
        }

        int rate = own.Rate;
        own.Rate = 0;
        return Verdict.Pause(
            life.EndedAt + _pause, RestartReason.OverLimit, NativeWord.None, rate, _processes);
    }

    protected override Verdict Asked(ref UwsgiState own, in Whereabouts at, ulong draw)
    {
        own.LastSecond = _timing.SecondOf(at.Now);
        return Verdict.Start(RestartReason.Asked);
    }

    /// <summary>The last respawn is where it was.</summary>
    protected override Verdict Forgiven(ref UwsgiState own, in Whereabouts at)
    {
        own = new UwsgiState(0, own.LastSecond, default);
        return Verdict.Nothing;
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        int processes = values.Whole("processes", 1);
        TimeSpan pause = values.Finite("forkbomb-delay", TimeStyle.WholeSeconds);
        bool isVassal = values.Text("emperor").Length > 0;
        TimeSpan throttle = values.Finite("emperor-throttle", TimeStyle.Milliseconds);
        TimeSpan most = values.Finite("emperor-max-throttle", TimeStyle.Milliseconds);
        return WorkerPolicy.Of(new UwsgiPolicy(
            processes, pause,
            isVassal ? new GrowingDelay(new GrowingDelayOptions
            {
                First = throttle / 1000, // it takes its milliseconds for microseconds at first
                Step = throttle,
                Cap = most,
                Growth = DelayGrowth.SawTooth,
            }) : null,
            timing));
    }
}
