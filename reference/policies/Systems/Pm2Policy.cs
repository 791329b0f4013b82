using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// Unstable restarts, when the application was made, the exponential delay, and whether the first
/// start was told of.
/// </summary>
public record struct Pm2State(
    int Unstable, Instant CreatedAt, GrowingDelayState Delay, Instant Origin);

/// <summary>
/// PM2: an exit before min_uptime counts as unstable, but only in the first min_uptime *
/// max_restarts of the application's life; max_restarts of them end it. Later nothing is ever
/// counted. Source: PM2 7.0.3 (31adee8) lib/God.js:404-522, lib/God/Methods.js:272,
/// lib/Worker.js:127-135, constants.js:78,104; run 7.0.4.
/// </summary>
internal sealed class Pm2Policy : LifePolicy<Pm2State>
{
    private static readonly TimeSpan WorkerTick = TimeSpan.FromSeconds(30);

    private readonly Pm2Options _options;
    private readonly GrowingDelay? _growth;
    private readonly TimeSpan _counted;

    private Pm2Policy(Pm2Options options)
    {
        _options = options;
        _growth = options.Backoff == TimeSpan.Zero ? null : new GrowingDelay(new()
        {
            First = options.Backoff,
            Cap = options.Backoff > Pm2Options.MostBackoff
                ? options.Backoff
                : Pm2Options.MostBackoff,
            Factor = (3, 2),
            Grain = TimeSpan.FromMilliseconds(1),
        });
        _counted = Spans.Times(options.MinUptime, options.MostRestarts);
    }

    internal static PolicySystem System { get; } = new()
    {
        Slug = "pm2",
        Name = "PM2",
        Versions = ["7.0.4"],
        Clock = "wall",
        Options =
        [
            new("autorestart", "true", "true or false"),
            new("min_uptime", "1000", "ms, or with s, m or h; 100 ms or more"),
            new("max_restarts", "16", "count"),
            new("restart_delay", "0", "ms"),
            new("exp_backoff_restart_delay", "0", "ms; 0: off"),
            new("stop_exit_codes", "", "comma list"),
        ],
        Fixed = "back-off factor 1.5, most 15s, forgiven by a tick every 30s after 30s of uptime",
        Source = "PM2 7.0.3 (31adee8) lib/God.js:404-522, lib/God/Methods.js:272,"
            + " lib/Worker.js:127-135, constants.js:78,104",
        Deviations = "Times are monotonic here; PM2 compares wall-clock times. The 30 s ticks are"
            + " counted from the first start.",
        Make = (values, _) => Pm2Options.Read(values) is { } options
            ? WorkerPolicy.Of(new Pm2Policy(options))
            : null,
    };

    protected override Verdict Ended(ref Pm2State own, in EndedLife life, ulong draw)
    {
        bool isStopping = !_options.Autorestart || _options.StopCodes.Has(life);
        bool isCounted = life.EndedAt - own.CreatedAt < _counted
            && life.Length < _options.MinUptime;
        own.Unstable += isCounted ? 1 : 0;
        bool isOver = own.Unstable >= _options.MostRestarts;
        int unstable = own.Unstable;
        own.Unstable = isOver ? 0 : own.Unstable;
        TimeSpan delay = _options.Delay;
        if (_growth is not null)
        {
            own.Delay = _growth.Next(IsForgiven(own, life) ? default : own.Delay);
            delay = new TimeSpan(own.Delay.Delay);
        }

        if (isStopping)
        {
            return Verdict.Rest(
                _options.Autorestart ? RestartReason.ListedExit : RestartReason.NotRestarted,
                NativeWord.Stopped);
        }

        return isOver
            ? Verdict.GiveUp(
                RestartReason.OverLimit,
                delay > TimeSpan.Zero ? NativeWord.WaitingRestart : NativeWord.Errored,
                unstable, _options.MostRestarts)
            : Verdict.Wait(
                life.EndedAt + delay,
                _growth is null ? RestartReason.WithinLimit : RestartReason.Backoff,
                unstable, _options.MostRestarts);
    }

    protected override Verdict Asked(ref Pm2State own, in Whereabouts at, ulong draw)
    {
        own = new Pm2State(
            0, at.Now, default, at.Phase == LifePhase.Fresh ? at.Now : own.Origin);
        return Verdict.Start(RestartReason.Asked);
    }

    /// <summary><c>pm2 reset</c>: as if the application had been made now; ticks go on.</summary>
    protected override Verdict Forgiven(ref Pm2State own, in Whereabouts at)
    {
        own = new Pm2State(0, at.Now, default, own.Origin);
        return Verdict.Nothing;
    }

    // A tick of the worker that found it up for more than 30 s.
    private static bool IsForgiven(in Pm2State own, in EndedLife life)
    {
        long ticks = (life.EndedAt - own.Origin).Ticks / WorkerTick.Ticks;
        Instant last = own.Origin + (WorkerTick * ticks);
        return last - life.StartedAt > WorkerTick;
    }
}
