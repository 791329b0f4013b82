using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// The back-off entry of a container: its delay, when it was last used, and whether it will have
/// been forgotten when the present wait is over.
/// </summary>
public record struct KubeletState(
    GrowingDelayState Backoff, Instant UpdatedAt, bool IsForgotten = false);

/// <summary>
/// The kubelet's CrashLoopBackOff. The first crash restarts at once and arms the first delay; the
/// entry is forgotten after a run that ended more than 600 s after it was last used, and by the
/// housekeeping 600 s after its last use even while the container waits. Source: client-go
/// util/flowcontrol/backoff.go (32ce75a), kubelet v1.33 kuberuntime_manager.go doBackOff,
/// kubelet.go newCrashLoopBackOff, kubelet_pods.go HandlePodCleanups.
/// </summary>
internal sealed class KubeletPolicy : LifePolicy<KubeletState>
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(600);

    private readonly string _restartPolicy;
    private readonly GrowingDelay _growth;
    private readonly bool _isRealistic;

    private KubeletPolicy(string restartPolicy, TimeSpan first, TimeSpan most, bool isRealistic)
    {
        _restartPolicy = restartPolicy;
        _growth = GrowthOf(first, most);
        _isRealistic = isRealistic;
    }

    internal static PolicySystem System { get; } = new()
    {
        Slug = "kubelet",
        Aliases = ["kubernetes", "k8s"],
        Name = "Kubernetes kubelet (CrashLoopBackOff)",
        Versions = ["1.33"],
        Clock = "wall",
        Options =
        [
            new("restartPolicy", "Always", "Always, OnFailure or Never"),
            new("ReduceDefaultCrashLoopBackOffDecay", "false",
                "feature gate: first 1 s, most 60 s"),
            new("crashLoopBackOff.maxContainerRestartPeriod", "300s", "duration, 1s to 300s"),
        ],
        Fixed = "first 10s (or the most, if that is less), factor 2, forgotten after 600s",
        Source = "client-go 32ce75a util/flowcontrol/backoff.go; kubelet v1.33"
            + " pkg/kubelet/kuberuntime/kuberuntime_manager.go, kubelet.go, kubelet_pods.go",
        Granularity = "a wait is looked at again every 10 s to 15 s (before PR 133066)",
        Deviations = "Times are monotonic here; the kubelet compares wall-clock stamps of the"
            + " runtime. The housekeeping, every 2 s, is taken as instant.",
        Make = Read,
    };

    /// <summary>The growth of the delay alone: 10 s, 20 s and so on.</summary>
    internal static GrowingDelay GrowthOf(TimeSpan first, TimeSpan most) =>
        new(new GrowingDelayOptions { First = first, Cap = most });

    /// <summary>
    /// From when on a container that ended may be started again: after its delay, or when its entry
    /// is forgotten, if that is earlier.
    /// </summary>
    internal static Instant DueOf(ref KubeletState entry, Instant endedAt)
    {
        if (entry.Backoff.Times == 0 || endedAt - entry.UpdatedAt > Forgotten)
        {
            entry = default;
            return endedAt;
        }

        Instant due = endedAt + new TimeSpan(entry.Backoff.Delay);
        Instant forgotten = entry.UpdatedAt + Forgotten;
        entry.IsForgotten = forgotten < due;
        return entry.IsForgotten ? forgotten : due;
    }

    /// <summary>The entry after a restart.</summary>
    internal static KubeletState Used(in KubeletState entry, GrowingDelay growth, Instant now)
    {
        bool isForgotten = entry.IsForgotten || now - entry.UpdatedAt > Forgotten;
        return new KubeletState(growth.Next(isForgotten ? default : entry.Backoff), now);
    }

    protected override Verdict Ended(ref KubeletState own, in EndedLife life, ulong draw)
    {
        if (_restartPolicy == "Never" || (_restartPolicy == "OnFailure" && life.IsZero))
        {
            return life.IsZero
                ? Verdict.Rest(RestartReason.CleanExit, NativeWord.Terminated)
                : Verdict.GiveUp(RestartReason.NotRestarted, NativeWord.Terminated);
        }

        Instant due = DueOf(ref own, life.EndedAt);
        if (_isRealistic && due > life.EndedAt)
        {
            due = Polled(life.EndedAt, due, draw);
        }

        return Verdict.Wait(due, RestartReason.Backoff, own.Backoff.Times);
    }

    protected override Verdict Waited(ref KubeletState own, Instant now, ulong draw)
    {
        bool isFirst = own.Backoff.Times == 0;
        own = Used(own, _growth, now);
        return Verdict.Start(
            isFirst ? RestartReason.Ended : RestartReason.Backoff, own.Backoff.Times);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        string restart = values.Word("restartPolicy", "Always", "OnFailure", "Never");
        bool isReduced = values.Truth("ReduceDefaultCrashLoopBackOffDecay");
        const string MostName = "crashLoopBackOff.maxContainerRestartPeriod";
        TimeSpan most = values.Finite(MostName, TimeStyle.Go, TimeSpan.FromSeconds(1));
        if (most > TimeSpan.FromSeconds(300))
        {
            values.Refuse(MostName, "expected 1s to 300s");
        }

        // An operator's period is stronger than the gate (KEP-4603).
        TimeSpan cap = isReduced && !values.Has(MostName) ? TimeSpan.FromSeconds(60) : most;
        TimeSpan first = TimeSpan.FromSeconds(isReduced ? 1 : 10);
        return WorkerPolicy.Of(new KubeletPolicy(
            restart, first < cap ? first : cap, cap, timing.IsRealistic));
    }

    // Looked at every 10 s times 1 to 1.5, from the end on.
    private static Instant Polled(Instant from, Instant due, ulong draw)
    {
        TimeSpan every = TimeSpan.FromSeconds(10);
        Instant at = from;
        while (at < due)
        {
            at = at + every + Chance.Below(every / 2, draw);
            draw = Chance.Again(draw);
        }

        return at;
    }
}
