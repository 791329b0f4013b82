using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

/// <summary>Keyed draws: a function of seed and name alone, within bounds, uniform.</summary>
[Collection(nameof(AloneWithThePool))]
public class DrawLaws
{
    private static readonly Gen<ulong> _word =
        from left in Gen.Choose(0, int.MaxValue)
        from right in Gen.Choose(0, int.MaxValue)
        select ((ulong)left << 33) ^ (ulong)right;

    private static readonly Gen<ChoiceId> _id =
        from kind in Gen.Elements(Enum.GetValues<ChoiceKind>())
        from actor in _word
        from ordinal in Gen.Choose(0, int.MaxValue)
        select new ChoiceId(kind, actor, (uint)ordinal * 2);

    private static readonly Gen<long> _bound = Gen.OneOf(
        Gen.Elements(long.MinValue, long.MinValue + 1, -1, 0, 1, long.MaxValue - 1, long.MaxValue),
        _word.Select(word => (long)word),
        Gen.Choose(-10, 10).Select(number => (long)number));

    [Property(MaxTest = 5000)]
    public Property A_draw_is_within_its_bounds_whatever_they_are() => ForAll.Of(
        from seed in _word
        from id in _id
        from one in _bound
        from other in _bound
        select (seed, id, one, other),
        each =>
        {
            long low = Math.Min(each.one, each.other);
            long high = Math.Max(each.one, each.other);

            Assert.InRange(KeyedExecution.Keyed(each.seed, each.id, low, high), low, high);
        });

    [Property]
    public Property The_same_name_gives_the_same_number_and_another_seed_or_name_another() =>
        ForAll.Of(
            from seed in _word
            from id in _id
            select (seed, id),
            each =>
            {
                long drawn = Draw(each.seed, each.id);

                Assert.Equal(drawn, Draw(each.seed, each.id));
                Assert.Equal(drawn, new KeyedExecution(each.seed).Draw(each.id, Low, High));
                Assert.Equal(drawn, new FifoExecution(each.seed).Draw(each.id, Low, High));
                Assert.NotEqual(drawn, Draw(each.seed + 1, each.id));
                Assert.NotEqual(
                    drawn, Draw(each.seed, each.id with { Ordinal = each.id.Ordinal + 1 }));
                Assert.NotEqual(drawn, Draw(each.seed, each.id with { Actor = each.id.Actor + 1 }));
            });

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(100)]
    public void Draws_are_uniform_over_ordinals_actors_and_seeds(int sides)
    {
        const int expected = 1000;
        var id = new ChoiceId(ChoiceKind.Value, Mix.Text("actor"), 0);

        Assert.All(
            new Func<int, long>[]
            {
                i => KeyedExecution.Keyed(1, id with { Ordinal = (uint)i }, 1, sides),
                i => KeyedExecution.Keyed(1, id with { Actor = Mix.Text($"actor{i}") }, 1, sides),
                i => KeyedExecution.Keyed((ulong)i, id, 1, sides),
            },
            draw =>
            {
                int[] counts = [.. Enumerable.Range(0, sides * expected).Select(draw)
                    .GroupBy(side => side).Select(group => group.Count())];
                double chiSquare = counts.Sum(count => Math.Pow(count - expected, 2) / expected);

                // Five standard deviations over the mean; the draws are the same at every run.
                Assert.Equal(sides, counts.Length);
                Assert.True(chiSquare < sides + (5 * Math.Sqrt(2 * sides)), $"{chiSquare}");
            });
    }

    [Property]
    public Property What_others_draw_changes_no_draw_of_an_actor() => ForAll.Of(
        from seed in Gen.Choose(0, 100_000)
        from others in Gen.Choose(0, 4)
        from draws in Gen.Choose(0, 5)
        select (seed, others, draws),
        each => Assert.Equal(
            Observed(each.seed, 0, 0), Observed(each.seed, each.others, each.draws)));

    private const long Low = long.MinValue;
    private const long High = long.MaxValue - 1;

    private static long Draw(ulong seed, ChoiceId id) => KeyedExecution.Keyed(seed, id, Low, High);

    private static string Observed(int seed, int others, int draws) => SimRun.Of(
        (ulong)seed,
        async (simulation, log) =>
        {
            Task[] extra = [.. Enumerable.Range(0, others).Select(number =>
                simulation.World.Spawn($"other{number}", () => Drawer(_ => { }, draws)))];
            await simulation.World.Spawn("observed", () => Drawer(log, 5));
            await Task.WhenAll(extra);

            async Task Drawer(Action<string> tell, int count)
            {
                for (int i = 0; i < count; i++)
                {
                    await Task.Yield();
                    tell($"{simulation.Draw(ChoiceKind.Value, 0, 1_000_000)}");
                    tell($"{simulation.Draw(ChoiceKind.Latency, 0, 1_000_000)}");
                }
            }
        }).Order;
}
