using Harness.Sim.Oracles;
using Harness.Sim.Running;

namespace Harness.Reports;

/// <summary>What a scenario said of each mutant.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Verdicts">
/// The worst verdict over its runs, for each mutant of the matrix; null if they were broken off.
/// </param>
public sealed record MutantRow(string Scenario, IReadOnlyList<Verdict?> Verdicts);

/// <summary>Which scenario catches which mutant.</summary>
public sealed record MutantMatrix(IReadOnlyList<Mutant> Mutants, IReadOnlyList<MutantRow> Rows)
{
    /// <summary>Whether every scenario met every mutant: else nothing follows from it.</summary>
    public bool IsComplete => Rows.All(row => row.Verdicts.All(verdict => verdict is not null));

    /// <summary>Mutants that no scenario catches.</summary>
    public IEnumerable<Mutant> Survivors =>
        Mutants.Where((_, i) => Rows.All(row => row.Verdicts[i] != Verdict.Fail));

    /// <summary>Scenarios that catch no mutant: what they claim, any supervisor does.</summary>
    public IEnumerable<string> Blunt => Rows
        .Where(row => !row.Verdicts.Contains(Verdict.Fail)).Select(row => row.Scenario);

    /// <summary>
    /// Fail if a mutant survives or a scenario is blunt; a harness fault is worse.
    /// </summary>
    public Verdict Verdict
    {
        get
        {
            if (Rows.Any(row => row.Verdicts.Contains(Verdict.HarnessFault)))
            {
                return Verdict.HarnessFault;
            }

            return Survivors.Any() || Blunt.Any() ? Verdict.Fail : Verdict.Pass;
        }
    }
}
