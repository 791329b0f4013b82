using Harness.Reference.Documents;
using Harness.Sim.Running;

namespace Harness.Scenarios.Patches;

/// <summary>What the files of a folder say.</summary>
/// <param name="Mutants">Every mutant, by file and in its order.</param>
/// <param name="Problems">
/// All problems of all files; what else is here is of no use if there are any.
/// </param>
internal sealed record MutantFiles(
    IReadOnlyList<Mutant> Mutants, IReadOnlyList<Problem> Problems);
