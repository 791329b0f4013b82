using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Documents;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Machine;

public class FaultPlannerTests
{
    private static readonly Scenario Scene = Scenes.Of(
        Scenes.Worker("a"), Scenes.Worker("b"), Scenes.Worker("c"));

    private static readonly DrawnFault Crashes = new()
    {
        Template = new CrashWorker(DrawnFault.AnyWorker, ExitStatus.Code(1)),
        Times = new(3, 8),
        When = Seconds(10, 90),
    };

    private static readonly DrawnFault Stalls = new()
    {
        Template = new StallSupervisor(TimeSpan.FromSeconds(1)),
        Times = new(2, 4),
        When = Seconds(10, 90),
        Duration = Seconds(1, 9),
    };

    private static readonly DrawnFault Kills = new()
    {
        Template = new KillSupervisor(),
        Times = new(1, 3),
        Calls = new(0, 40),
    };

    private static readonly Gen<int> Ticks = Gen.OneOf(
        Gen.Choose(-100_000, 100_000), Gen.Choose(-50, 50).Select(ms => ms * 10_000));

    [Property(MaxTest = 300)]
    public Property The_same_seed_gives_the_same_plan() => ForAll.Of(
        Gen.Choose(0, int.MaxValue),
        seed => Plan((ulong)seed, Crashes, Stalls, Kills)
            .SequenceEqual(Plan((ulong)seed, Crashes, Stalls, Kills)));

    [Fact]
    public void Another_seed_gives_another_plan()
    {
        IEnumerable<string> plans = Enumerable.Range(0, 50).Select(seed => string.Join(
            '\n', Plan((ulong)seed, Crashes, Stalls).Select(one => one.ToYaml())));
        Assert.True(plans.Distinct().Count() > 45);
    }

    [Property(MaxTest = 300)]
    public Property Changing_one_drawn_fault_leaves_the_draws_of_the_others() => ForAll.Of(
        Gen.Choose(0, int.MaxValue),
        seed =>
        {
            PlannedFault[] before = Plan((ulong)seed, Stalls, Crashes, Kills);
            PlannedFault[] after = Plan(
                (ulong)seed, Stalls with { Times = new(9, 9), Duration = null }, Crashes, Kills);
            return Others(before).SequenceEqual(Others(after));
        });

    [Fact]
    public void Faults_of_the_file_come_first_and_as_they_are()
    {
        PlannedFault written = Scenes.Crash(5, "b");
        FaultPlan plan = FaultPlanner.Plan(Scene.With(written) with { Drawn = [Stalls] }, 1);
        Assert.Equal(written, plan.Faults[0]);
        Assert.All(plan.Faults.Skip(1), one => Assert.IsType<StallSupervisor>(one.Fault));
    }

    [Fact]
    public void Faults_in_port_calls_fall_into_the_life_that_is_named() => Assert.All(
        Plan(1, Kills with { Life = 3 }), one => Assert.Equal(3, ((AtCall)one.Trigger).Life));

    [Fact]
    public void A_fault_of_the_machine_gets_its_worker_and_its_duration()
    {
        PlannedFault[] plan = Plan(1, Stalls with
        {
            Template = new StickWorker(DrawnFault.AnyWorker, TimeSpan.FromDays(1)),
        });
        Assert.NotEmpty(plan);
        Assert.All(plan.Select(one => (StickWorker)one.Fault), stick =>
        {
            Assert.Contains(stick.Worker, (string[])["a", "b", "c"]);
            Assert.InRange(stick.For.TotalSeconds, 1, 9);
        });
    }

    [Fact]
    public void The_plan_without_clock_steps_has_no_suspend_either()
    {
        FaultPlan plan = FaultPlanner.WithoutClockSteps(new FaultPlan(
        [
            Scenes.At(1, new SuspendMachine(TimeSpan.FromHours(1))),
            Scenes.At(2, new StepWallClock(TimeSpan.FromHours(1))), Scenes.Crash(3, "a"),
        ]));
        Assert.Equal(
            [
                new SuspendMachine(TimeSpan.Zero), new StepWallClock(TimeSpan.Zero),
                Scenes.Crash(3, "a").Fault,
            ],
            plan.Faults.Select(one => one.Fault));
    }

