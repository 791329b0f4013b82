using Harness.Sim.Kernel;

namespace Harness.Bench.Micro;

/// <summary>Two ready sets, filled once: a pick only looks, so it can be repeated.</summary>
internal sealed class PickProbe
{
    private readonly ReadySet _ten = Filled(10);
    private readonly ReadySet _hundred = Filled(100);

    internal int Among10() => _ten.IndexOfSmallestKey();

    internal int Among100() => _hundred.IndexOfSmallestKey();

    private static ReadySet Filled(int count)
    {
        var simulation = new Simulation(
            new SimulationOptions { Execution = new KeyedExecution(1) });
        var strategy = new KeyedExecution(1);
        var ready = new ReadySet();
        Actor actor = simulation.World.AddActor("actor");
        for (uint i = 0; i < count; i++)
        {
            ready.Add(strategy.Key(actor.PathHash, i), actor, i, i, actor);
        }

        return ready;
    }
}
