using System.Reflection;
using Harness.Scenarios.Jobs;
using Harness.Sim.Kernel;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Commands;

/// <summary>The real surroundings: this process, its folder, and the suite beside the executable.</summary>
internal static class Wiring
{
    /// <summary>The surroundings of this process.</summary>
    public static Surroundings OfThisProcess() => new()
    {
        Suite = new SuiteFolder(Path.Combine(AppContext.BaseDirectory, "suite")),
        Runner = new SimulatedRunner(),
        Worker = WorkerCommand.Own(),
        Out = Console.Out,
        Error = Console.Error,
        IsTerminal = !Console.IsErrorRedirected,
        Folder = Directory.GetCurrentDirectory(),
        Version = typeof(Wiring).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0",
    };

    private sealed class SimulatedRunner : IScenarioRunner
    {
        public IReadOnlyList<IOracle> Oracles => [];

        public IReadOnlyList<Mutant> Mutants => [];

        public ScenarioRun Run(
            Scenario scenario, ulong seed, Recording recording, Mutant? mutant) =>
            ScenarioRunner.Run(scenario, seed, recording, mutant);
    }

    private sealed class SuiteFolder(string folder) : ISuite
    {
        public SuiteLoad Load() =>
            new([], [new FileProblem(folder, 1, 1, "scenario files cannot be read yet")]);

        public SuiteLoad Check(string file) =>
            new([], [new FileProblem(file, 1, 1, "scenario files cannot be read yet")]);
    }
}
