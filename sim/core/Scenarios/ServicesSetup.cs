namespace Harness.Sim.Scenarios;

/// <summary>Who starts and ends the processes of workers.</summary>
internal enum ServicesKind
{
    /// <summary>The supervisor itself.</summary>
    Embedded,

    /// <summary>
    /// A service manager of the machine, which goes on when the supervisor is not there.
    /// </summary>
    External,
}

/// <summary>How the external service manager of a scenario is set up.</summary>
public sealed record ServicesSetup
{
    /// <summary>
    /// From the end of a process to the start of the next; 0 or more. (systemd: RestartSec; in
    /// supervisord it is the length of a poll, 1 s.)
    /// </summary>
    public TimeSpan RestartDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// So many early ends in a row make it give a unit up; at least 1. (supervisord spawns 4 times,
    /// <c>startretries</c> 3, before FATAL; systemd's <c>StartLimitBurst</c> is 5.)
    /// </summary>
    public int StartLimit { get; init; } = 4;

    /// <summary>
    /// An end is early if the process was never ready, or lived for less than this. A longer life
    /// forgets the early ones. (systemd counts starts within <c>StartLimitIntervalSec</c>, 10 s.)
    /// </summary>
    public TimeSpan HealthyAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether units outlive a reboot and are started by it, without any supervisor.
    /// </summary>
    public bool StartsAtBoot { get; init; } = true;
}
