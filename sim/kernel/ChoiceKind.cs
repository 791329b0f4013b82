namespace Harness.Sim.Kernel;

/// <summary>
/// What a choice decides. The values are part of the tape format: never renumber.
/// </summary>
public enum ChoiceKind : byte
{
    /// <summary>Which of several ready steps runs next.</summary>
    Schedule = 1,

    /// <summary>Whether, where and how a fault happens.</summary>
    Fault = 2,

    /// <summary>How long something takes.</summary>
    Latency = 3,

    /// <summary>Any other number that the simulated world needs.</summary>
    Value = 4,
}
