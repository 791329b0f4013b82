using Harness.Reference.Errors;
using Harness.Reference.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <content>
/// What is decided over an external service manager, about what lies ahead, and about workers that
/// the service can do without.
/// </content>
public partial class SupervisorRules
{
    /// <summary>Whether a call to an external service manager has a bound.</summary>
    public virtual bool BoundsServiceCalls => true;

    /// <summary>
    /// Whether a start that was not answered in time may have happened all the same.
    /// </summary>
    public virtual bool DoubtsTimeouts => true;

    /// <summary>Whether the watchdog probes what a future change needs.</summary>
    public virtual bool LooksAhead => true;

    /// <summary>
    /// Whether a service manager that does not answer is an error, and not just a look that shows
    /// nothing.
    /// </summary>
    public virtual bool MindsSilentManager => true;

    /// <summary>
    /// What is wrong with a worker whose restarts are an external service manager's.
    /// </summary>
    /// <param name="ofUnit">The truth about it.</param>
    /// <param name="downSince">Since when no process of it has been seen; null: one lives.</param>
    /// <param name="now">When the truth was asked for.</param>
    /// <param name="patience">How long the manager may take; one tick more is too long.</param>
    public virtual Instability JudgeManaged(
        IReadOnlyList<ProcessStatus> ofUnit, Instant? downSince, Instant now, TimeSpan patience) =>
        downSince is not { } since ? Instability.None
        : ofUnit.Any(status => status.IsGivenUp) ? Instability.GivenUp
        : now - since > patience ? Instability.Missing
        : Instability.None;

    /// <summary>
    /// Whether the service is whole without it: then it is disabled if it fails for good, and its
    /// errors are not on the budget. "... or disabling the current optional service" (Squid).
    /// </summary>
    public virtual bool IsExpendable(WorkerOptions worker)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return worker.IsOptional;
    }

    /// <summary>
    /// What is done about a condition under which a future change would fail. Knot's watchdog
    /// repairs whatever it finds on the budget; Squid goes on serving while it can. Reconciled,
    /// what the supervisor itself needs is repaired, and a configuration file is a person's to
    /// mend.
    /// </summary>
    public virtual Treatment TreatmentOfAhead(Profile profile, Instability found) => profile switch
    {
        Profile.Default => found == Instability.ConfigUnreadable
            ? Treatment.Report
            : Treatment.Repair,
        Profile.Knot => Treatment.Repair,
        Profile.Squid => Treatment.Report,
    };
}
