using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine;

/// <content>What goes wrong with processes besides that they end.</content>
internal sealed partial class ProcessTable
{
    private readonly HashSet<int> _strangers = []; // pids of processes that carry no unit's name
    private readonly Dictionary<string, HangNextStart> _hangs = new(StringComparer.Ordinal);

    internal void HangNext(HangNextStart fault) => _hangs[fault.Worker] = fault;

    /// <summary>Holds a process still: for that long, or for ever.</summary>
    internal void Hang(SimProcess process, TimeSpan? span, Actor actor)
    {
        Hang(process);
        if (span is { } time)
        {
            machine.Simulation.After(actor, time, () => GoOn(process));
        }
    }

    /// <summary>Holds a process still, and for that long no signal ends it.</summary>
    internal void Stick(SimProcess process, TimeSpan span, Actor actor)
    {
        process.IsStuck = true;
        Hang(process, span, actor);
    }

    /// <summary>The process ends, init collects it, and a stranger gets its pid.</summary>
    internal void GivePidAway(SimProcess process)
    {
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
