namespace Harness.Sim.Oracles;

/// <summary>Judges one claim from the trace alone.</summary>
internal interface IOracle
{
    /// <summary>Its name in scenario files: words with hyphens.</summary>
    string Name { get; }

    /// <summary>What it claims, in one sentence.</summary>
    string Claim { get; }

    /// <summary>What it is judged from.</summary>
    Vocabulary Vocabulary { get; }

    /// <summary>When its situation has arisen, in one sentence.</summary>
    string ReachedWhen { get; }

    /// <summary>Whether it is judged only where a scenario names it.</summary>
    bool OnlyWhenNamed => false;

    /// <summary>Judges a run that ended as it should.</summary>
    Finding Judge(RunView run);
}
