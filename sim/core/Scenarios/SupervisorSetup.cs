using Harness.Reference.Keys;
using Harness.Reference.Ports;

namespace Harness.Sim.Scenarios;

/// <summary>How the supervisor of a scenario is set up, and who starts it again.</summary>
public sealed record SupervisorSetup
{
    /// <summary>When it is first started.</summary>
    public TimeSpan StartsAt { get; init; } = TimeSpan.Zero;

    /// <summary>How long after it was killed it is started again; null: never.</summary>
    public TimeSpan? StartedAgainAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether a reboot starts it.</summary>
    public bool StartsAtBoot { get; init; } = true;

    /// <summary>Between two looks of the watchdog.</summary>
    public TimeSpan WatchdogEvery { get; init; } = SupervisorKeys.WatchdogEvery.Usual;

    /// <summary>
    /// Repairs are refused when the counter is over this ("> 2" in the Knot document).
    /// </summary>
    public int ErrorThreshold { get; init; } = SupervisorKeys.ErrorThreshold.Usual;

    /// <summary>
    /// The counter goes down by one every so often (30 min in the Knot document).
    /// </summary>
    public TimeSpan DecreaseEvery { get; init; } = SupervisorKeys.DecreaseEvery.Usual;

    /// <summary>Which document is followed where the two differ.</summary>
    public Profile Profile { get; init; }

    /// <summary>How long a canary must stay ready.</summary>
    public TimeSpan CanaryFor { get; init; } = SupervisorKeys.CanaryFor.Usual;

    /// <summary>What the death of a worker costs.</summary>
    public OnWorkerDeath OnWorkerDeath { get; init; }

    /// <summary>What is done with a service that lacks workers.</summary>
    public WhenCrippled WhenCrippled { get; init; }

    /// <summary>The end must be over within this.</summary>
    public TimeSpan StopWithin { get; init; } = SupervisorKeys.StopWithin.Usual;
}

/// <summary>Who asks the workers, and checks every answer.</summary>
/// <param name="Count">How many clients; 0 for none.</param>
/// <param name="AskEvery">Between two requests of one client.</param>
public sealed record ClientSetup(int Count, Harness.Sim.Kernel.LatencyRange AskEvery)
{
    /// <summary>Two clients, each asking every 100 ms to 1 s.</summary>
    public static readonly ClientSetup Default = new(
        2, new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1)));
}
