using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

/// <summary>Timers under any seed: in due order, at their instant, never early.</summary>
[Collection(nameof(AloneWithThePool))]
public class ClockLaws
{
    /// <summary>A timer that is set at one instant, and maybe disposed at another; in ms.</summary>
    private sealed record Plan(int SetAt, int Due, int? DisposedAt)
    {
        internal int DueAt => SetAt + Due;

        public override string ToString() => $"set {SetAt} due +{Due} disposed {DisposedAt}";
    }

    private sealed record Firing(Plan Plan, long At, bool AfterDisposal);

    private static readonly Gen<Plan> _plan =
        from setAt in Gen.Choose(0, 20)
        from due in Gen.Choose(0, 30)
        from disposes in Gen.Choose(0, 3)
        from after in Gen.Choose(0, 40)
        select new Plan(setAt, due, disposes == 0 ? setAt + after : null);

    private static readonly Arbitrary<(int Seed, Plan[] Plans)> _runs = Arb.From(
        from seed in Gen.Choose(0, 1_000_000)
        from count in Gen.Choose(1, 25)
        from plans in _plan.ArrayOf(count)
        select (seed, plans),
        run => Enumerable.Range(0, run.Item2.Length)
            .Select(at => (run.Item1, run.Item2.Where((_, i) => i != at).ToArray())));

    [Property]
    public Property Without_costs_every_timer_fires_at_exactly_its_instant_and_in_due_order() =>
        Prop.ForAll(_runs, run =>
        {
            List<Firing> fired = Fire(run.Seed, run.Plans, options => options);

            Assert.All(
                fired,
                each => Assert.Equal(each.Plan.DueAt * TimeSpan.TicksPerMillisecond, each.At));
            Assert.Equal(fired.OrderBy(each => each.At), fired);
            Assert.All(
                run.Plans.Where(plan => plan.DisposedAt is null || plan.DisposedAt > plan.DueAt),
                plan => Assert.Single(fired, each => ReferenceEquals(each.Plan, plan)));
        });

    [Property]
    public Property A_disposed_timer_never_fires() =>
        Prop.ForAll(_runs, run => Assert.DoesNotContain(
            Fire(run.Seed, run.Plans, Costly), each => each.AfterDisposal));

    [Property]
    public Property With_costs_no_timer_fires_early_and_each_fires_once() =>
        Prop.ForAll(_runs, run =>
        {
            List<Firing> fired = Fire(run.Seed, run.Plans, Costly);

            Assert.All(fired, each => Assert.True(
                each.At >= each.Plan.DueAt * TimeSpan.TicksPerMillisecond,
                $"{each.Plan} fired at {each.At}"));
            Assert.All(run.Plans.Where(plan => plan.DisposedAt is null),
                plan => Assert.Single(fired, each => ReferenceEquals(each.Plan, plan)));
        });

    [Property]
    public Property A_periodic_timer_keeps_to_its_beat() =>
        ForAll.Of(
            from seed in Gen.Choose(0, 1000)
            from due in Gen.Choose(0, 50)
            from period in Gen.Choose(1, 50)
            select (seed, due, period),
            each =>
            {
                var beats = new List<long>();
                SimRun.Of((ulong)each.seed, async (simulation, log) =>
                {
                    using ITimer timer = simulation.World.Time.CreateTimer(
                        _ => beats.Add(simulation.Now.Ticks / TimeSpan.TicksPerMillisecond),
                        null,
                        TimeSpan.FromMilliseconds(each.due),
                        TimeSpan.FromMilliseconds(each.period));
                    await Task.Delay(
                        TimeSpan.FromMilliseconds(each.due + (each.period * 5) + 1),
                        simulation.World.Time);
                });

                Assert.Equal(
                    Enumerable.Range(0, 6).Select(beat => (long)each.due + (beat * each.period)),
                    beats.Take(6));
            });

    private static SimulationOptions Costly(SimulationOptions options) => options with
    {
        StepCost = new LatencyRange(TimeSpan.Zero, TimeSpan.FromMicroseconds(300)),
        TimerLateness = new LatencyRange(TimeSpan.Zero, TimeSpan.FromMilliseconds(3)),
    };

    private static List<Firing> Fire(
        int seed, Plan[] plans, Func<SimulationOptions, SimulationOptions> with)
    {
        var fired = new List<Firing>();
        var disposed = new HashSet<Plan>(ReferenceEqualityComparer.Instance);
        SimRun run = SimRun.Of(
            (ulong)seed,
            async (simulation, log) =>
            {
                await Task.WhenAll(plans.Select(plan => simulation.World.Spawn("setter", () =>
                    Set(simulation.World.Time, plan))));
                await Task.Delay(TimeSpan.FromSeconds(1), simulation.World.Time);

                async Task Set(TimeProvider time, Plan plan)
                {
                    await Until(simulation, plan.SetAt);
                    TimeSpan due = TimeSpan.FromMilliseconds(plan.DueAt)
                        - TimeSpan.FromTicks(simulation.Now.Ticks);
                    ITimer timer = time.CreateTimer(
                        _ => fired.Add(
                            new Firing(plan, simulation.Now.Ticks, disposed.Contains(plan))),
                        null,
                        due < TimeSpan.Zero ? TimeSpan.Zero : due,
                        Timeout.InfiniteTimeSpan);
                    if (plan.DisposedAt is { } at)
                    {
                        await Until(simulation, at);
                        disposed.Add(plan);
                        await timer.DisposeAsync();
                    }
                }
            },
            with);
        Assert.Equal((Ending.Completed, ""), (run.Outcome.Ending, run.Outcome.Because));
        return fired;
    }

    private static async Task Until(Simulation simulation, int ms)
    {
        TimeSpan left = TimeSpan.FromMilliseconds(ms) - TimeSpan.FromTicks(simulation.Now.Ticks);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, simulation.World.Time);
        }
    }
}
