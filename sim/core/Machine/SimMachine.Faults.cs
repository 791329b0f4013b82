using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine;

/// <content>What faults do to the machine as a whole; its parts have their own.</content>
internal sealed partial class SimMachine : IFaultTarget
{
    private readonly Dictionary<string, RefusedStarts> _refused = new(StringComparer.Ordinal);

    IProcessTarget IFaultTarget.Processes => Processes;

    ISupervisorTarget IFaultTarget.Supervisor => Supervisor;

    IFileTarget IFaultTarget.Files => Disk;

    ICacheTarget? IFaultTarget.Cache => Cache;

    IServiceTarget? IFaultTarget.Services => Services;

    /// <inheritdoc/>
    public void Refuse(RefuseStarts fault) =>
        _refused[fault.Worker] = new RefusedStarts(fault.Failure) { Left = fault.Times };

    /// <inheritdoc/>
    public void Trouble(TroubleHints fault) => Hints.Trouble(fault);

    /// <inheritdoc/>
    public void StepWall(TimeSpan by)
    {
        Simulation.StepWall(by);
        Trace.Add(new WallStepped(by));
    }

    /// <inheritdoc/>
    public void Suspend(TimeSpan span)
    {
        Simulation.Suspend(span);
        Trace.Add(new MachineSuspended(span));
    }

    void IFaultTarget.EditConfigFile(string config)
    {
        EditConfigFile(config);
        Trace.Add(new ConfigFileEdited(config));
    }

    private sealed class RefusedStarts(StartFailure failure)
    {
        internal StartFailure Failure => failure;

        internal int Left { get; set; }
    }
}
