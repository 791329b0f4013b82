using Harness.Reference.Concurrency;
using Harness.Reference.Ports;

namespace Harness.Reference.Lifecycle;

/// <content>
/// The end of the whole instance, which nobody has asked for: unlike after other fatal errors the
/// workers do not serve on.
/// </content>
internal sealed partial class EndingWorkflow
{
    /// <summary>
    /// Ends the workers, each with its grace and all within the bound of an orderly end. The fatal
    /// message is out already.
    /// </summary>
    private async Task EndInstance()
    {
        run.Instance.Stop(); // from here on nothing is started
        Instant until = Instant.Now(run.Ports.Time) + run.Options.StopWithin;
        workerSet.Stop();

        Task settled = Join.All([.. workerSet.Activities]);
        await Within(until, settled, run.Instance.Forced);
        await EndWorkers(until, settled);
    }
}
