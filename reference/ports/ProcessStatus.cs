namespace Harness.Reference.Ports;

/// <summary>How far a process has come.</summary>
public enum ProcessState
{
    /// <summary>It runs, but has not said that it is ready.</summary>
    Starting,

    /// <summary>It has said that it is ready.</summary>
    Ready,

    /// <summary>It has ended.</summary>
    Exited,
}

/// <summary>A process as the machine knows it.</summary>
/// <param name="Unit">The unit whose name it carries.</param>
/// <param name="Identity">Which life it is.</param>
/// <param name="State">How far it has come.</param>
/// <param name="LastSign">
/// When it last gave a sign of life (its start, readiness or heartbeat).
/// </param>
/// <param name="ExitedAt">When it ended; meaningless before.</param>
/// <param name="Exit">How it ended; meaningless before.</param>
public sealed record ProcessStatus(
    string Unit,
    ProcessIdentity Identity,
    ProcessState State,
    Instant LastSign,
    Instant ExitedAt,
    ExitStatus Exit)
{
    /// <summary>The <see cref="UnitSpec.Tag"/> that it was started with.</summary>
    public string Tag { get; init; } = "";

    /// <summary>
    /// Whether an external service manager has given its unit up ("failed" in systemd, "FATAL" in
    /// supervisord): it starts no further process of it until it is told to. If no process ever
    /// came of the last start, the pid is 0.
    /// </summary>
    public bool IsGivenUp { get; init; }

    /// <summary>
    /// What this life has last asked its supervisor for; null while it needs nothing from it.
    /// </summary>
    public IntegrityReport? Report { get; init; }

    /// <summary>
    /// Until when it has asked for patience with its start or its end (sd_notify(3),
    /// EXTEND_TIMEOUT_USEC); long past if it never did.
    /// </summary>
    public Instant PatienceUntil { get; init; }

    /// <summary>
    /// How often this life was told to give signs of itself when it was started; 0 if it was not.
    /// It is not silent before that is over, whatever is asked of the next one.
    /// </summary>
    public TimeSpan BeatWithin { get; init; }

    /// <summary>Whether it has not ended.</summary>
    public bool IsAlive => State != ProcessState.Exited;
}
