using System.Runtime.CompilerServices;
using Harness.Reference.Configuration;
using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Machine;
using Harness.Sim.Oracles;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Running;

/// <summary>
/// Makes runs and judges them: what becomes of one depends on its input and on who chooses.
/// </summary>
public static class ScenarioRunner
{
    // A run may take a little longer than the scenario says: the last step may be on its way.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    private static readonly ConditionalWeakTable<Scenario, SimConfigs> Configs = [];

    /// <summary>One run under the usual strategy.</summary>
    public static RunRecord Run(RunInput input) =>
        Run(input, new KeyedStrategy())
        ?? throw new InvalidOperationException("chance always has one more execution");

    /// <summary>
    /// One run; the strategy is told what became of it. Null: it has nothing left to try.
    /// </summary>
    public static RunRecord? Run(RunInput input, Strategy strategy)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(strategy);
        if (strategy.Begin(input.Seed) is not { } execution)
        {
            return null;
        }

        RunRecord record = Run(input, execution);
        strategy.Learn(new ExecutionRecord(
            input.Seed, record.Outcome, record.Digest, record.Verdict >= Verdict.Fail));
        return record;
    }

    private static RunRecord Run(RunInput input, Execution execution)
    {
        Scenario scenario = input.Scenario;
        var chosen = new List<Choice>();
        FaultPlan plan = input.Plan ?? FaultPlanner.Plan(scenario, execution, chosen);
        (RunOutcome outcome, RunTrace trace) = Simulate(
            input, plan, execution, chosen, input.Recording);

        IReadOnlyList<TraceEvent>? twin = plan.Faults.Any(FaultPlanner.MovesClocks)
            ? Simulate(
                input, FaultPlanner.WithoutClockSteps(plan), Twin(input, execution), [],
                Recording.None).Trace.Events
            : null;
        var view = RunView.Of(scenario, trace.Events, outcome.EndedAt, twin);
        return new RunRecord
        {
            Scenario = scenario,
            Token = new RunToken(
                scenario.Name, scenario.Hash, RunTrace.Version, input.Seed, input.Mutant),
            Plan = plan,
            Outcome = outcome,
            Events = trace.Events,
            Digest = trace.Digest,
            Claims = outcome.Ending == Ending.Completed ? Judge(view) : [],
            EndingVerdict = VerdictOf(outcome.Ending),
        };
    }

    // It begins behind the choices of the plan, as the run did.
    private static Execution Twin(RunInput input, Execution execution)
    {
        Execution again = execution.Again();
        if (input.Plan is null)
        {
            FaultPlanner.Plan(input.Scenario, again, []);
        }

        return again;
    }

    /// <summary>What an ending says by itself.</summary>
    internal static Verdict VerdictOf(Ending ending) => ending switch
    {
        Ending.Completed => Verdict.Pass,
        Ending.Stuck => Verdict.Fail,
        Ending.Livelock => Verdict.Fail,
        Ending.StepBound => Verdict.Inconclusive,
        Ending.TimeBound => Verdict.Inconclusive,
        Ending.Leaked => Verdict.HarnessFault,
        Ending.Crashed => Verdict.HarnessFault, // the world's own code threw
        Ending.Dropped => Verdict.Fail,
        Ending.Diverged => Verdict.HarnessFault,
    };

    private static (RunOutcome Outcome, RunTrace Trace) Simulate(
        RunInput input, FaultPlan plan, Execution execution, IReadOnlyList<Choice> chosen,
        Recording recording)
    {
        Scenario scenario = input.Scenario;
        var simulation = new Simulation(new SimulationOptions
        {
            Execution = execution,
            ChosenBefore = chosen,
            Recording = recording,
            TimeBound = scenario.RunFor + Slack,
            StepBound = 50_000_000,
            StepCost = scenario.StepCost,
            TimerLateness = scenario.TimerLateness,
        });
        var trace = new RunTrace(simulation);
        SystemSetup setup = SystemSetups.Of(scenario);
        SimMachine machine = SimMachines.Make(
            simulation, trace, scenario, plan,
            machine => input.System.Make(machine.Configs is null
                ? setup
                : setup with { Document = machine.ConfigFileNow ?? ConfigDocument.None }),
            ConfigsOf(scenario), input.System.WorkerRules);
        return (simulation.Run(machine.Live), trace);
    }

    /// <summary>
    /// What the supervisor's own reader finds wrong with the configurations that a scenario gives
    /// it and that are not to be wrong; empty if nothing is.
    /// </summary>
    internal static IReadOnlyList<string> ProblemsOfConfigs(Scenario scenario) =>
        [.. ConfigsOf(scenario)?.Problems ?? []];

    // They depend on the scenario alone, and are many documents to write and to read.
    private static SimConfigs? ConfigsOf(Scenario scenario) => scenario.Configs.Count == 0
        ? null
        : Configs.GetValue(scenario, one => new SimConfigs(one, OptionsOf(one)));

    /// <summary>The options that a scenario sets the reference supervisor up with.</summary>
    internal static SupervisorOptions OptionsOf(Scenario scenario) =>
        SetupReader.OptionsOf(SystemSetups.Of(scenario));

    private static ClaimFinding[] Judge(RunView view)
    {
        HashSet<string> named = [.. view.Scenario.Claims.Select(claim => claim.Name)];
        Oracle[] oracles = [.. OracleCatalog.All
            .Where(oracle => named.Contains(oracle.Name) || !oracle.OnlyWhenNamed)];
        return
        [
            .. FoldRunner.Judge(view, oracles).Select((finding, index) => new ClaimFinding(
                oracles[index].Name, named.Contains(oracles[index].Name), finding)),
        ];
    }
}
