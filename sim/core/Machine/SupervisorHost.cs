using System.Threading.Channels;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine;

/// <summary>
/// The lives of the supervisor on the machine: started, killed, stalled, started again. Several may
/// live side by side; whoever means "the supervisor" means the one that was started first.
/// </summary>
internal sealed class SupervisorHost(SimMachine machine, Func<ISystemUnderTest> make)
    : ISupervisorTarget
{
    private readonly Actor _init = machine.AddActor("init");
    private readonly List<SupervisorLife> _living = []; // in order of start
    private int _lives;
    private long _requests;

    /// <summary>Where hints go, and to which life; null while no supervisor lives.</summary>
    internal (ChannelWriter<ProcessHint> Writer, int Life)? Hints =>
        First is { } first ? (first.Ports.HintWriter, first.Number) : null;

    /// <inheritdoc/>
    public bool IsUp => _living.Count > 0;

    /// <inheritdoc/>
    public bool IsStalled => First is { Node.IsPaused: true };

    private SupervisorLife? First => IsUp ? _living[0] : null;

    /// <inheritdoc/>
    public bool IsAlive(int life) => _living.Exists(one => one.Number == life);

    /// <summary>Starts it, unless one lives already.</summary>
    internal void Start()
    {
        if (!IsUp && !machine.IsDown)
        {
            StartOneMore();
        }
    }

    /// <inheritdoc/>
    public void StartOneMore()
    {
        int number = ++_lives;
        SimNode node = machine.Simulation.AddNode($"supervisor#{number}", machine.BootedAt);
        var life = new SupervisorLife(number, node, new SimPorts(machine, node, number));
        node.PortCalled = call => Record(
            life, new PortCalled(call.Number, call.Port, call.Operation, call.Subject));
        node.PortMomentReached = (call, moment) => Reached(life, call, moment);
        node.ActorFailed = (actor, error) => Crashed(life, actor, error);
        _living.Add(life);
        Record(life, new SupervisorStarted(number, machine.BootNumber));
        _ = node.Spawn("main", async () =>
        {
            int code = await make().Run(life.Ports.System, node.Stop);
            Record(life, new SupervisorExited(number, code));
            GoDown(life);
        });
    }

    /// <summary>Kills that life, or the first one; false if there is none.</summary>
    internal bool Kill(int? which = null, bool startAgain = true)
    {
        if (_living.Find(one => which is null || one.Number == which) is not { } life)
        {
            return false;
        }

        Record(life, new SupervisorKilled(life.Number));
        GoDown(life);
        if (startAgain)
        {
            StartAgainLater();
        }

        return true;
    }

    /// <inheritdoc/>
    public void Strike(int? life) => Kill(life);

    /// <summary>The machine goes down, and every life with it.</summary>
    internal void KillAll()
    {
        while (Kill(startAgain: false))
        {
            // one after the other, in order of start
        }
    }

    /// <inheritdoc/>
    public void Stall(TimeSpan span)
    {
        SupervisorLife stalled = First!;
        stalled.Node.Pause();
        Record(stalled, new SupervisorStalled(IsOver: false));
        machine.Simulation.After(_init, span, () =>
        {
            if (stalled.Node.IsAlive)
            {
                Record(stalled, new SupervisorStalled(IsOver: true));
                stalled.Node.Resume();
            }
        });
    }

    /// <inheritdoc/>
    public void Ask(ControlVerb verb, bool isSignal) =>
        First!.Ports.Ask(new ControlRequest(++_requests, verb, isSignal));

    /// <inheritdoc/>
    public void Ask(ChangeConfig change)
    {
        SimConfigs configs = machine.Configs!;
        SimPorts ports = First!.Ports;
        var request = new ControlRequest(++_requests, ControlVerb.Change, IsSignal: false)
        {
            Document = configs.DocumentOf(change.Config),
            IfMatch = change.IfMatch is { } from ? configs.DocumentOf(from).Tag : null,
        };
        ports.Ask(request);
        if (change.GivesUpAfter is { } after)
        {
            machine.Simulation.After(_init, after, () => ports.Withdraw(request));
        }
    }

    internal void StartLater(TimeSpan delay) =>
        machine.Simulation.After(_init, delay, Start);

    private void StartAgainLater()
    {
        if (machine.Scenario.Supervisor.StartedAgainAfter is { } delay)
        {
            StartLater(delay);
        }
    }

    // The children of a dead supervisor are init's, which collects what has ended; those of one
    // that lives are left to it.
    private void GoDown(SupervisorLife life)
    {
        life.Node.Kill();
        _living.Remove(life);
        if (!IsUp)
        {
            machine.Processes.ReapAll();
        }
    }

    private void Crashed(SupervisorLife life, Actor actor, Exception error)
    {
        Record(life, new SupervisorCrashed(
            life.Number, actor.Path, $"{error.GetType().Name}: {error.Message}"));
        GoDown(life);
        StartAgainLater();
    }

    private void Reached(SupervisorLife life, PortCall call, PortMoment moment)
    {
        if (moment != PortMoment.BeforeEffect)
        {
            Record(life, moment == PortMoment.BeforeAnswer
                ? new PortEffect(call.Number)
                : new PortAnswered(call.Number));
        }

        machine.Injector.Reached(new AtCall(life.Number, call.Number, moment), life.Node);
    }

    private void Record(SupervisorLife life, TraceEvent happened) =>
        machine.Trace.Add(happened, life.Number);

    /// <summary>One life: its number from 1, its node, and the machine as it sees it.</summary>
    private sealed record SupervisorLife(int Number, SimNode Node, SimPorts Ports);
}
