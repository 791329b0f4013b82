using Harness.Reference.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>Repairs that consist in trying again.</summary>
internal static class Attempts
{
    // Often enough to be over soon after what is in the way is gone.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Tries until it works, at once and then every second; false if it has not worked by the end
    /// of <see cref="SupervisorOptions.RepairWithin"/>, or the supervisor has begun to end. The
    /// last attempt begins before that end.
    /// </summary>
    internal static async Task<bool> UntilOneWorks(SupervisorRun run, Func<Task<bool>> attempt)
    {
        Instant until = Instant.Now(run.Ports.Time) + run.Options.RepairWithin;
        while (!run.IsEnding)
        {
            if (await attempt())
            {
                return true;
            }

            if (Instant.Now(run.Ports.Time) + Pause >= until)
            {
                return false;
            }

            await Task.Delay(Pause, run.Ports.Time);
        }

        return false;
    }
}
