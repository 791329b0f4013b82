using Harness.Scenarios.Patches;

namespace Harness.Scenarios.Commands;

/// <summary>Tells which mutant is run, and what became of each.</summary>
/// <param name="progress">How it is told.</param>
/// <param name="mutants">All of them.</param>
/// <param name="scenarios">How many scenarios each is run in.</param>
internal sealed class MutantProgress(
    Progress progress, IReadOnlyList<BuiltMutant> mutants, int scenarios)
{
    private readonly Dictionary<string, (int Decided, int Caught)> _of =
        new(StringComparer.Ordinal);

    private int _done;

    /// <summary>A run of it was made.</summary>
    public void Counted(BuiltMutant mutant)
    {
        progress.What = FormattableString.Invariant(
            $"{_done}/{mutants.Count} mutants, {mutant.Name}: ");
        progress.Count();
    }

    /// <summary>It is decided whether one more scenario catches it.</summary>
    public void Decided(BuiltMutant mutant, bool isCaught)
    {
        (int decided, int caught) = _of.GetValueOrDefault(mutant.Name);
        caught += isCaught ? 1 : 0;
        _of[mutant.Name] = (++decided, caught);
        if (decided == scenarios)
        {
            progress.Finished(FormattableString.Invariant(
                $"{++_done}/{mutants.Count} {mutant.Name}: caught in {caught} ")
                + (caught == 1 ? "scenario" : "scenarios"));
        }
    }
}
