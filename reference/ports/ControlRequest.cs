namespace Harness.Reference.Ports;

/// <summary>What a request asks for.</summary>
public enum ControlVerb
{
    /// <summary>Say how the workers are.</summary>
    Status,

    /// <summary>End in an orderly way. A second one forces the end.</summary>
    Stop,

    /// <summary>Forget all failures: a paused or given-up worker is started again.</summary>
    Reset,

    /// <summary>Read the configuration file again, make it so, and forget all failures.</summary>
    Reload,

    /// <summary>Make the configuration of the request so.</summary>
    Change,
}

/// <summary>One request; a signal is one that nobody waits for an answer to.</summary>
/// <param name="Id">Unique for the life of the machine.</param>
/// <param name="Verb">What is asked for.</param>
/// <param name="IsSignal">
/// Whether it came as a signal (TERM and INT: stop; HUP: reload).
/// </param>
public sealed record ControlRequest(long Id, ControlVerb Verb, bool IsSignal)
{
    /// <summary>The configuration of a change; null for every other verb.</summary>
    public ConfigDocument? Document { get; init; }

    /// <summary>
    /// The tag of the configuration that a change was made from (If-Match, RFC 9110, 13.1.1): if
    /// another one is in force, nothing is changed. Null: from whatever is.
    /// </summary>
    public string? IfMatch { get; init; }
}

/// <summary>What became of a request.</summary>
public enum ControlResult
{
    /// <summary>It was done, or is under way and will be done.</summary>
    Accepted,

    /// <summary>It was not done, and will not be.</summary>
    Refused,

    /// <summary>
    /// The configuration says nothing that could be made so; nothing was changed.
    /// </summary>
    Invalid,

    /// <summary>Another configuration is in force than the change was made from.</summary>
    Mismatch,

    /// <summary>It was tried, it failed, and the last good configuration is in force.</summary>
    RolledBack,
}

/// <summary>The answer to a request.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Workers">How the workers are; empty unless that was asked.</param>
public sealed record ControlAnswer(ControlResult Result, IReadOnlyList<WorkerReport> Workers)
{
    /// <summary>The tag of the configuration that is in force.</summary>
    public string ConfigTag { get; init; } = "";

    /// <summary>
    /// What became of the last change, also of one by signal; null: none yet.
    /// </summary>
    public ControlResult? LastChange { get; init; }

    /// <summary>The error counter; null unless the status was asked for.</summary>
    public int? ErrorCounter { get; init; }

    /// <summary>
    /// The configuration that is in force; null unless the status was asked for.
    /// </summary>
    public ConfigDocument? Document { get; init; }

    /// <summary>What is wrong with the configuration that was asked for.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

/// <summary>How a worker is, as the supervisor tells it.</summary>
public enum WorkerCondition
{
    /// <summary>It is being started, or its restart is due.</summary>
    Starting,

    /// <summary>It serves.</summary>
    Serving,

    /// <summary>It failed too often and is paused.</summary>
    Paused,

    /// <summary>It was given up.</summary>
    GivenUp,

    /// <summary>It ended, and is not to be started again.</summary>
    Stopped,

    /// <summary>It has done its work, and is not started again unless a person asks.</summary>
    Done,
}

/// <summary>One worker's condition.</summary>
public readonly record struct WorkerReport(string Worker, WorkerCondition Condition);
