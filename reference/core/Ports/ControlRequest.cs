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
}

/// <summary>One request; a signal is one that nobody waits for an answer to.</summary>
/// <param name="Id">Unique for the life of the machine.</param>
/// <param name="Verb">What is asked for.</param>
/// <param name="IsSignal">Whether it came as a signal (TERM and INT: stop; HUP: reset).</param>
public sealed record ControlRequest(long Id, ControlVerb Verb, bool IsSignal);

/// <summary>What became of a request.</summary>
public enum ControlResult
{
    /// <summary>It was done, or is under way and will be done.</summary>
    Accepted,

    /// <summary>It was not done, and will not be.</summary>
    Refused,
}

/// <summary>The answer to a request.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Workers">How the workers are; empty unless that was asked.</param>
public sealed record ControlAnswer(ControlResult Result, IReadOnlyList<WorkerReport> Workers);

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
}

/// <summary>One worker's condition.</summary>
public readonly record struct WorkerReport(string Worker, WorkerCondition Condition);
