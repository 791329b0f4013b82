using Harness.Reference;
using Harness.Reference.Ports;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine;

/// <summary>
/// The processes of the machine. Pids go round in a small space, so that they are used again; a
/// process stays on the list after its end until it is reaped.
/// </summary>
internal sealed class ProcessTable(SimMachine machine)
{
    private const int FirstPid = 100;
    private const int LastPid = 399;

    private readonly List<SimProcess> _all = [];
    private readonly Dictionary<string, int> _incarnations = new(StringComparer.Ordinal);
    private int _nextPid = FirstPid;

    internal IReadOnlyList<SimProcess> All => _all;

    /// <summary>The living processes of a unit, in order of start.</summary>
    internal IEnumerable<SimProcess> Living(string unit) =>
        _all.Where(process => process.IsAlive && process.Unit == unit);

    internal SimProcess? Find(ProcessIdentity identity) =>
        _all.Find(process => process.Identity == identity);

    /// <summary>Whether the machine has a pid left.</summary>
    internal bool HasRoom => _all.Count <= LastPid - FirstPid;

    internal SimProcess Start(WorkerSetup setup, UnitSpec spec, bool byMachine)
    {
        int incarnation = _incarnations.GetValueOrDefault(setup.Name) + 1;
        _incarnations[setup.Name] = incarnation;
        var identity = new ProcessIdentity(FreePid(), machine.Now, machine.Boot);
        Actor actor = machine.AddActor($"process {setup.Name}");
        var process = new SimProcess(setup, spec, identity, incarnation, actor);
        _all.Add(process);
        machine.Trace.Add(new ProcessStarted(setup.Name, identity.Pid, incarnation, byMachine)
        {
            Config = spec.Settings,
            Role = spec.Role,
        });
        machine.Injector.Started(process);
        if (!setup.NeverReady)
        {
            TimeSpan startsIn = machine.Simulation.DrawLatency(actor, setup.StartsIn);
            machine.Simulation.After(actor, startsIn, () => BeReady(process));
        }

        if (setup.DiesAfter is { } after)
        {
            machine.Simulation.After(actor, after, () => End(
                process, ExitStatus.Signal(Signal.Segv), ExitCause.Settings));
        }

        return process;
    }

    /// <summary>Sends a signal; false if that life is over.</summary>
    internal bool Send(ProcessIdentity identity, Signal signal)
    {
        SimProcess? process = Find(identity);
        bool arrives = process is { IsAlive: true };
        machine.Trace.Add(new SignalSent(
            process?.Unit ?? "", identity.Pid, signal, arrives));
        if (!arrives)
        {
            return false;
        }

        if (signal == Signal.Kill)
        {
            End(process!, ExitStatus.Signal(signal), ExitCause.Killed);
        }
        else if (!process!.Setup.IgnoresTerm && !process.IsHung && !process.WasAsked)
        {
            process.WasAsked = true;
            TimeSpan endsIn = machine.Simulation.DrawLatency(process.Actor, process.Setup.EndsIn);
            machine.Simulation.After(
                process.Actor, endsIn, () => EndAsAsked(process));
        }

        return true;
    }

    // A process that hangs in the middle of its end does not come to it.
    private void EndAsAsked(SimProcess process)
    {
        if (!process.IsHung)
        {
            End(process, ExitStatus.Code(0), ExitCause.Asked);
        }
    }

    internal void Hang(SimProcess process)
    {
        process.Hang(machine.Now);
        machine.Trace.Add(new ProcessHung(
            process.Unit, process.Identity.Pid, process.Incarnation));
    }

    internal void End(SimProcess process, ExitStatus status, ExitCause cause)
    {
        if (process.IsAlive)
        {
            process.End(machine.Now, status);
            machine.Trace.Add(new ProcessExited(
                process.Unit, process.Identity.Pid, process.Incarnation, status, cause));
            if (cause != ExitCause.Reboot)
            {
                machine.Hints.AboutExit(process);
                machine.Services?.Exited(process);
            }
        }
    }

    internal void Reap(ProcessIdentity identity) =>
        _all.RemoveAll(process => !process.IsAlive && process.Identity == identity);

    /// <summary>Init collects the children of a dead supervisor that have ended.</summary>
    internal void ReapAll() => _all.RemoveAll(process => !process.IsAlive);

    internal void EndAll()
    {
        foreach (SimProcess process in _all)
        {
            End(process, ExitStatus.Unknown, ExitCause.Reboot);
        }

        _all.Clear();
    }

    private void BeReady(SimProcess process)
    {
        if (process.State == ProcessState.Starting && !process.IsHung)
        {
            process.BeReady(machine.Now);
            machine.Trace.Add(new ProcessReady(
                process.Unit, process.Identity.Pid, process.Incarnation));
            machine.Hints.AboutReadiness(process);
        }
    }

    private int FreePid()
    {
        while (_all.Exists(process => process.Identity.Pid == _nextPid))
        {
            MoveOn();
        }

        int pid = _nextPid;
        MoveOn();
        return pid;
    }

    private void MoveOn() => _nextPid = _nextPid == LastPid ? FirstPid : _nextPid + 1;
}
