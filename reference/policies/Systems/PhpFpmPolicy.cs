using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// PHP-FPM: children are started again at once and without limit; so many that died of a fault of
/// memory within the interval make the master reload, which replaces all of them. Source: php
/// 8.4.24 sapi/fpm/fpm/fpm_children.c:309-331,519; run 8.2.
/// </summary>
internal sealed class PhpFpmPolicy(SlidingLog? faults, int threshold)
    : LifePolicy<SlidingLogState>
{
    private const int Bus = 7;
    private const int Segv = 11;

    internal static PolicySystem System { get; } = new()
    {
        Slug = "php-fpm",
        Name = "PHP-FPM emergency restart",
        Versions = ["8.2", "8.4"],
        Clock = "monotonic, whole seconds",
        Options =
        [
            new("emergency_restart_threshold", "0", "count; 0: off"),
            new("emergency_restart_interval", "0", "s, whole; 0: off"),
        ],
        Source = "php 8.4.24 sapi/fpm/fpm/fpm_children.c:309-331,519",
        Granularity = "the phase of the whole second is drawn",
        Deviations = "The real ring is full of zeroes, so that one fault within the interval after"
            + " the machine's boot is enough; here it is empty.",
        Make = Read,
    };

    protected override Verdict Ended(ref SlidingLogState own, in EndedLife life, ulong draw)
    {
        if (faults is null || life.Signal is not (Bus or Segv))
        {
            return Verdict.Start(RestartReason.Ended);
        }

        // One less than the threshold is borne: the one that fills the ring reloads.
        RuleStep<SlidingLogState> step = faults.Count(own, life.EndedAt);
        own = step.IsAllowed ? step.State : default;
        return step.IsAllowed
            ? Verdict.Start(RestartReason.WithinLimit, step.Count, threshold)
            : Verdict.Start(RestartReason.MasterReload, step.Count, threshold);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        int threshold = values.Whole("emergency_restart_threshold", 0, PolicyLimits.Events);
        TimeSpan interval = values.Finite("emergency_restart_interval", TimeStyle.WholeSeconds);
        bool isOn = threshold > 0 && interval > TimeSpan.Zero;
        return WorkerPolicy.Of(new PhpFpmPolicy(
            isOn ? new SlidingLog(new SlidingLogOptions
            {
                Limit = threshold - 1,
                Window = interval,
                CountsSeconds = true,
                Timing = timing,
            }) : null,
            threshold));
    }
}
