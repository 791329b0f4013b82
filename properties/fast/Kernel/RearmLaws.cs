using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

/// <summary>
/// Timers that are changed and disposed of at the very instants at which they are due: whichever
/// step comes first, a firing belongs to what the timer was last set to.
/// </summary>
[Collection(nameof(AloneWithThePool))]
public class RearmLaws
{
    private const int End = 400;
    private static readonly TimeSpan _ms = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// What is done to a timer at an instant; a due time of -1 disarms it, -2 disposes of it.
    /// </summary>
    private sealed record Change(int At, int Due, int Period)
    {
        public override string ToString() => $"at {At}: {Due}, {Period}";
    }

    private static readonly Gen<Change> _change =
        from at in Gen.Choose(0, 6)
        from due in Gen.Choose(-2, 3)
        from period in Gen.Choose(0, 3)
        select new Change(10 * at, due < 0 ? due : 10 * due, 10 * period);

    private static readonly Arbitrary<(int Seed, Change[] Changes, bool Pauses)> _runs = Arb.From(
        from seed in Gen.Choose(0, 1_000_000)
        from count in Gen.Choose(1, 8)
        from changes in _change.ArrayOf(count)
        from pauses in Gen.Elements(false, true)
        select (seed, changes, pauses),
        run => Enumerable.Range(0, run.Item2.Length)
            .Select(at => (run.Item1, run.Item2.Where((_, i) => i != at).ToArray(), run.Item3)));

    [Property(MaxTest = 300)]
    public Property A_timer_does_what_it_was_last_set_to_and_nothing_else() => Prop.ForAll(
        _runs,
        run =>
        {
            List<string> differences = [];
            SimRun made = SimRun.Of(
                (ulong)run.Seed,
                (simulation, log) => Compare(simulation, run.Changes, run.Pauses, differences));

            Assert.Equal((Ending.Completed, ""), (made.Outcome.Ending, made.Outcome.Because));
            Assert.Empty(differences);
        });

    [Fact]
    public void A_beat_that_changes_at_a_due_instant_keeps_to_the_new_one()
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            var beats = new List<long>();
            SimRun run = SimRun.Of(seed, async (simulation, log) =>
            {
                TimeProvider time = simulation.World.Time;
                using var timer = new PeriodicTimer(10 * _ms, time);
                Task change = simulation.World.Spawn("change", async () =>
                {
                    await Task.Delay(20 * _ms, time);
                    timer.Period = 30 * _ms;
                });
                while (beats.Count < 6 && await timer.WaitForNextTickAsync())
                {
                    beats.Add(simulation.Now.Ticks / TimeSpan.TicksPerMillisecond);
                }

                await change;
            });

            Assert.Equal((Ending.Completed, ""), (run.Outcome.Ending, run.Outcome.Because));
            Assert.Equal([50, 80, 110, 140], beats.Where(beat => beat > 20).Take(4));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_firing_that_waits_in_a_paused_node_is_forgotten_with_a_change(bool disposes)
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            SimNode node = simulation.AddNode("host");
            using ITimer timer = node.Time.CreateTimer(
                _ => log($"{simulation.Now}"), null, 10 * _ms, 10 * _ms);
            await Task.Delay(5 * _ms, simulation.World.Time);
            node.Pause();
            await Task.Delay(20 * _ms, simulation.World.Time);
            if (disposes)
            {
                await timer.DisposeAsync();
            }
            else
            {
                timer.Change(50 * _ms, Timeout.InfiniteTimeSpan);
            }

            await Task.Delay(5 * _ms, simulation.World.Time);
            node.Resume();
            await Task.Delay(100 * _ms, simulation.World.Time);
        });

        Assert.Equal((Ending.Completed, ""), (run.Outcome.Ending, run.Outcome.Because));
        Assert.Equal(disposes ? "" : "0.0750000s", run.Order);
    }

    /// <summary>
    /// Changes a timer, beside a model of it: when it fires next, and how far apart after that.
    /// </summary>
    private static async Task Compare(
        Simulation simulation, Change[] changes, bool pauses, List<string> differences)
    {
        SimNode node = simulation.AddNode("host");
        TimeProvider time = simulation.World.Time;
        long? next = null;
        int period = 0;
        bool isDisposed = false;
        using ITimer timer = node.Time.CreateTimer(
            _ => Fired(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await Task.WhenAll(changes.Select(change => simulation.World.Spawn("changer", async () =>
        {
            await Task.Delay(change.At * _ms, time);
            Apply(change);
        })).Append(simulation.World.Spawn("stall", async () =>
        {
            await Task.Delay(20 * _ms, time);
            if (pauses)
            {
                node.Pause();
                await Task.Delay(20 * _ms, time);
                node.Resume();
            }
        })));
        await Task.Delay((End * _ms) - new TimeSpan(simulation.Now.Ticks), time);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (next < End)
        {
            differences.Add($"did not fire at {next}");
        }

        void Apply(Change change)
        {
            long now = simulation.Now.Ticks / TimeSpan.TicksPerMillisecond;
            if (change.Due == -2)
            {
                timer.Dispose();
                isDisposed = true;
                next = null;
            }
            else if (timer.Change(change.Due * _ms, change.Period * _ms) == isDisposed)
            {
                differences.Add($"{change}: wrong answer");
            }
            else if (!isDisposed)
            {
                (next, period) = (change.Due < 0 ? null : now + change.Due, change.Period);
            }
        }

        void Fired()
        {
            long now = simulation.Now.Ticks / TimeSpan.TicksPerMillisecond;
            bool isLate = pauses && now == 40 && next < now;
            if (now != next && !isLate)
            {
                differences.Add($"fired at {now} and not at {next}");
            }

            next = period > 0 ? next + period : null;
        }
    }
}
