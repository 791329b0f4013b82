using Harness.Reference.Policies.Lives;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// process-compose: restarts after a fixed time, so often for life. Source: process-compose 23b0aca
/// src/app/process.go:344-383.
/// </summary>
internal sealed class ProcessComposePolicy(string restart, TimeSpan backoff, int most)
    : LifePolicy<PodmanState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "process-compose",
        Name = "process-compose",
        Versions = ["23b0aca"],
        Clock = "timer",
        Options =
        [
            new("restart", "no", "no, always or on_failure (availability.restart)"),
            new("backoff_seconds", "1", "s, whole; less than 1 is 1"),
            new("max_restarts", "0", "count; 0: no limit"),
        ],
        Source = "process-compose 23b0aca src/app/process.go:344-383",
        Make = (values, _) =>
        {
            string restart = values.Word("restart", "no", "always", "on_failure");
            int seconds = values.Whole("backoff_seconds", 0);
            return WorkerPolicy.Of(new ProcessComposePolicy(
                restart, TimeSpan.FromSeconds(Math.Max(1, seconds)),
                values.Whole("max_restarts", 0)));
        },
    };

    protected override Verdict Ended(ref PodmanState own, in EndedLife life, ulong draw)
    {
        bool isWanted = restart == "always" || (restart == "on_failure" && !life.IsZero);
        if (isWanted && (most == 0 || own.Restarts < most))
        {
            own.Restarts++;
            return Verdict.Wait(
                life.EndedAt + backoff, RestartReason.WithinLimit, own.Restarts, most);
        }

        return life.IsZero && !isWanted
            ? Verdict.Rest(RestartReason.CleanExit, NativeWord.Completed)
            : Verdict.GiveUp(
                isWanted ? RestartReason.OverLimit : RestartReason.NotRestarted,
                NativeWord.Completed, own.Restarts, most);
    }

    protected override Verdict Asked(ref PodmanState own, in Whereabouts at, ulong draw)
    {
        own = default;
        return Verdict.Start(RestartReason.Asked);
    }
}
