using Harness.Sim.Kernel;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine.Cache;

/// <summary>Asks one worker after the other for one key after the other.</summary>
internal sealed class CacheClient
{
    private readonly SimMachine _machine;
    private readonly SharedCache _cache;
    private readonly Actor _actor;

    internal CacheClient(SimMachine machine, SharedCache cache, int number)
    {
        _machine = machine;
        _cache = cache;
        Number = number;
        _actor = machine.AddActor("cache client");
    }

    /// <summary>Which client, from 1: the first one may have private keys too.</summary>
    internal int Number { get; }

    internal void Begin() => _machine.Simulation.After(
        _actor, _machine.Simulation.DrawLatency(_actor, _machine.Scenario.Clients.AskEvery), Ask);

    private void Ask()
    {
        int worker = Draw(_machine.Scenario.Workers.Count);
        int key = Draw(_cache.Setup.Keys);
        string unit = _machine.Scenario.Workers[worker].Name;
        SimProcess? process = _machine.Processes.Living(unit)
            .LastOrDefault(one => one.Serves);
        if (process is null)
        {
            _machine.Trace.Add(new ClientRefused(Number, unit));
            Begin();
        }
        else
        {
            new Transaction(_machine, _cache, process, this, key).Begin();
        }
    }

    private int Draw(int count) =>
        (int)_machine.Simulation.Draw(_actor, ChoiceKind.Value, 0, count - 1);
}
