namespace Harness.Bench.Throughput;

/// <summary>All figures of one measuring.</summary>
/// <param name="Rounds">How many rounds were measured, the warm-up not counted.</param>
/// <param name="Figures">In the order of <see cref="Workloads.All"/>.</param>
internal sealed record ThroughputResult(int Rounds, IReadOnlyList<Figure> Figures)
{
    internal Figure this[string name] => Figures.Single(figure => figure.Name == name);
}
