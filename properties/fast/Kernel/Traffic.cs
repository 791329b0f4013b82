using Harness.Sim.Kernel;

namespace Harness.Properties.Kernel;

/// <summary>A program with every kind of choice: schedules, latencies, values and faults.</summary>
internal static class Traffic
{
    internal static async Task Run(Simulation simulation, Action<string> log)
    {
        SimNode host = simulation.AddNode("host");
        await Task.WhenAll(Actor(simulation, simulation.World, log, "a"),
            Actor(simulation, host, log, "b"), Actor(simulation, host, log, "c"));
    }

    internal static Task Actor(Simulation simulation, SimNode node, Action<string> log, string name)
    {
        var timing = new PortTiming(
            new LatencyRange(TimeSpan.Zero, TimeSpan.FromMilliseconds(2)),
            new LatencyRange(TimeSpan.Zero, TimeSpan.FromMilliseconds(2)),
            TimeSpan.FromSeconds(10));
        return node.Spawn(name, async () =>
        {
            for (int i = 0; i < 4; i++)
            {
                await Task.Yield();
                long drawn = simulation.Draw(ChoiceKind.Value, 0, 9);
                bool isFaulty = simulation.Draw(ChoiceKind.Fault, 0, 4) == 0;
                await node.Call("port", "call", name, timing, () => i);
                log($"{name}{i}={drawn}{(isFaulty ? "!" : "")}");
            }
        });
    }
}
