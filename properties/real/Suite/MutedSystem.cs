using Harness.Reference.Ports;

namespace Harness.Properties.Suite;

/// <summary>
/// Another system whose log is lost: what is found of it must not depend on what it says of itself.
/// </summary>
/// <param name="system">The system.</param>
internal sealed class MutedSystem(ISystemFactory system) : ISystemFactory
{
    /// <inheritdoc/>
    public IWorkerRules? WorkerRules => system.WorkerRules;

    /// <inheritdoc/>
    public ISystemUnderTest Make(SystemSetup setup) => new Muted(system.Make(setup));

    private sealed class Muted(ISystemUnderTest life) : ISystemUnderTest
    {
        public Task<int> Run(SystemPorts ports, CancellationToken stop) =>
            life.Run(ports with { Log = new Nowhere() }, stop);
    }

    private sealed class Nowhere : ILog
    {
        public void Write(in LogEntry entry)
        {
        }
    }
}
