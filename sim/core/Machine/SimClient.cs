using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine;

/// <summary>Asks one worker after the other, and checks every answer.</summary>
internal sealed class SimClient
{
    private static readonly LatencyRange Work =
        new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(20));

    private readonly SimMachine _machine;
    private readonly int _number;
    private readonly Actor _actor;

    internal SimClient(SimMachine machine, int number)
    {
        _machine = machine;
        _number = number;
        _actor = machine.AddActor("client");
    }

    internal void Begin() => _machine.Simulation.After(
        _actor, _machine.Simulation.DrawLatency(_actor, _machine.Scenario.Clients.AskEvery), Ask);

    private void Ask()
    {
        int count = _machine.Scenario.Workers.Count;
        int index = (int)_machine.Simulation.Draw(_actor, ChoiceKind.Value, 0, count - 1);
        string unit = _machine.Scenario.Workers[index].Name;

        // If two processes share a port, the machine gives a connection to either.
        SimProcess[] serving =
            [.. _machine.Processes.Living(unit).Where(process => process.Serves)];
        if (_machine.Configs is { } configs)
        {
            // Whoever stands beside its group shares the work, and the group that of one that is
            // down.
            serving = [.. _machine.Processes.All.Where(process => process.Serves
                && SystemSetups.GroupOf(process.Setup) == configs.GroupOf(unit)
                && (serving.Length == 0 || process.Unit == unit
                    || process.Unit.Contains('.', StringComparison.Ordinal)))];
        }

        if (serving.Length == 0)
        {
            Refused(unit);
        }
        else
        {
            int which = (int)_machine.Simulation.Draw(
                _actor, ChoiceKind.Value, 0, serving.Length - 1);
            TimeSpan takes = _machine.Simulation.DrawLatency(_actor, Work);
            _machine.Simulation.After(_actor, takes, () => Answer(serving[which], takes));
        }
    }

    private void Answer(SimProcess process, TimeSpan took)
    {
        if (!process.Serves)
        {
            Refused(process.Unit); // it died or hung over the request
            return;
        }

        // The right answer is the newest life's: an older one beside it has the older contents.
        int newest = _machine.Processes.Living(process.Unit)
            .Where(other => other.Serves).Max(other => other.Incarnation);
        _machine.Trace.Add(new ClientServed(
            _number, process.Unit, process.Incarnation, process.Incarnation == newest)
        {
            Config = process.Spec.Settings,
            Took = took,
        });
        Begin();
    }

    private void Refused(string unit)
    {
        _machine.Trace.Add(new ClientRefused(_number, unit));
        Begin();
    }
}
