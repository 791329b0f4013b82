using System.Collections.Concurrent;
using Harness.Reference.Ports;
using Harness.Scenarios.Commands;
using Harness.Scenarios.Patches;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;

namespace Harness.Properties.Suite;

/// <summary>Our own mutants, each made and loaded once, when it is asked for.</summary>
internal static class RealMutants
{
    private static readonly MutantFolder _folder = Wiring.Mutants(Repository.Root);

    private static readonly ConcurrentDictionary<string, Lazy<ISystemFactory>> _systems =
        new(StringComparer.Ordinal);

    internal static IReadOnlyList<Mutant> All { get; } = Load();

    internal static Mutant Find(string name) => All.First(one => one.Name == name);

    /// <summary>A run of that mutant, or of the reference supervisor.</summary>
    internal static RunInput Input(Scenario scenario, ulong seed, Mutant? mutant) =>
        mutant is null
            ? new RunInput(scenario, seed)
            : new RunInput(scenario, seed) { System = SystemOf(mutant), Mutant = mutant.Name };

    private static ISystemFactory SystemOf(Mutant mutant) => _systems.GetOrAdd(
        mutant.Name, _ => new Lazy<ISystemFactory>(() =>
        {
            var problems = new List<string>();
            return _folder.Build(mutant, problems) is { } built
                ? _folder.Make(built)
                : throw new InvalidOperationException(string.Join('\n', problems));
        })).Value;

    private static IReadOnlyList<Mutant> Load()
    {
        MutantFiles files = _folder.Load();
        return files.Problems.Count == 0
            ? files.Mutants
            : throw new InvalidOperationException(string.Join('\n', files.Problems));
    }
}
