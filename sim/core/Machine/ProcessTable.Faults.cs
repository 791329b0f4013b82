using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine;

/// <content>What goes wrong with processes besides that they end.</content>
internal sealed partial class ProcessTable : IProcessTarget
{
    private readonly HashSet<int> _strangers = []; // pids of processes that carry no unit's name
    private readonly Dictionary<string, HangNextStart> _hangs = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    IStruckProcess? IProcessTarget.First(string worker) => First(worker);

    /// <inheritdoc/>
    public void HangNext(HangNextStart fault) => _hangs[fault.Worker] = fault;

    /// <inheritdoc/>
    public void Crash(string worker, ExitStatus status) =>
        End(First(worker)!, status, ExitCause.Fault);

    /// <inheritdoc/>
    public void Hang(string worker, TimeSpan? span, Actor actor)
    {
        SimProcess process = First(worker)!;
        Hang(process);
        if (span is { } time)
        {
            machine.Simulation.After(actor, time, () => GoOn(process));
        }
    }

    /// <inheritdoc/>
    public void Stick(string worker, TimeSpan span, Actor actor)
    {
        First(worker)!.IsStuck = true;
        Hang(worker, span, actor);
    }

    /// <inheritdoc/>
    public void GivePidAway(string worker)
    {
        SimProcess process = First(worker)!;
        End(process, ExitStatus.Unknown, ExitCause.Fault);
        Collect(process, byMachine: true);
        _strangers.Add(process.Identity.Pid);
        machine.Trace.Add(new StrangerStarted(process.Identity.Pid));
    }

    internal void Hang(SimProcess process)
    {
        process.Hang(machine.Now);
        machine.Trace.Add(new ProcessHung(
            process.Unit, process.Identity.Pid, process.Incarnation));
    }

    private SimProcess? First(string worker) => Living(worker).FirstOrDefault();

    private void GoOn(SimProcess process)
    {
        if (!process.IsAlive)
        {
            return;
        }

        Pending waiting = process.Waiting;
        process.Waiting = Pending.Nothing;
        process.IsStuck = false;
        if (waiting.HasFlag(Pending.Kill))
        {
            Kill(process, process.KilledBy);
            return;
        }

        process.GoOn();
        machine.Trace.Add(new ProcessWentOn(
            process.Unit, process.Identity.Pid, process.Incarnation));
        if (waiting.HasFlag(Pending.Readiness))
        {
            BeReady(process);
        }

        if (waiting.HasFlag(Pending.End))
        {
            EndAsAsked(process);
        }
        else if (waiting.HasFlag(Pending.Term))
        {
            Ask(process);
        }
    }

    private StartStage? NextHang(string unit)
    {
        if (!_hangs.Remove(unit, out HangNextStart? hang))
        {
            return null;
        }

        if (hang.Times > 1)
        {
            _hangs[unit] = hang with { Times = hang.Times - 1 };
        }

        return hang.Stage;
    }
}
