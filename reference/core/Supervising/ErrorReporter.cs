using Harness.Reference.Errors;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// The one place to which errors are brought; what is done about them is a table.
/// </summary>
internal sealed class ErrorReporter(Instance instance, BoundedLog log)
{
    /// <summary>
    /// Treats an error by the table. What is fatal goes to the top-level workflow, the first one
    /// only; everything else is reported, because whoever met it does the rest.
    /// </summary>
    internal Treatment Meet(ErrorOrigin origin, ErrorKind kind, string subject)
    {
        Treatment treatment = ErrorTable.Of(instance.Phase, origin, kind);
        if (treatment == Treatment.Fatal)
        {
            Fail(origin, kind, subject);
        }
        else
        {
            log.Write(new LogEntry(
                LogCode.ErrorReported, subject, (long)origin, (long)kind));
        }

        return treatment;
    }

    /// <summary>Brings a fatal error to the top-level workflow.</summary>
    internal void Fail(ErrorOrigin origin, ErrorKind kind, string subject) =>
        instance.Fail(new SupervisorError(instance.Phase, origin, kind, subject));

    /// <summary>
    /// Brings the end of the instance to the top-level workflow: a fatal error that its workers do
    /// not outlive. An error that came before stands.
    /// </summary>
    internal void EndInstance(InstanceEnd because, ErrorKind kind, string worker)
    {
        if (!instance.IsEnding)
        {
            log.Write(new LogEntry(LogCode.InstanceEnding, worker, (long)because, 0));
            instance.FailWithWorkers(
                new SupervisorError(instance.Phase, ErrorOrigin.Worker, kind, worker));
        }
    }
}
