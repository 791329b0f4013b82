using Harness.Reference.Policies.Lives;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// The reaps that are listed, rounds of flapping, whether a reap is awaited, and when the ticks
/// began.
/// </summary>
public record struct CircusState(
    Instant First, int Listed, int Rounds, bool IsReaped, Instant Origin);

/// <summary>
/// Circus with its flapping plugin, as it is meant: what ends is reaped and started again at the
/// next check, and so many reaps within the window stop the watcher for a while, a number of times.
/// Source: circus 0.19.0 (ce7bab2) circus/plugins/flapping.py, circus/util.py:1025,
/// circus/arbiter.py:642.
/// </summary>
internal sealed class CircusPolicy(int attempts, TimeSpan window, TimeSpan retryIn, int rounds)
    : LifePolicy<CircusState>
{
    private static readonly TimeSpan Check = TimeSpan.FromSeconds(1);

    internal static PolicySystem System { get; } = new()
    {
        Slug = "circus",
        Name = "Circus with the flapping plugin",
        Versions = ["0.19.0"],
        Clock = "wall",
        Options =
        [
            new("attempts", "2", "count, 2 or more"),
            new("window", "1", "s"),
            new("retry_in", "7", "s"),
            new("max_retry", "5", "count; -1: no limit"),
        ],
        Fixed = "check_delay 1s",
        Source = "circus ce7bab2 circus/plugins/flapping.py, circus/util.py:1025,"
            + " circus/arbiter.py:642",
        Deviations = "The design. When it was run its stop requests were mostly lost, because the"
            + " arbiter was busy when they came (issues 604, 690), and it restarted for ever.",
        Make = (values, _) => WorkerPolicy.Of(new CircusPolicy(
            values.Whole("attempts", 2, 1_000_000),
            values.Finite("window", TimeStyle.Seconds),
            values.Finite("retry_in", TimeStyle.Seconds),
            values.Whole("max_retry", -1))),
    };

    protected override Verdict Ended(ref CircusState own, in EndedLife life, ulong draw)
    {
        // Checks are counted from the first start.
        Instant reap = Chance.OnGrid(life.EndedAt, Check, own.Origin - Instant.Zero);
        return Verdict.Wait(reap, RestartReason.NotNoticed);
    }

    protected override Verdict Waited(ref CircusState own, Instant now, ulong draw)
    {
        if (own.IsReaped)
        {
            own.IsReaped = false;
            return Verdict.Start(RestartReason.Revived, own.Rounds, rounds);
        }

        own.First = own.Listed == 0 ? now : own.First;
        own.Listed++;
        if (own.Listed < attempts)
        {
            return Verdict.Start(RestartReason.Ended, own.Listed, attempts);
        }

        own.Listed = 0;
        if (now - own.First - Check > window)
        {
            own.Rounds = 0;
            return Verdict.Start(RestartReason.Ended);
        }

        if (rounds >= 0 && own.Rounds >= rounds)
        {
            return Verdict.GiveUp(RestartReason.Flapping, NativeWord.Stopped, own.Rounds, rounds);
        }

        own.Rounds++;
        own.IsReaped = true;
        return Verdict.Pause(
            now + retryIn, RestartReason.Flapping, NativeWord.Stopped, own.Rounds, rounds);
    }

    /// <summary>A reap that is awaited still is, and checks go on.</summary>
    protected override Verdict Forgiven(ref CircusState own, in Whereabouts at)
    {
        own = own with { Listed = 0, Rounds = 0 };
        return Verdict.Nothing;
    }

    protected override Verdict Asked(ref CircusState own, in Whereabouts at, ulong draw)
    {
        own = own with { IsReaped = false };
        if (at.Phase == LifePhase.Fresh)
        {
            own.Origin = at.Now;
        }

        return Verdict.Start(RestartReason.Asked);
    }
}
