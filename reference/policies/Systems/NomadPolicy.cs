using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>The window of failures, and whether it was opened.</summary>
public record struct NomadState(FixedWindowState Window);

/// <summary>
/// Nomad's restart stanza: so many restarts in a window that opens with the task and again with the
/// first failure after its end; then the task fails, or waits for the end of the window. Source:
/// nomad v1.11.0-rc.1 (aa026cc) client/allocrunner/taskrunner/restarts/restarts.go:153-259,
/// nomad/structs/structs.go:6199-6231 (validation: RestartPolicy.Validate).
/// </summary>
internal sealed class NomadPolicy(
    int attempts, TimeSpan interval, TimeSpan delay, bool waits, bool isRealistic)
    : LifePolicy<NomadState>
{
    private readonly FixedWindow _window =
        new(new FixedWindowOptions { Limit = attempts, Interval = interval });

    internal static PolicySystem System { get; } = new()
    {
        Slug = "nomad",
        Name = "HashiCorp Nomad restart stanza",
        Versions = ["1.11"],
        Clock = "monotonic",
        Options =
        [
            new("type", "service", "service or batch: picks the defaults"),
            new("attempts", "2", "count (batch: 3)"),
            new("interval", "30m", "duration, 5s or more (batch: 24h)"),
            new("delay", "15s", "duration"),
            new("mode", "fail", "fail or delay"),
        ],
        Source = "nomad aa026cc client/allocrunner/taskrunner/restarts/restarts.go:153-259,"
            + " nomad/structs/structs.go:6199-6231",
        Granularity = "the delay is multiplied by 1 to 1.25",
        Deviations = "The rescheduler, which starts a failed allocation elsewhere, is not"
            + " modelled.",
        Make = Read,
    };

    protected override Verdict Ended(ref NomadState own, in EndedLife life, ulong draw)
    {
        if (life.IsZero)
        {
            return Verdict.Rest(RestartReason.CleanExit, NativeWord.CompleteSmall);
        }

        RuleStep<FixedWindowState> step = _window.Count(own.Window, life.EndedAt);
        own.Window = step.State;
        if (!step.IsAllowed)
        {
            return waits
                ? Verdict.Wait(
                    _window.EndOf(step.State), RestartReason.WindowFull, step.Count, step.Limit)
                : Verdict.GiveUp(
                    RestartReason.OverLimit, NativeWord.Failed, step.Count, step.Limit);
        }

        TimeSpan jitter = isRealistic ? Chance.Below(delay / 4, draw) : TimeSpan.Zero;
        return Verdict.Wait(
            life.EndedAt + delay + jitter, RestartReason.WithinLimit, step.Count, step.Limit);
    }

    /// <summary>A start error that is not recoverable fails at once, whatever the budget.</summary>
    protected override Verdict NotStarted(ref NomadState own, Instant now, ulong draw) =>
        Verdict.GiveUp(RestartReason.StartError, NativeWord.Failed);

    protected override Verdict Asked(ref NomadState own, in Whereabouts at, ulong draw)
    {
        own.Window = _window.OpenAt(at.Now);
        return Verdict.Start(RestartReason.Asked);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        bool isBatch = values.Word("type", "service", "batch") == "batch";
        int attempts = isBatch && !values.Has("attempts") ? 3 : values.Whole("attempts", 0);
        TimeSpan interval = isBatch && !values.Has("interval")
            ? TimeSpan.FromHours(24)
            : values.Finite("interval", TimeStyle.Go, TimeSpan.FromSeconds(5));
        TimeSpan delay = values.Finite("delay", TimeStyle.Go);
        bool waits = values.Word("mode", "fail", "delay") == "delay";
        if (attempts == 0 && waits)
        {
            values.Refuse("attempts", "nomad calls mode delay with 0 attempts ambiguous");
        }

        if (attempts > 0 && delay > interval / attempts)
        {
            values.Refuse(
                "delay",
                FormattableString.Invariant($"nomad cannot restart {attempts} times in an interval")
                + $" of {Documents.Yaml.Of(interval)} with it");
        }

        return WorkerPolicy.Of(
            new NomadPolicy(attempts, interval, delay, waits, timing.IsRealistic));
    }
}
