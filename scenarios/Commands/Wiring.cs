using System.Reflection;
using Harness.Reference.Documents;
using Harness.Scenarios.Coverage;
using Harness.Scenarios.Files;
using Harness.Scenarios.Jobs;
using Harness.Scenarios.Patches;
using Harness.Sim.Loading;
using Harness.Sim.Oracles;
using Harness.Sim.Running;

namespace Harness.Scenarios.Commands;

/// <summary>The real surroundings: this process, and the suite beside the executable.</summary>
internal static class Wiring
{
    /// <summary>The surroundings of this process.</summary>
    public static Surroundings OfThisProcess() => new()
    {
        Suite = new SuiteFolder(Path.Combine(AppContext.BaseDirectory, "suite")),
        Mutants = Mutants(Directory.GetCurrentDirectory()),
        Runner = new SimulatedRunner(),
        Worker = WorkerCommand.Own(),
        Out = Console.Out,
        Error = Console.Error,
        IsTerminal = !Console.IsErrorRedirected,
        Folder = Directory.GetCurrentDirectory(),
        Version = typeof(Wiring).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "0",
    };

    /// <summary>What knows everything that a file may say, our own suite's or a user's.</summary>
    public static ScenarioLoader Loader() =>
        new(OracleCatalog.All.Select(oracle => oracle.Name), new StandsForReader());

    /// <summary>
    /// Our own mutants, of the repository that this executable is in; without one, of that in which
    /// it is used.
    /// </summary>
    public static MutantFolder Mutants(string folder) => new(
        "mutants",
        Path.Combine(AppContext.BaseDirectory, "mutants"),
        RepositoryRoot.Find(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))
            ?? RepositoryRoot.Find(folder),
        [.. OracleCatalog.All.Select(oracle => oracle.Name)],
        DllCache.Own);

    private sealed class SimulatedRunner : IScenarioRunner
    {
        public IReadOnlyList<IOracle> Oracles => OracleCatalog.All;

        public RunRecord Run(RunInput input) => ScenarioRunner.Run(input);
    }

    private sealed class SuiteFolder(string folder) : ISuite
    {
        private readonly ScenarioLoader _loader = Loader();

        public SuiteResult Load() => new SuiteLoader(_loader).Load("suite", folder);

        public IReadOnlyList<Problem> Check(string displayPath, string path) =>
            Read(_loader, displayPath, path).Problems;

        public ISuite Only(string displayPath, string path) =>
            new OneFile(_loader, displayPath, path);
    }

    private sealed class OneFile(ScenarioLoader loader, string displayPath, string path) : ISuite
    {
        public SuiteResult Load()
        {
            LoadResult load = Read(loader, displayPath, path);
            return new SuiteResult(
                load.Scenario is { } scenario
                    ? [new LoadedScenario(scenario, displayPath, load.Annotations)] : [],
                load.Problems);
        }

        public IReadOnlyList<Problem> Check(string displayPath, string path) =>
            Read(loader, displayPath, path).Problems;

        public ISuite Only(string displayPath, string path) =>
            new OneFile(loader, displayPath, path);
    }

    private static LoadResult Read(ScenarioLoader loader, string displayPath, string path) =>
        ScenarioFile.Load(
            loader, displayPath, Path.GetFileNameWithoutExtension(path), path);
}
