namespace Harness.Reports;

/// <summary>What a scenario said of each mutant.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Cells">A cell for each mutant of the matrix.</param>
internal sealed record MutantRow(string Scenario, IReadOnlyList<MutantCell> Cells);
