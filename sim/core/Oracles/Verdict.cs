namespace Harness.Sim.Oracles;

/// <summary>
/// What is said of a claim, a run or a scenario. The order is from best to worst: worst wins.
/// </summary>
public enum Verdict
{
    /// <summary>
    /// It cannot be judged here; or the scenario does not name it, and its situation did not arise.
    /// </summary>
    NotApplicable,

    /// <summary>It held.</summary>
    Pass,

    /// <summary>Its situation did not arise, or a bound was hit.</summary>
    Inconclusive,

    /// <summary>It did not hold.</summary>
    Fail,

    /// <summary>
    /// The harness itself is in doubt: a leak, an oracle that threw, two different runs.
    /// </summary>
    HarnessFault,
}
