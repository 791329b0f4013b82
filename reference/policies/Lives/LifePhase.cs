namespace Harness.Reference.Policies.Lives;

/// <summary>Where a worker is in the eyes of its policy.</summary>
public enum LifePhase : byte
{
    /// <summary>It was never started.</summary>
    Fresh,

    /// <summary>A start was decided.</summary>
    Starting,

    /// <summary>A process of it runs.</summary>
    Up,

    /// <summary>It is down, and will be decided on again when its time comes.</summary>
    Waiting,

    /// <summary>It is down and nothing will start it but a person.</summary>
    Over,
}
