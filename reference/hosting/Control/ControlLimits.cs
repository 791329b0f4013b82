namespace Harness.Hosting.Control;

/// <summary>
/// The bounds of the control plane's server: whoever goes beyond one is answered or cut off, and
/// the supervisor does not notice.
/// </summary>
public sealed record ControlLimits
{
    /// <summary>
    /// The largest body of a request, in bytes: 64 KiB, which is the largest configuration.
    /// </summary>
    public const int MostBodyBytes = 64 * 1024;

    /// <summary>Connections at one time; one more is closed.</summary>
    public const int MostConnections = 64;

    /// <summary>
    /// Followers of the event stream at one time: others must be able to get in beside them.
    /// </summary>
    public const int MostFollowers = 32;

    /// <summary>Headers of a request.</summary>
    public const int MostHeaders = 32;

    /// <summary>Bytes of all headers of a request together.</summary>
    public const int MostHeaderBytes = 8 * 1024;

    /// <summary>Bytes of the first line of a request.</summary>
    public const int MostLineBytes = 4 * 1024;

    /// <summary>
    /// From the first byte of a request to the end of its headers; more than 0.
    /// </summary>
    public TimeSpan HeadersWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a body may be slower than <see cref="LeastSentPerSecond"/>, and one who reads an
    /// answer slower than <see cref="LeastReadPerSecond"/>; more than 1 s.
    /// </summary>
    public TimeSpan SlowFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The slowest that a body may come, in bytes; more than 0.</summary>
    public double LeastSentPerSecond { get; init; } = 240;

    /// <summary>
    /// The slowest that an answer may be read, in bytes; more than 0. It is on this machine: who
    /// reads slower does not read.
    /// </summary>
    public double LeastReadPerSecond { get; init; } = 64 * 1024;

    /// <summary>How long a connection may be without a request; more than 0.</summary>
    public TimeSpan IdleFor { get; init; } = TimeSpan.FromSeconds(30);
}
