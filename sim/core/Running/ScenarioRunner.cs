using Harness.Reference.Ports;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Running;

/// <summary>Runs a scenario under one seed and judges it: a pure function of its arguments.</summary>
public static class ScenarioRunner
{
    /// <summary>One run.</summary>
    /// <param name="scenario">What is run.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="recording">Whether the tape is kept besides the digest.</param>
    /// <param name="mutant">A changed supervisor instead of the reference one.</param>
    public static ScenarioRun Run(
        Scenario scenario,
        ulong seed,
        Recording recording = Recording.Digest,
        Mutant? mutant = null) => throw new InvalidOperationException("written next");
}

/// <summary>The reference supervisor with one rule changed, which an oracle must catch.</summary>
/// <param name="Name">Words with hyphens.</param>
/// <param name="Change">The changed rule, in one sentence.</param>
public sealed record Mutant(string Name, string Change);
