namespace Harness.Reference.Ports;

/// <summary>
/// One life of a process. A pid alone is used again; a pid with the start time and the boot is not.
/// </summary>
public readonly record struct ProcessIdentity(int Pid, Instant StartedAt, BootId Boot);
