namespace Harness.Reference.Ports;

/// <summary>
/// What is wanted of a system under test, as it is told when one of its lives begins. Of whatever
/// it has no use for, it need not take notice: the claims that speak of it will say so.
/// </summary>
public sealed record SystemSetup
{
    /// <summary>The workers, in order of start.</summary>
    public required IReadOnlyList<WantedUnit> Units { get; init; }

    /// <summary>The groups of workers about which one policy is to decide.</summary>
    public IReadOnlyList<WantedGroup> Groups { get; init; } = [];

    /// <summary>When its first life begins, from the start of the machine; 0 or more.</summary>
    public TimeSpan StartsAt { get; init; }

    /// <summary>
    /// How long after it was killed, or crashed, it is started again; null: it is not.
    /// </summary>
    public TimeSpan? StartedAgainAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether a reboot of the machine starts it.</summary>
    public bool StartsAtBoot { get; init; } = true;

    /// <summary>Between two looks of its watchdog at everything. Over 0.</summary>
    public TimeSpan WatchdogEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// An error is repaired while the error counter is not over this; 0 or more
    /// (<c>ERROR_COUNTER_THRESHOLD</c>, 2 in the Knot document).
    /// </summary>
    public int ErrorThreshold { get; init; } = 2;

    /// <summary>
    /// The error counter goes down by one every so often. Over 0
    /// (<c>ERROR_COUNTER_DECREASE_INTERVAL</c>, 30 min in the Knot document).
    /// </summary>
    public TimeSpan DecreaseEvery { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Which document is followed where the two differ.</summary>
    public Profile Profile { get; init; }

    /// <summary>
    /// How long a canary must stay ready until its settings are accepted; 0 or more.
    /// </summary>
    public TimeSpan CanaryFor { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What the death of a worker costs.</summary>
    public OnWorkerDeath OnWorkerDeath { get; init; }

    /// <summary>What is done with a service that lacks workers.</summary>
    public WhenCrippled WhenCrippled { get; init; }

    /// <summary>
    /// From the beginning of an orderly end until everything that is left is killed; 0 or more.
    /// </summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Where it may keep what has to outlive it.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>Where its configuration is written by people.</summary>
    public required string ConfigFile { get; init; }

    /// <summary>
    /// What <see cref="ConfigFile"/> holds as this life begins: then the text counts, and it says
    /// everything above that a document of the reference supervisor can say. Null: there is no
    /// such file, and what is said here is all there is.
    /// </summary>
    public ConfigDocument? Document { get; init; }
}
