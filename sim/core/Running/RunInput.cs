using Harness.Reference.Lifecycle;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Running;

/// <summary>Everything that a run depends on, but for who chooses.</summary>
/// <param name="Scenario">What is run.</param>
/// <param name="Seed">Names the run, and is what a strategy begins with.</param>
public sealed record RunInput(Scenario Scenario, ulong Seed)
{
    /// <summary>Makes the system under test: the reference supervisor, unless it is said.</summary>
    public ISystemFactory System { get; init; } = Reference;

    /// <summary>
    /// The name of the mutant that <see cref="System"/> is, for the token; null if it is none.
    /// </summary>
    public string? Mutant { get; init; }

    /// <summary>
    /// The faults; null: those of the scenario, where what it leaves to chance is chosen like
    /// everything else in the run.
    /// </summary>
    public FaultPlan? Plan { get; init; }

    /// <summary>What is kept besides what happened.</summary>
    public Recording Recording { get; init; } = Recording.Digest;

    private static ReferenceSystem Reference { get; } = new();
}
