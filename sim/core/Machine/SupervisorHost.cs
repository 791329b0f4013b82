using System.Threading.Channels;
using Harness.Reference;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine;

/// <summary>
/// The lives of the supervisor on the machine: started, killed, stalled, started again.
/// </summary>
internal sealed class SupervisorHost(SimMachine machine, Func<ISystemUnderTest> make)
{
    private readonly Actor _init = machine.AddActor("init");
    private SimNode? _node;
    private SimPorts? _ports;
    private int _life;
    private long _requests;

    /// <summary>Where hints go; null while no supervisor lives.</summary>
    internal ChannelWriter<ProcessHint>? Hints => IsUp ? _ports!.HintWriter : null;

    internal bool IsUp => _node is { IsAlive: true };

    internal bool IsStalled => _node is { IsPaused: true };

    internal bool IsAlive(int life) => IsUp && life == _life;

    internal void Start()
    {
        if (IsUp || machine.IsDown)
        {
            return;
        }

        int life = ++_life;
        SimNode node = machine.Simulation.AddNode($"supervisor#{life}", machine.BootedAt);
        var ports = new SimPorts(machine, node, life);
        node.PortCalled = call => machine.Trace.Add(
            new PortCalled(call.Number, call.Port, call.Operation, call.Subject));
        node.PortMomentReached = (call, moment) => Reached(node, life, call, moment);
        node.ActorFailed = (actor, error) => Crashed(node, life, actor, error);
        _node = node;
        _ports = ports;
        machine.Trace.Add(new SupervisorStarted(life, machine.BootNumber));
        _ = node.Spawn("main", async () =>
        {
            int code = await make().Run(ports.System, node.Stop);
            machine.Trace.Add(new SupervisorExited(life, code));
            GoDown(node);
        });
    }

    /// <summary>Kills it; false if there was none.</summary>
    internal bool Kill(bool startAgain = true)
    {
        if (!IsUp)
        {
            return false;
        }

        machine.Trace.Add(new SupervisorKilled(_life));
        GoDown(_node!);
        if (startAgain)
        {
            StartAgainLater();
        }

        return true;
    }

    /// <summary>
    /// Holds it still for that long; false if there is none, or it is held already.
    /// </summary>
    internal bool Stall(TimeSpan span)
    {
        if (!IsUp || _node!.IsPaused)
        {
            return false;
        }

        SimNode stalled = _node;
        stalled.Pause();
        machine.Trace.Add(new SupervisorStalled(IsOver: false));
        machine.Simulation.After(_init, span, () =>
        {
            if (stalled.IsAlive)
            {
                machine.Trace.Add(new SupervisorStalled(IsOver: true));
                stalled.Resume();
            }
        });
        return true;
    }

    /// <summary>Hands a request in.</summary>
    internal void Ask(ControlVerb verb, bool isSignal) =>
        _ports!.Ask(new ControlRequest(++_requests, verb, isSignal));

    /// <summary>Asks for another configuration.</summary>
    internal void Ask(ChangeConfig change)
    {
        SimConfigs configs = machine.Configs!;
        SimPorts ports = _ports!;
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

    private void GoDown(SimNode node)
    {
        node.Kill();
        machine.Processes.ReapAll();
    }

    private void Crashed(SimNode node, int life, Actor actor, Exception error)
    {
        machine.Trace.Add(new SupervisorCrashed(
            life, actor.Path, $"{error.GetType().Name}: {error.Message}"));
        GoDown(node);
        StartAgainLater();
    }

    private void Reached(SimNode node, int life, PortCall call, PortMoment moment)
    {
        if (moment != PortMoment.BeforeEffect)
        {
            machine.Trace.Add(moment == PortMoment.BeforeAnswer
                ? new PortEffect(call.Number)
                : new PortAnswered(call.Number));
        }

        machine.Injector.Reached(new AtCall(life, call.Number, moment), node);
    }
}
