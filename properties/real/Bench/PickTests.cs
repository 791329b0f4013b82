using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Bench;

/// <summary>
/// Many ready steps are searched by vectors: a faster pick must be the same pick.
/// </summary>
public sealed class PickTests
{
    [Theory]
    [InlineData(1)] // all keys equal: the longest-standing
    [InlineData(3)]
    [InlineData(long.MaxValue)]
    public void The_smallest_key_is_found_and_the_oldest_of_equals_however_many_there_are(long most)
    {
        for (int count = 1; count <= 200; count++)
        {
            (ReadySet ready, ChoiceId expected) = Filled(count, most);

            Assert.Equal(expected, ready.Id(ready.IndexOfSmallestKey()));
        }
    }

    private static (ReadySet Ready, ChoiceId Expected) Filled(int count, long most)
    {
        var simulation = new Simulation(
            new SimulationOptions { Execution = new KeyedExecution(1) });
        Actor actor = simulation.World.AddActor("actor");
        var ready = new ReadySet();
        var all = new List<(ulong Key, long Sequence, uint Ordinal)>();
        for (uint i = 0; i < count; i++)
        {
            // High bits are used too: keys are unsigned.
            var id = new ChoiceId(ChoiceKind.Value, (ulong)count, i);
            ulong key = (ulong)KeyedExecution.Keyed(1, id, 1, most) << 1;
            long sequence = (i * 7919L) % 211; // another order than that of the places
            ready.Add(key, actor, i, sequence, actor);
            all.Add((key, sequence, i));
        }

        (_, _, uint ordinal) = all.Min();
        return (ready, new ChoiceId(ChoiceKind.Schedule, actor.PathHash, ordinal));
    }
}
