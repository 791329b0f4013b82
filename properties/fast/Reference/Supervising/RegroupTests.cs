using Harness.Properties.Machine;
using Harness.Reference.Lifecycle;
using Harness.Reference.Options;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Machine;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Reference.Supervising;

/// <summary>Changes of the configuration that change its groups.</summary>
public class RegroupTests
{
    private static readonly string[] All = ["a", "b", "c"];

    private static readonly Scenario Scene = GroupTests.Otp("one_for_all") with
    {
        Configs = [new ConfigSetup { Name = "next" }],
        Timeline =
        [
            Scenes.Crash(10, "b"), Scenes.At(20, new ChangeConfig("next")), Scenes.Crash(60, "b"),
        ],
    };

    private static GroupOptions Tree => Scene.Groups[0];

    [Fact]
    public void A_group_with_other_options_has_a_fresh_policy_with_them()
    {
        var rest = Tree with { Options = [new("strategy", "rest_for_one")] };
        TraceEvent[] events = Run(first => first, next => next with { Groups = [rest] });
        Assert.Equal([3, 3], Begun(events).Select(one => one.Second));
        Assert.Equal(All, StartedAfter(10, events));
        Assert.Equal(["b", "c"], StartedAfter(60, events));
    }

    [Fact]
    public void A_group_that_stays_as_it_was_goes_on_with_what_it_remembers()
    {
        TraceEvent[] events = Run(first => first, next => next);
        Assert.Single(Begun(events));
        Assert.Equal(All, StartedAfter(60, events));
    }

    [Fact]
    public void A_worker_that_leaves_its_group_is_started_by_its_own_policy()
    {
        TraceEvent[] events = Run(first => first, Alone);
        Assert.Single(Begun(events));
        Assert.Equal(["b"], StartedAfter(60, events));
    }

    [Fact]
    public void Workers_that_become_a_group_are_under_its_policy_when_the_change_is_done()
    {
        TraceEvent[] events = Run(Alone, next => next);
        Assert.Equal(3, Assert.Single(Begun(events)).Second);
        Assert.Equal(["b"], StartedAfter(10, events));
        Assert.Equal(All, StartedAfter(60, events));
    }

    private static SupervisorOptions Alone(SupervisorOptions options) => options with
    {
        Groups = [],
        Workers =
        [
            .. options.Workers.Select(worker => worker with
            {
                Policy = new AlwaysOptions(TimeSpan.Zero),
            }),
        ],
    };

    private static Logged[] Begun(TraceEvent[] events) =>
        [.. events.OfType<Logged>().Where(one => one.Code == LogCode.GroupBegun)];

    /// <summary>The workers that were started within 5 s, in order.</summary>
    private static string[] StartedAfter(double seconds, TraceEvent[] events) =>
    [
        .. events.OfType<ProcessStarted>()
            .Where(one => one.Seconds() >= seconds && one.Seconds() < seconds + 5)
            .Select(one => one.Unit),
    ];

    /// <summary>Every process is one of a worker, and all three serve at the end.</summary>
    private static TraceEvent[] Run(
        Func<SupervisorOptions, SupervisorOptions> first,
        Func<SupervisorOptions, SupervisorOptions> next)
    {
        var simulation = new Simulation(new SimulationOptions
        {
            Execution = new KeyedExecution(1), TimeBound = Scene.RunFor + TimeSpan.FromMinutes(1),
        });
        var trace = new RunTrace(simulation);
        var configs = new SimConfigs(Scene, ScenarioRunner.OptionsOf(Scene));
        var reader = new Regrouping(configs, first, next);
        var machine = SimMachines.Make(
            simulation, trace, Scene, FaultPlanner.Plan(Scene, 1),
            _ => new Supervisor(
                reader.Read(configs.DocumentOf(ConfigSetup.First)).Options!, reader),
            configs);
        RunOutcome outcome = simulation.Run(machine.Live);
        Assert.True(outcome.Ending == Ending.Completed, outcome.Because);
        RequestAnswered answer = Assert.Single(trace.Events.OfType<RequestAnswered>());
        Assert.Equal(ControlResult.Accepted, answer.Result);
        int ended = trace.Events.OfType<ProcessExited>().Count();
        Assert.Equal(All.Length, trace.Events.OfType<ProcessStarted>().Count() - ended);
        return [.. trace.Events];
    }

    /// <summary>Reads documents of settings as if they said something of groups too.</summary>
    private sealed class Regrouping(
        SimConfigs configs, Func<SupervisorOptions, SupervisorOptions> first,
        Func<SupervisorOptions, SupervisorOptions> next) : IConfigReader
    {
        public ConfigReading Read(ConfigDocument document)
        {
            SupervisorOptions read = configs.Read(document).Options!;
            bool isFirst = document == configs.DocumentOf(ConfigSetup.First);
            return new ConfigReading(isFirst ? first(read) : next(read), []);
        }
    }
}
