using Harness.Scenarios.Patches;

namespace Harness.Scenarios.Commands;

/// <summary>Tells which mutant is run, and what became of each.</summary>
internal sealed class MutantProgress(Progress progress, List<BuiltMutant> mutants)
{
    private BuiltMutant? _present;
    private int _caught;

    /// <summary>A run of it was made, in whatever order.</summary>
    public void Counted(BuiltMutant? mutant)
    {
        progress.What = mutant is null ? "" : FormattableString.Invariant(
            $"{mutants.IndexOf(mutant) + 1}/{mutants.Count} {mutant.Name}: ");
        progress.Count();
    }

    /// <summary>A run of it was taken in, in order.</summary>
    public void Accepted(BuiltMutant? mutant, bool isCaught)
    {
        if (mutant != _present)
        {
            Finish();
            _present = mutant;
            _caught = 0;
        }

        _caught += isCaught ? 1 : 0;
    }

    /// <summary>Nothing more comes.</summary>
    public void Finish()
    {
        if (_present is { } mutant)
        {
            progress.Finished(FormattableString.Invariant(
                $"{mutants.IndexOf(mutant) + 1}/{mutants.Count} {mutant.Name}: caught in ")
                + FormattableString.Invariant(
                    $"{_caught} {(_caught == 1 ? "scenario" : "scenarios")}"));
            _present = null;
        }
    }
}
