namespace Harness.Reference.Ports;

/// <summary>
/// One life of a process. A pid alone is used again; a pid with the start time and the boot is not.
/// </summary>
public readonly record struct ProcessIdentity(int Pid, Instant StartedAt, BootId Boot)
{
    /// <summary>
    /// Whether it names no life, but whoever has the pid now, as kill(2) does. No process is listed
    /// under such a name; a signal to it may hit a stranger.
    /// </summary>
    public bool IsPidAlone => string.IsNullOrEmpty(Boot.Text);

    /// <summary>Whoever has that pid now.</summary>
    public static ProcessIdentity OfPid(int pid) => new(pid, Instant.Zero, new BootId(""));
}
