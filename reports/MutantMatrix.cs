using Harness.Sim.Oracles;
using Harness.Sim.Running;

namespace Harness.Reports;

/// <summary>Which scenario catches which mutant.</summary>
/// <param name="Mutants">The mutants.</param>
/// <param name="Rows">What each scenario said of them.</param>
/// <param name="AreAll">
/// Whether these are all the mutants that the suite was made to catch: what a scenario says of some
/// of them, or of other ones, shows nothing about the scenario.
/// </param>
internal sealed record MutantMatrix(
    IReadOnlyList<Mutant> Mutants, IReadOnlyList<MutantRow> Rows, bool AreAll = true)
{
    /// <summary>Whether every scenario met every mutant: else nothing follows from it.</summary>
    public bool IsComplete =>
        Rows.All(row => row.Cells.All(cell => cell.Verdict is not null));

    /// <summary>Mutants that no scenario catches.</summary>
    public IEnumerable<Mutant> Survivors =>
        Mutants.Where((_, i) => Rows.All(row => row.Cells[i].Verdict != Verdict.Fail));

    /// <summary>Scenarios that catch no mutant: what they claim, any supervisor does.</summary>
    public IEnumerable<string> Blunt => Rows
        .Where(row => row.Cells.All(cell => cell.Verdict != Verdict.Fail))
        .Select(row => row.Scenario);

    /// <summary>
    /// Fail if a mutant survives or a scenario is blunt; a harness fault is worse.
    /// </summary>
    public Verdict Verdict
    {
        get
        {
            if (Rows.Any(row => row.Cells.Any(cell => cell.Verdict == Verdict.HarnessFault)))
            {
                return Verdict.HarnessFault;
            }

            return Survivors.Any() || (AreAll && Blunt.Any()) ? Verdict.Fail : Verdict.Pass;
        }
    }

    /// <summary>
    /// The claims that catch a mutant, with the number of scenarios in which each does; those that
    /// do it most often first.
    /// </summary>
    public IEnumerable<(string Claim, int Scenarios)> CatchersOf(int mutant) => Rows
        .Select(row => row.Cells[mutant])
        .Where(cell => cell.Verdict == Verdict.Fail)
        .SelectMany(cell => cell.Claims.Distinct())
        .GroupBy(claim => claim, StringComparer.Ordinal)
        .Select(claim => (claim.Key, Count: claim.Count()))
        .OrderByDescending(one => one.Count).ThenBy(one => one.Key, StringComparer.Ordinal);
}
