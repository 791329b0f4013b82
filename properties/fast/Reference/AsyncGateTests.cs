using Harness.Reference.Concurrency;
using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Reference;

public class AsyncGateTests
{
    [Fact]
    public void Never_are_two_inside_in_any_of_200_schedules()
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            Assert.Equal(1, Crowd(seed).MostInside);
        }
    }

    [Fact]
    public void They_enter_in_the_order_of_asking_in_each_of_200_schedules()
    {
        var orders = new HashSet<string>();
        for (ulong seed = 0; seed < 200; seed++)
        {
            (int[] asked, int[] entered, _) = Crowd(seed);
            Assert.Equal(asked, entered);
            orders.Add(string.Join(' ', asked));
        }

        Assert.True(orders.Count > 100, $"only {orders.Count} orders of asking were tried");
    }

    [Fact]
    public void Leaving_twice_is_leaving_once()
    {
        int entered = 0;
        InSimulation.Complete(async simulation =>
        {
            var gate = new AsyncGate();
            IDisposable first = await gate.Enter();
            Task second = Enter(gate, () => entered++);
            Task third = Enter(gate, () => entered++);
            first.Dispose();
            first.Dispose();
            await InSimulation.Sleep(simulation, TimeSpan.FromSeconds(1));
            Assert.False(third.IsCompleted);
            await second;
        });
        Assert.Equal(1, entered);
    }

    [Fact]
    public void A_gate_that_everybody_has_left_is_open()
    {
        Assert.Equal(10, Crowd(1).Entered.Length);
        InSimulation.Complete(async _ =>
        {
            var gate = new AsyncGate();
            (await gate.Enter()).Dispose();
            Assert.True(gate.Enter().IsCompletedSuccessfully);
        });
    }

    private static async Task Enter(AsyncGate gate, Action inside)
    {
        await gate.Enter(); // and never leaves
        inside();
    }

    private static (int[] Asked, int[] Entered, int MostInside) Crowd(ulong seed)
    {
        var asked = new List<int>();
        var entered = new List<int>();
        int inside = 0;
        int most = 0;
        InSimulation.Complete(
            simulation =>
            {
                var gate = new AsyncGate();
                return Task.WhenAll(Enumerable.Range(0, 10).Select(number =>
                    simulation.World.Spawn($"visitor {number}", async () =>
                    {
                        asked.Add(number);
                        using IDisposable turn = await gate.Enter();
                        entered.Add(number);
                        most = Math.Max(most, ++inside);
                        await Linger(simulation);
                        inside--;
                    })));
            },
            seed);
        return ([.. asked], [.. entered], most);
    }

    private static Task Linger(Simulation simulation) => InSimulation.Sleep(
        simulation, TimeSpan.FromMilliseconds(simulation.Draw(ChoiceKind.Value, 0, 3)));
}
