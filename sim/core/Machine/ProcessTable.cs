using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine;

/// <summary>
/// The processes of the machine. Pids go round in a small space, so that they are used again; a
/// process stays on the list after its end until it is reaped.
/// </summary>
internal sealed partial class ProcessTable(SimMachine machine)
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
    internal bool HasRoom => _all.Count + _strangers.Count <= LastPid - FirstPid;

    internal SimProcess Start(WorkerSetup setup, UnitSpec spec, bool byMachine)
    {
        int incarnation = _incarnations.GetValueOrDefault(setup.Name) + 1;
        _incarnations[setup.Name] = incarnation;
        var identity = new ProcessIdentity(FreePid(), machine.Now, machine.Boot);
        Actor actor = machine.AddActor($"process {setup.Name}");
        var process = new SimProcess(setup, spec, identity, incarnation, actor)
        {
            HangsAt = NextHang(setup.Name),
            StartedBy = machine.Trace.Acting,
        };
        _all.Add(process);
        machine.Trace.Add(new ProcessStarted(setup.Name, identity.Pid, incarnation, byMachine)
        {
            Config = spec.Settings,
            Role = spec.Role,
        });
        machine.Injector.Started(process);
        if (process.HangsAt == StartStage.BeforeReady)
        {
            Hang(process);
        }

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
        SimProcess? process = identity.IsPidAlone
            ? _all.Find(one => one.Identity.Pid == identity.Pid)
            : Find(identity);
        if (process is null && identity.IsPidAlone && _strangers.Remove(identity.Pid))
        {
            machine.Trace.Add(new StrangerSignalled(identity.Pid, signal));
            return true; // what is sent here ends it
        }

        bool arrives = process is { IsAlive: true };
        machine.Trace.Add(new SignalSent(
            process?.Unit ?? "", identity.Pid, signal, arrives));
        if (!arrives)
        {
            return false;
        }

        switch (signal)
        {
            case Signal.Kill:
            case Signal.Quit:
            case Signal.Abrt:
            case Signal.Bus:
            case Signal.Segv:
                Kill(process!, signal); // no worker heeds these
                break;
            case Signal.Hup:
            case Signal.Int:
            case Signal.Term:
                Ask(process!);
                break;
            default:
                throw new InvalidOperationException($"unknown signal {signal}");
        }

        return true;
    }

    private void Kill(SimProcess process, Signal signal)
    {
        if (process.IsStuck)
        {
            process.Waiting |= Pending.Kill;
            process.KilledBy = signal;
        }
        else
        {
            End(process, ExitStatus.Signal(signal), ExitCause.Killed);
        }
    }

    private void Ask(SimProcess process)
    {
        if (process.IsHung)
        {
            process.Waiting |= Pending.Term;
        }
        else if (!process.IgnoresTerm && !process.WasAsked)
        {
            process.WasAsked = true;
            TimeSpan endsIn = machine.Simulation.DrawLatency(process.Actor, process.Setup.EndsIn);
            machine.Simulation.After(
                process.Actor, endsIn, () => EndAsAsked(process));
        }
    }

    // A process that hangs in the middle of its end does not come to it.
    private void EndAsAsked(SimProcess process)
    {
        if (process.IsHung)
        {
            process.Waiting |= Pending.End;
        }
        else
        {
            End(process, ExitStatus.Code(0), ExitCause.Asked);
        }
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
                if (machine.Services is null && !machine.Supervisor.IsUp)
                {
                    Collect(process, byMachine: true);
                }
            }
        }
    }

    internal void Reap(ProcessIdentity identity)
    {
        if (Find(identity) is { IsAlive: false } ended)
        {
            Collect(ended, byMachine: false);
        }
    }

    /// <summary>Init collects the children of a dead supervisor that have ended.</summary>
    internal void ReapAll()
    {
        foreach (SimProcess ended in _all.Where(process => !process.IsAlive).ToArray())
        {
            Collect(ended, byMachine: true);
        }
    }

    private void Collect(SimProcess ended, bool byMachine)
    {
        if (_all.Remove(ended))
        {
            machine.Trace.Add(new ProcessReaped(
                ended.Unit, ended.Identity.Pid, ended.Incarnation, byMachine));
        }
    }

    internal void EndAll()
    {
        foreach (SimProcess process in _all)
        {
            End(process, ExitStatus.Unknown, ExitCause.Reboot);
        }

        _all.Clear();
        _strangers.Clear();
    }

    private void BeReady(SimProcess process)
    {
        if (process.State != ProcessState.Starting)
        {
            return;
        }

        if (process.IsHung)
        {
            process.Waiting |= Pending.Readiness;
            return;
        }

        process.BeReady(machine.Now);
        machine.Trace.Add(new ProcessReady(
            process.Unit, process.Identity.Pid, process.Incarnation));
        machine.Hints.AboutReadiness(process);
        if (process.HangsAt == StartStage.AfterReady)
        {
            Hang(process);
        }
    }

    private int FreePid()
    {
        while (_all.Exists(process => process.Identity.Pid == _nextPid)
            || _strangers.Contains(_nextPid))
        {
            MoveOn();
        }

        int pid = _nextPid;
        MoveOn();
        return pid;
    }

    private void MoveOn() => _nextPid = _nextPid == LastPid ? FirstPid : _nextPid + 1;
}
