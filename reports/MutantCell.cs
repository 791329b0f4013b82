using Harness.Sim.Oracles;

namespace Harness.Reports;

/// <summary>What one scenario said of one mutant.</summary>
/// <param name="Verdict">
/// The worst verdict over its runs; null if they were broken off.
/// </param>
/// <param name="Claims">The claims that failed in the run that decided.</param>
internal readonly record struct MutantCell(Verdict? Verdict, IReadOnlyList<string> Claims);
