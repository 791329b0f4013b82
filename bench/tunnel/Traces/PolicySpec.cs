using Harness.Reference.Policies;
using Harness.Reference.Ports;

namespace Harness.Tunnel.Traces;

/// <summary>What a person does to the supervisor or to the worker.</summary>
public enum ManualAction
{
    /// <summary>Asks for a start.</summary>
    Start,

    /// <summary>Asks for a stop.</summary>
    Stop,

    /// <summary>Asks for a stop and a start.</summary>
    Restart,

    /// <summary>Asks that failures be forgotten.</summary>
    Reset,

    /// <summary>Has the supervisor read its configuration again.</summary>
    Reload,

    /// <summary>Has the supervisor execute itself again.</summary>
    Reexec,
}

/// <summary>Something that a person does, and when.</summary>
public readonly record struct Manual(Instant At, ManualAction Action);

/// <summary>
/// A worker under a restart policy: how long its lives are and how they end, what a person does,
/// and how long it is watched. Times are from the first start.
/// </summary>
public sealed record PolicySpec
{
    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>The supervisor that is modelled.</summary>
    public required string System { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>The policy, fresh: a trace tells it everything.</summary>
    public required WorkerPolicy Policy { get; init; }

    /// <summary>
    /// From the start of each life to its end; the last one repeats; null: it does not end.
    /// </summary>
    public required IReadOnlyList<TimeSpan?> Lives { get; init; }

    /// <summary>How each life ends; the last one repeats.</summary>
    public required IReadOnlyList<ExitStatus> Exits { get; init; }

    /// <summary>From a start to its readiness; null: it never says that it is ready.</summary>
    public TimeSpan? ReadyAfter { get; init; }

    /// <summary>What a person does, in the order of the list.</summary>
    public IReadOnlyList<Manual> Manuals { get; init; } = [];

    /// <summary>The end of the observation; what happens at it is seen.</summary>
    public required Instant Until { get; init; }

    /// <summary>After so many starts the observation ends, too.</summary>
    public int MostStarts { get; init; } = PolicySpecReader.MostStarts;

    /// <summary>
    /// The recorded starts that are replayed; null: the policy's own starts are made.
    /// </summary>
    public IReadOnlyList<Instant>? Replayed { get; init; }
}
