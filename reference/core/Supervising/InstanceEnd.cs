using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// Why the supervisor ends its workers with itself, although nobody has asked it to.
/// </summary>
public enum InstanceEnd
{
    /// <summary>A worker died, and <see cref="OnWorkerDeath.End"/> says so.</summary>
    WorkerDied,

    /// <summary>The service lacks a worker, and <see cref="WhenCrippled.Stop"/> says so.</summary>
    Crippled,

    /// <summary>A worker has found that nothing cheaper restores integrity.</summary>
    Integrity,

    /// <summary>A worker's policy is that of a supervisor which ends with all workers.</summary>
    Policy,

    /// <summary>The policy of a group of workers ends the supervisor with all of them.</summary>
    Group,
}
