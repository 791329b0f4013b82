using System.Threading.Channels;
using Harness.Reference.Ports;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine.Services;

/// <summary>
/// A service manager of the machine: a program of its own, which starts units, starts them again
/// after an end, and gives up those that end early too often, whether or not a supervisor lives.
/// Modelled on supervisord (states of a process, start retries, FATAL) and systemd (a restart
/// delay, early ends that a healthy life makes up for, units that are started at boot, processes
/// that are found again by the name of their unit after a crash of the manager), and simpler than
/// either: one delay for every restart, no patience with a start of its own, and definitions that
/// are on disk as soon as they are made.
/// </summary>
internal sealed partial class SimServiceManager : IExternalServices
{
    private static readonly LatencyRange Noticing =
        new(TimeSpan.FromMicroseconds(50), TimeSpan.FromMilliseconds(20));

    private readonly SimMachine _machine;
    private readonly ServicesSetup _setup;
    private readonly Actor _actor;
    private readonly List<SimUnit> _units = []; // in order of definition

    internal SimServiceManager(SimMachine machine, ServicesSetup setup)
    {
        _machine = machine;
        _setup = setup;
        _actor = machine.AddActor("services");
    }

    /// <inheritdoc/>
    public void Boot(IEnumerable<UnitSpec> known)
    {
        foreach (UnitSpec spec in known)
        {
            Define(spec);
            _units[^1].IsWanted = true;
        }

        StartWanted();
    }

    /// <summary>
    /// Another boot: units that are started at boot are, and all others are forgotten.
    /// </summary>
    public void PowerOn()
    {
        foreach (SimUnit unit in _units)
        {
            unit.Plan++;
            unit.Process = null;
            unit.Ended = null;
            unit.EarlyEnds = 0;
            unit.State = UnitState.Stopped;
            unit.ForgetWhoWaits();
        }

        if (!_setup.StartsAtBoot)
        {
            _units.Clear();
        }

        Recover();
        StartWanted();
    }

    /// <summary>A process of some unit has ended: it is noticed a little later.</summary>
    public void Exited(SimProcess process) => _machine.Simulation.After(
        process.Actor, _machine.Simulation.DrawLatency(process.Actor, Noticing), Settle);

    /// <inheritdoc/>
    public IServiceManager PortOf(SimNode node, ChannelReader<ProcessHint> hints) =>
        new ServicePort(_machine, this, node, hints);

    /// <inheritdoc/>
    public void PowerOff()
    {
        // Its definitions are on disk; what it believes is forgotten when it is on again.
    }

    private SimUnit? Find(string unit) => _units.Find(one => one.Name == unit);

    private void StartWanted()
    {
        foreach (SimUnit unit in _units.Where(one => one.IsWanted).ToArray())
        {
            Spawn(unit, byItself: true);
        }
    }

    /// <summary>Compares what it believes with what runs, and acts on the difference.</summary>
    private void Settle()
    {
        if (!Acts || _machine.IsDown)
        {
            return;
        }

        foreach (SimUnit unit in _units.ToArray())
        {
            if (unit.Process is { IsAlive: false } ended)
            {
                HasEnded(unit, ended);
            }
        }
    }

    private void HasEnded(SimUnit unit, SimProcess process)
    {
        unit.Process = null;
        unit.Ended = process.Status(_machine.Now);
        _machine.Processes.Reap(process.Identity);
        bool isEarly = !process.WasReady
            || process.ExitedAt - process.Identity.StartedAt < _setup.HealthyAfter;
        Next(unit, isEarly);
        unit.TellGone();
    }

    /// <summary>Nothing of it runs: what is next.</summary>
    private void Next(SimUnit unit, bool isEarly)
    {
        if (!unit.IsWanted)
        {
            Become(unit, UnitState.Stopped);
            return;
        }

        unit.EarlyEnds = isEarly ? unit.EarlyEnds + 1 : 0;
        if (unit.EarlyEnds >= _setup.StartLimit)
        {
            Become(unit, UnitState.GivenUp);
            return;
        }

        Become(unit, UnitState.Backoff);
        int plan = ++unit.Plan;
        _machine.Simulation.After(unit.Actor, _setup.RestartDelay, () => StartAgain(unit, plan));
    }

    private void StartAgain(SimUnit unit, int plan)
    {
        if (unit.Plan != plan || _machine.IsDown)
        {
            return;
        }

        if (Acts)
        {
            Spawn(unit, byItself: true);
        }
        else
        {
            WhenItActs(() => StartAgain(unit, plan)); // what was due in a hang comes after it
        }
    }

    private StartAnswer Spawn(SimUnit unit, bool byItself)
    {
        unit.Plan++;
        StartAnswer answer = _machine.StartWorker(unit.Spec, byItself);
        unit.Process = answer.Process is { } identity ? _machine.Processes.Find(identity) : null;
        if (unit.Process is not null)
        {
            unit.Ended = null;
            Become(unit, UnitState.Running);
            return answer;
        }

        // There is no process to tell of, but that the start failed must be on the list.
        unit.Ended = new ProcessStatus(
            unit.Name, new ProcessIdentity(0, _machine.Now, _machine.Boot), ProcessState.Exited,
            _machine.Now, _machine.Now, ExitStatus.Unknown);
        Next(unit, isEarly: true);
        return answer;
    }

    private void Become(SimUnit unit, UnitState state)
    {
        if (unit.State != state)
        {
            unit.State = state;
            _machine.Trace.Add(new UnitChanged(unit.Name, state));
        }
    }
}
