using Harness.Reference.Ports;

namespace Harness.Reference.Policies;

/// <summary>What a restart policy can be told.</summary>
public enum PolicyEventKind
{
    /// <summary>A process was started.</summary>
    Started,

    /// <summary>It said that it is ready.</summary>
    Ready,

    /// <summary>It ended.</summary>
    Exited,

    /// <summary>It could not be started.</summary>
    StartFailed,

    /// <summary>A person asked for a start.</summary>
    Manual,

    /// <summary>
    /// A person asked for a stop: what runs is ended, and nobody is told of that end.
    /// </summary>
    Stop,

    /// <summary>A person asked that failures be forgotten.</summary>
    Reset,

    /// <summary>The configuration was read again.</summary>
    Reload,

    /// <summary>
    /// The time that the policy asked to be woken at has come, or some other time.
    /// </summary>
    Tick,
}

/// <summary>
/// Something that happened to a worker; <see cref="Exit"/> counts for Exited only.
/// </summary>
public readonly record struct PolicyEvent(PolicyEventKind Kind, ExitStatus Exit = default);