    [Fact]
    public void The_number_of_drawn_faults_is_within_its_range_and_takes_every_value_of_it()
    {
        int[] counts = 
            [.. Enumerable.Range(0, 300).Select(seed => Plan((ulong)seed, Crashes).Length)];
        Assert.Equal(Enumerable.Range(3, 6), counts.Distinct().Order());
    }

    [Property(MaxTest = 300)]
    public Property Every_drawn_time_is_within_its_range() => ForAll.Of(
        from one in Ticks
        from other in Ticks
        from seed in Gen.Choose(0, 1000)
        select (Least: Math.Min(one, other), Most: Math.Max(one, other), seed),
        given => Plan((ulong)given.seed, Stalls with
        {
            When = new(new(given.Least), new(given.Most)),
        }).All(one => ((AtTime)one.Trigger).After.Ticks >= given.Least
            && ((AtTime)one.Trigger).After.Ticks <= given.Most));

    [Property(MaxTest = 300)]
    public Property Every_drawn_duration_is_within_its_range() => ForAll.Of(
        from one in Ticks
        from other in Ticks
        from seed in Gen.Choose(0, 1000)
        select (Least: Math.Min(one, other), Most: Math.Max(one, other), seed),
        given => Plan((ulong)given.seed, new DrawnFault
        {
            Template = new StepWallClock(TimeSpan.FromDays(1)),
            Times = new(1, 3),
            When = Seconds(1, 2),
            Duration = new(new(given.Least), new(given.Most)),
        }).All(one => ((StepWallClock)one.Fault).By.Ticks >= given.Least
            && ((StepWallClock)one.Fault).By.Ticks <= given.Most));

    [Fact]
    public void A_drawn_time_is_in_whole_milliseconds_where_its_range_has_any() => Assert.All(
        Enumerable.Range(0, 100).SelectMany(seed => Plan((ulong)seed, Crashes)),
        one => Assert.Equal(0, ((AtTime)one.Trigger).After.Ticks % TimeSpan.TicksPerMillisecond));

    [Fact]
    public void Every_drawn_call_is_within_its_range_and_every_moment_is_drawn()
    {
        AtCall[] calls = [.. Enumerable.Range(0, 300)
            .SelectMany(seed => Plan((ulong)seed, Kills)).Select(one => (AtCall)one.Trigger)];
        Assert.All(calls, call => Assert.InRange(call.Call, 0, 40));
        Assert.Equal(0, calls.Min(call => call.Call));
        Assert.Equal(40, calls.Max(call => call.Call));
        Assert.Equal(
            Enum.GetValues<PortMoment>(), calls.Select(call => call.Moment).Distinct().Order());
    }

    [Fact]
    public void Any_worker_becomes_each_of_the_workers_in_turn()
    {
        string[] hit = [.. Enumerable.Range(0, 50).SelectMany(seed => Plan((ulong)seed, Crashes))
            .Select(one => ((CrashWorker)one.Fault).Worker).Distinct()
            .Order(StringComparer.Ordinal)];
        Assert.Equal(["a", "b", "c"], hit);
    }

    [Fact]
    public void A_named_worker_stays_that_worker() => Assert.All(
        Plan(1, Crashes with { Template = new CrashWorker("b", ExitStatus.Code(1)) }),
        one => Assert.Equal("b", ((CrashWorker)one.Fault).Worker));

    [Fact]
    public void Without_clock_steps_every_fault_keeps_its_place()
    {
        var plan = new FaultPlan(
        [
            Scenes.Crash(1, "a"), Scenes.At(2, new StepWallClock(TimeSpan.FromHours(-1))),
            Scenes.Crash(3, "b"),
        ]);
        Assert.Equal(
            [
                plan.Faults[0], Scenes.At(2, new StepWallClock(TimeSpan.Zero)), plan.Faults[2],
            ],
            FaultPlanner.WithoutClockSteps(plan).Faults);
    }

    private static Range<TimeSpan> Seconds(int least, int most) =>
        new(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));

    private static PlannedFault[] Plan(ulong seed, params DrawnFault[] drawn) =>
        [.. FaultPlanner.Plan(Scene with { Drawn = drawn }, seed).Faults];

    private static IEnumerable<PlannedFault> Others(PlannedFault[] plan) =>
        plan.Where(one => one.Fault is not StallSupervisor);
}
