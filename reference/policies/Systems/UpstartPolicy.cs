using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// Upstart: so many respawns in a window of whole seconds that opens with its first; then the job
/// stops. Source: upstart 1.13 (47a2d08) init/job_process.c:1718-1756,1946-1965, job_class.h:88,95.
/// </summary>
internal sealed class UpstartPolicy(bool respawns, FixedWindow? window)
    : LifePolicy<FixedWindowState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "upstart",
        Name = "Upstart",
        Versions = ["1.13"],
        Clock = "monotonic, whole seconds",
        Options =
        [
            new("respawn", "false", "true or false: whether the stanza is there"),
            new("respawn limit", "10 5", "COUNT SECONDS, or unlimited; 0 0 is unlimited, too"),
        ],
        Source = "upstart 47a2d08 init/job_process.c:1718-1756,1946-1965, init/job_class.h:88,95",
        Granularity = "the phase of the whole second is drawn",
        Make = Read,
    };

    protected override Verdict Ended(ref FixedWindowState own, in EndedLife life, ulong draw)
    {
        if (!respawns)
        {
            return life.IsZero
                ? Verdict.Rest(RestartReason.CleanExit, NativeWord.StopWaiting)
                : Verdict.GiveUp(RestartReason.NotRestarted, NativeWord.StopWaiting);
        }

        if (window is null)
        {
            return Verdict.Start(RestartReason.Ended);
        }

        RuleStep<FixedWindowState> step = window.Count(own, life.EndedAt);
        own = step.State;
        return step.Judged(NativeWord.StopWaiting);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        const string Limit = "respawn limit";
        bool respawns = values.Truth("respawn");
        string[] words = values.Text(Limit).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        FixedWindow? window = null;
        if (words is [var count, var seconds]
            && NativeTimes.Read(seconds, TimeStyle.WholeSeconds) is { Value: { } interval }
            && NativeTimes.Read(count, TimeStyle.WholeSeconds) is { Value: { } counted }
            && counted.TotalSeconds <= int.MaxValue)
        {
            window = counted == TimeSpan.Zero && interval == TimeSpan.Zero ? null : new(new()
            {
                Limit = (int)counted.TotalSeconds,
                Interval = interval,
                End = WindowEnd.IsOutside,
                CountsSeconds = true,
                Timing = timing,
            });
        }
        else if (words is not ["unlimited"])
        {
            values.Refuse(Limit, "expected COUNT SECONDS, such as '10 5', or unlimited");
        }

        return WorkerPolicy.Of(new UpstartPolicy(respawns, window));
    }
}
