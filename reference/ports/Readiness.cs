namespace Harness.Reference.Ports;

/// <summary>How a process lets it be known that it is ready.</summary>
public enum ReadinessKind
{
    /// <summary>
    /// It lives for <see cref="Readiness.Delay"/>; being there is its only sign of life.
    /// </summary>
    Delay,

    /// <summary>
    /// It says so itself: sd_notify(3), READY=1. Once it has said WATCHDOG=1 it must go on saying
    /// so.
    /// </summary>
    Notify,

    /// <summary>
    /// The command <see cref="Readiness.Target"/> exits with 0; again and again, as a sign of life.
    /// </summary>
    Exec,

    /// <summary>
    /// A connection to <see cref="Readiness.Target"/>, <c>HOST:PORT</c>, is accepted; again and
    /// again, as a sign of life.
    /// </summary>
    Tcp,

    /// <summary>
    /// A GET of <see cref="Readiness.Target"/>, an http URL, is answered with a status of 200 to
    /// 399; again and again, as a sign of life.
    /// </summary>
    Http,
}

/// <summary>How it is known that a process is ready, and that it still lives.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Delay">
/// For <see cref="ReadinessKind.Delay"/>: how long it must have lived; 0 or more.
/// </param>
/// <param name="Target">What is run, connected to or asked for; empty for the others.</param>
public sealed record Readiness(ReadinessKind Kind, TimeSpan Delay, string Target)
{
    /// <summary>It has lived for 1 s, supervisord's <c>startsecs</c>.</summary>
    public static readonly Readiness Usual = After(TimeSpan.FromSeconds(1));

    /// <summary>It says so itself.</summary>
    public static readonly Readiness Notify = new(ReadinessKind.Notify, TimeSpan.Zero, "");

    /// <summary>
    /// Between two probes of one that is asked, and by when a probe is answered: more often tells
    /// little more, and costs the worker.
    /// </summary>
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a start may take. What an earlier supervisor started, and may have told nobody that
    /// it is ready while there was none, counts as ready then.
    /// </summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// For <see cref="ReadinessKind.Notify"/>: what has once said WATCHDOG=1 must say it again
    /// within this, or it hangs.
    /// </summary>
    public TimeSpan BeatWithin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>It has lived for that long.</summary>
    public static Readiness After(TimeSpan delay) => new(ReadinessKind.Delay, delay, "");
}
