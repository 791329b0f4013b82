using System.Runtime.CompilerServices;
using Harness.Reference.Changing;
using Harness.Reference.Lifecycle;
using Harness.Reference.Options;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Machine;
using Harness.Sim.Oracles;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Running;

/// <summary>
/// Runs a scenario under one seed and judges it: a pure function of its arguments.
/// </summary>
public static class ScenarioRunner
{
    // A run may take a little longer than the scenario says: the last step may be on its way.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    private static readonly ConditionalWeakTable<Scenario, SimConfigs> Configs = [];

    /// <summary>One run.</summary>
    /// <param name="scenario">What is run.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="recording">Whether the tape is kept besides the digest.</param>
    /// <param name="mutant">A changed supervisor instead of the reference one.</param>
    public static ScenarioRun Run(
        Scenario scenario,
        ulong seed,
        Recording recording = Recording.Digest,
        Mutant? mutant = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        FaultPlan plan = FaultPlanner.Plan(scenario, seed);
        (RunOutcome outcome, RunTrace trace) = Simulate(
            scenario, plan, new KeyedStrategy(seed), recording, mutant);

        IReadOnlyList<TraceEvent>? twin = plan.Faults.Any(
            one => one.Fault is StepWallClock or SuspendMachine)
            ? Simulate(scenario, FaultPlanner.WithoutClockSteps(plan), new KeyedStrategy(seed),
                Recording.None, mutant).Trace.Events
            : null;
        var view = RunView.Of(scenario, trace.Events, outcome.EndedAt, twin);
        return new ScenarioRun
        {
            Scenario = scenario,
            Token = new RunToken(
                scenario.Name, scenario.Hash, RunTrace.Version, seed, mutant?.Name),
            Plan = plan,
            Outcome = outcome,
            Events = trace.Events,
            Digest = trace.Digest,
            Claims = outcome.Ending == Ending.Completed ? Judge(view) : [],
            EndingVerdict = VerdictOf(outcome.Ending),
        };
    }

    /// <summary>What an ending says by itself.</summary>
    public static Verdict VerdictOf(Ending ending) => ending switch
    {
        Ending.Completed => Verdict.Pass,
        Ending.Stuck => Verdict.Fail,
        Ending.Livelock => Verdict.Fail,
        Ending.StepBound => Verdict.Inconclusive,
        Ending.TimeBound => Verdict.Inconclusive,
        Ending.Leaked => Verdict.HarnessFault,
        Ending.Crashed => Verdict.HarnessFault, // the world's own code threw
        Ending.Diverged => Verdict.HarnessFault,
    };

    private static (RunOutcome Outcome, RunTrace Trace) Simulate(
        Scenario scenario, FaultPlan plan, Strategy strategy, Recording recording,
        Mutant? mutant)
    {
        SupervisorRules rules = mutant?.Rules() ?? new SupervisorRules();
        var simulation = new Simulation(new SimulationOptions
        {
            Strategy = strategy,
            Recording = recording,
            TimeBound = scenario.RunFor + Slack,
            StepBound = 50_000_000,
            StepCost = scenario.StepCost,
            TimerLateness = scenario.TimerLateness,
        });
        var trace = new RunTrace(simulation);
        SupervisorOptions options = OptionsOf(scenario);
        SimConfigs? configs = ConfigsOf(scenario);
        SimMachine machine = SimMachines.Make(
            simulation, trace, scenario, plan,
            machine => Make(
                machine, options, rules, mutant?.ChangeRules() ?? new ChangeRules(), mutant),
            configs, rules);
        return (simulation.Run(machine.Live), trace);
    }

    /// <summary>
    /// What the supervisor's own reader finds wrong with the configurations that a scenario gives
    /// it and that are not to be wrong; empty if nothing is.
    /// </summary>
    public static IReadOnlyList<string> ProblemsOfConfigs(Scenario scenario) =>
        [.. ConfigsOf(scenario)?.Problems ?? []];

    // They depend on the scenario alone, and are many documents to write and to read.
    private static SimConfigs? ConfigsOf(Scenario scenario) => scenario.Configs.Count == 0
        ? null
        : Configs.GetValue(scenario, one => new SimConfigs(one, OptionsOf(one)));

    // A life begins with the configuration file, if there is one.
    private static ISystemUnderTest Make(
        SimMachine machine, SupervisorOptions options, SupervisorRules rules,
        ChangeRules changes, Mutant? mutant)
    {
        ISystemUnderTest made = Make(machine, options, rules, changes);
        return mutant?.Ports is { } change ? new OverPorts(made, change) : made;
    }

    private static ISystemUnderTest Make(
        SimMachine machine, SupervisorOptions options, SupervisorRules rules, ChangeRules changes)
    {
        if (machine.Configs is not { } configs)
        {
            return new Supervisor(options, rules, changeRules: changes);
        }

        byte[] text = machine.Disk.Peek(SimMachine.ConfigFile) ?? [];
        var document = new ConfigDocument(System.Text.Encoding.UTF8.GetString(text));
        return configs.Read(document).Options is { } read
            ? new Supervisor(read, rules, configs, changes)
            : new BadConfig();
    }

    /// <summary>A system that sees other ports than the machine's.</summary>
    private sealed class OverPorts(
        ISystemUnderTest system, Func<SystemPorts, SystemPorts> change) : ISystemUnderTest
    {
        public Task<int> Run(SystemPorts ports, CancellationToken stop) =>
            system.Run(change(ports), stop);
    }

    /// <summary>Where the configuration says nothing, nothing is started.</summary>
    private sealed class BadConfig : ISystemUnderTest
    {
        private const int BadUsage = 64;

        public Task<int> Run(SystemPorts ports, CancellationToken stop) =>
            Task.FromResult(BadUsage);
    }

    /// <summary>The options that a scenario sets the reference supervisor up with.</summary>
    public static SupervisorOptions OptionsOf(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        SupervisorSetup setup = scenario.Supervisor;
        return new SupervisorOptions
        {
            Workers = [.. scenario.Workers.Select(worker => new WorkerOptions
            {
                Unit = SimMachine.SpecOf(worker, scenario),
                Group = worker.Group,
                Policy = worker.Policy.Make,
                Squid = worker.Policy as SquidKidOptions,
                ReadyWithin = worker.ReadyWithin,
                ProbeEvery = worker.ProbeEvery,
                SilentAfter = worker.SilentAfter,
                IsOptional = worker.IsOptional,
            })],
            Groups = scenario.Groups,
            WatchdogEvery = setup.WatchdogEvery,
            ErrorThreshold = setup.ErrorThreshold,
            DecreaseEvery = setup.DecreaseEvery,
            Profile = setup.Profile,
            CanaryFor = setup.CanaryFor,
            StopWithin = setup.StopWithin,
            OnWorkerDeath = setup.OnWorkerDeath,
            WhenCrippled = setup.WhenCrippled,
        };
    }

    private static ClaimFinding[] Judge(RunView view)
    {
        HashSet<string> named = [.. view.Scenario.Claims.Select(claim => claim.Name)];
        IFoldingOracle[] oracles = [.. OracleCatalog.Folding
            .Where(oracle => named.Contains(oracle.Name) || !oracle.OnlyWhenNamed)];
        return
        [
            .. SharedFold.Judge(view, oracles).Select((finding, index) => new ClaimFinding(
                oracles[index].Name, named.Contains(oracles[index].Name), finding)),
        ];
    }
}
