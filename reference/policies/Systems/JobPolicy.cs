using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>Failures since the last success, and the kubelet's entry for OnFailure.</summary>
public record struct JobState(GrowingDelayState Failures, KubeletState Entry);

/// <summary>
/// The Kubernetes Job controller with one pod at a time: the k-th failed pod is followed by another
/// one 10 s * 2^(k - 1) later, 600 s at most; more failures than the limit fail the job. With
/// restartPolicy OnFailure the kubelet restarts the container, and the job counts the restarts.
/// Source: Kubernetes v1.34 pkg/controller/job/backoff_utils.go getRemainingTimeForFailuresCount,
/// job_controller.go pastBackoffLimitOnFailure.
/// </summary>
internal sealed class JobPolicy(bool isOnFailure, int limit) : LifePolicy<JobState>
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);

    private readonly GrowingDelay _growth = KubeletPolicy.GrowthOf(
        First, TimeSpan.FromSeconds(600));

    private readonly GrowingDelay _containers = KubeletPolicy.GrowthOf(
        First, TimeSpan.FromSeconds(300));

    internal static PolicySystem System { get; } = new()
    {
        Slug = "k8s-job",
        Name = "Kubernetes Job controller",
        Versions = ["1.34"],
        Clock = "wall",
        Options =
        [
            new("restartPolicy", "Never", "Never or OnFailure (the API has no default)"),
            new("backoffLimit", "6", "count"),
        ],
        Fixed = "first 10s, factor 2, most 600s",
        Source = "Kubernetes v1.34 pkg/controller/job/backoff_utils.go, job_controller.go",
        Deviations = "With OnFailure the restart that reaches the limit is given up at its time;"
            + " really that container runs for a moment.",
        Make = (values, _) =>
        {
            bool isOnFailure = values.Word("restartPolicy", "Never", "OnFailure") == "OnFailure";
            return WorkerPolicy.Of(new JobPolicy(isOnFailure, values.Whole("backoffLimit", 0)));
        },
    };

    protected override Verdict Ended(ref JobState own, in EndedLife life, ulong draw)
    {
        if (life.IsZero)
        {
            own.Failures = default;
            return Verdict.Rest(RestartReason.CleanExit, NativeWord.Complete);
        }

        if (isOnFailure)
        {
            KubeletState entry = own.Entry;
            Instant due = KubeletPolicy.DueOf(ref entry, life.EndedAt);
            own.Entry = entry;
            return Verdict.Wait(due, RestartReason.Backoff, own.Failures.Times, limit);
        }

        own.Failures = _growth.Next(own.Failures);
        return own.Failures.Times > limit
            ? Verdict.GiveUp(
                RestartReason.OverLimit, NativeWord.BackoffLimitExceeded, own.Failures.Times,
                limit)
            : Verdict.Wait(
                life.EndedAt + new TimeSpan(own.Failures.Delay), RestartReason.Backoff,
                own.Failures.Times, limit);
    }

    protected override Verdict Waited(ref JobState own, Instant now, ulong draw)
    {
        if (!isOnFailure)
        {
            return Verdict.Start(RestartReason.Backoff, own.Failures.Times, limit);
        }

        own.Failures = _growth.Next(own.Failures);
        own.Entry = KubeletPolicy.Used(own.Entry, _containers, now);
        return own.Failures.Times >= Math.Max(1, limit)
            ? Verdict.GiveUp(
                RestartReason.OverLimit, NativeWord.BackoffLimitExceeded, own.Failures.Times,
                limit)
            : Verdict.Start(RestartReason.Backoff, own.Failures.Times, limit);
    }
}
