using System.Collections.Concurrent;
using Harness.Scenarios.Patches;
using Harness.Sim.Running;

namespace Harness.Scenarios.Commands;

/// <summary>
/// Makes many mutants before any of them is run, so that all that do not compile are told at once.
/// </summary>
internal static class MutantBuilds
{
    /// <summary>All of them, in order; of no use if there are problems.</summary>
    public static async Task<IReadOnlyList<BuiltMutant>> All(
        Surroundings surroundings, IReadOnlyList<Mutant> mutants, int jobs, List<string> problems,
        CancellationToken stop)
    {
        var progress = new Progress(
            surroundings.Error, surroundings.IsTerminal, surroundings.Time, mutants.Count)
        {
            Noun = "mutants made",
        };
        var built = new BuiltMutant?[mutants.Count];
        var found = new ConcurrentDictionary<int, List<string>>();
        try
        {
            var options = new ParallelOptions
            {
                MaxDegreeOfParallelism = jobs, CancellationToken = stop,
            };
            await Parallel.ForAsync(0, mutants.Count, options, (index, _) =>
            {
                var own = new List<string>();
                built[index] = MutantNames.Build(mutants[index], surroundings, own);
                found[index] = own;
                lock (progress)
                {
                    progress.Count();
                }

                return ValueTask.CompletedTask;
            });
        }
        finally
        {
            progress.Clear();
        }

        problems.AddRange(found.OrderBy(one => one.Key).SelectMany(one => one.Value));
        return [.. built.OfType<BuiltMutant>()];
    }
}
