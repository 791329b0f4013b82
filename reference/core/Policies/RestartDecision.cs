namespace Harness.Reference.Policies;

/// <summary>What a restart policy can want.</summary>
public enum RestartVerb
{
    /// <summary>Nothing is to be done now.</summary>
    Nothing,

    /// <summary>Start now.</summary>
    Start,

    /// <summary>
    /// Do not start before <see cref="PolicyStep{TState}.NextWake"/>, then ask again.
    /// </summary>
    Wait,

    /// <summary>As Wait, and say so: the worker has failed too often.</summary>
    Pause,

    /// <summary>Do not start again unless a person asks.</summary>
    GiveUp,
}

/// <summary>Why a restart policy wants it. Text is made at the edge.</summary>
public enum RestartReason
{
    /// <summary>Nothing has failed.</summary>
    None,

    /// <summary>It ended, and is always restarted.</summary>
    Ended,

    /// <summary>It could not be started, and is tried again.</summary>
    StartFailed,

    /// <summary>It ended early; Count in a row, at most Limit.</summary>
    ShortLife,

    /// <summary>Too many short lives in a row: Count, more than Limit.</summary>
    Hopeless,

    /// <summary>Its pause is over.</summary>
    Revived,

    /// <summary>A person asked.</summary>
    Asked,
}

/// <summary>
/// A decision as a value: what, why, and the two numbers that the reason speaks of.
/// </summary>
public readonly record struct RestartDecision(
    RestartVerb Verb, RestartReason Because = RestartReason.None, long Count = 0, long Limit = 0)
{
    /// <summary>Nothing is to be done.</summary>
    public static readonly RestartDecision Nothing;
}
