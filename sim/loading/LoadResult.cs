using Harness.Reference.Documents;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Loading;

/// <summary>What became of a file: a scenario, or every problem that it has; never both.</summary>
public sealed class LoadResult
{
    internal LoadResult(Scenario scenario, IReadOnlyList<Annotation> annotations)
    {
        Scenario = scenario;
        Annotations = annotations;
        Problems = [];
    }

    internal LoadResult(IReadOnlyList<Problem> problems)
    {
        ArgumentOutOfRangeException.ThrowIfZero(problems.Count);
        Problems = problems;
    }

    /// <summary>The scenario; null if there are problems.</summary>
    public Scenario? Scenario { get; }

    /// <summary>
    /// What the file says besides, in the order of the readers that know its keys.
    /// </summary>
    internal IReadOnlyList<Annotation> Annotations { get; } = [];

    /// <summary>All problems, by place; empty if there is a scenario.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
