namespace Harness.Bench.Supervise;

/// <summary>All figures of one measuring.</summary>
/// <param name="Size">How much was measured.</param>
/// <param name="Machine">Where.</param>
/// <param name="Figures">In the order of <see cref="Candidates.All"/>.</param>
internal sealed record SuperviseResult(
    SuperviseSize Size, MachineFacts Machine, IReadOnlyList<CandidateFigures> Figures)
{
    internal CandidateFigures this[string name] =>
        Figures.Single(one => one.Candidate.Name == name);
}
