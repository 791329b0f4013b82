namespace Harness.Reference.Ports;

/// <summary>What a unit's process is there for.</summary>
public enum UnitRole
{
    /// <summary>It serves.</summary>
    Worker,

    /// <summary>
    /// It tries its settings out and gets ready, but serves nobody: its settings are not accepted
    /// yet.
    /// </summary>
    Canary,

    /// <summary>It serves beside the workers of its group while they are replaced.</summary>
    Surge,
}

/// <summary>What a service manager has to know of a unit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Command">What its process runs.</param>
/// <param name="Grace">From asking a process to end until killing it.</param>
public sealed record UnitSpec(string Name, string Command, TimeSpan Grace)
{
    /// <summary>
    /// What its process is told to do, in its own words; the supervisor reads nothing into it.
    /// </summary>
    public string Settings { get; init; } = "";

    /// <summary>What its process is there for.</summary>
    public UnitRole Role { get; init; }

    /// <summary>How it is known that its process is ready, and that it still lives.</summary>
    public Readiness Readiness { get; init; } = Readiness.Usual;

    /// <summary>
    /// Names command and settings: a process carries the tag that it was started with.
    /// </summary>
    public string Tag => ConfigDocument.TagOf($"{Command}\n{Settings}");
}
