using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;

namespace Harness.Reference.Policies.Systems;

/// <summary>The window of respawns.</summary>
public record struct OpenRcState(FixedWindowState Window);

/// <summary>
/// OpenRC's supervise-daemon: so many respawns in a window that opens with its first exit; the exit
/// that finds it over is not counted. Up to 0.61 the defaults are 10 for life without a delay, and
/// whole seconds are counted; from 0.62 10 in 12 s with a delay that grows by 128 ms. Source:
/// OpenRC 0.63+143 (04d75bc) src/supervise-daemon/supervise-daemon.c:188-193,767-790; run 0.45.2.
/// </summary>
internal sealed class OpenRcPolicy(
    FixedWindow? window, TimeSpan delay, TimeSpan step, TimeSpan cap, NativeWord word)
    : LifePolicy<OpenRcState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "openrc",
        Name = "OpenRC supervise-daemon",
        Versions = ["0.45.2", "0.61", "0.62"],
        Clock = "monotonic; up to 0.61 wall, whole seconds",
        Options =
        [
            new("respawn_delay", "0", "s (from 0.62 also with ms)"),
            new("respawn_delay_step", "128ms", "as respawn_delay; from 0.62 on, before: none"),
            new("respawn_delay_cap", "30s", "as respawn_delay; from 0.62 on"),
            new("respawn_max", "10", "count; 0: no limit"),
            new("respawn_period", "12s", "as respawn_delay; up to 0.61: 0, for life"),
        ],
        Source = "OpenRC 04d75bc src/supervise-daemon/supervise-daemon.c:188-193,767-790",
        Granularity = "up to 0.61 the phase of the whole second is drawn",
        Make = Read,
    };

    protected override Verdict Ended(ref OpenRcState own, in EndedLife life, ulong draw)
    {
        int count = 0;
        if (window is not null)
        {
            RuleStep<FixedWindowState> counted = window.Count(own.Window, life.EndedAt);
            own.Window = counted.State;
            count = (int)counted.Count;
            if (!counted.IsAllowed)
            {
                return Verdict.GiveUp(RestartReason.OverLimit, word, count, counted.Limit);
            }
        }

        TimeSpan grown = delay + Spans.Times(step, count);
        TimeSpan wait = step > TimeSpan.Zero && grown > cap ? cap : grown;
        return Verdict.Wait(life.EndedAt + wait, RestartReason.WithinLimit, count);
    }

    protected override Verdict Asked(ref OpenRcState own, in Whereabouts at, ulong draw)
    {
        own = default;
        return Verdict.Start(RestartReason.Asked);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        bool isNew = values.Version == "0.62";
        TimeStyle style = isNew ? TimeStyle.OpenRc : TimeStyle.WholeSeconds;
        foreach (string name in (string[])["respawn_delay_step", "respawn_delay_cap"])
        {
            if (!isNew && values.Has(name))
            {
                values.Refuse(name, $"OpenRC {values.Version} does not know it: it came with 0.62");
            }
        }

        TimeSpan delay = values.Finite("respawn_delay", style);
        TimeSpan step = isNew ? values.Finite("respawn_delay_step", style) : TimeSpan.Zero;
        TimeSpan cap = isNew ? values.Finite("respawn_delay_cap", style) : Spans.Longest;
        int most = values.Whole("respawn_max", 0);
        TimeSpan period = isNew || values.Has("respawn_period")
            ? values.Finite("respawn_period", style)
            : TimeSpan.Zero;

        // Without a limit the count still makes the delay grow.
        var window = new FixedWindow(new FixedWindowOptions
        {
            Limit = most == 0 ? int.MaxValue : most,
            Interval = period == TimeSpan.Zero ? null : period,
            ForgetsOpener = true,
            CountsSeconds = !isNew,
            Timing = timing,
        });
        return WorkerPolicy.Of(new OpenRcPolicy(
            window, delay, step, cap,
            values.Version == "0.45.2" ? NativeWord.DaemonExited : NativeWord.Failed));
    }
}
