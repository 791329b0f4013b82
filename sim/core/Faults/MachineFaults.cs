namespace Harness.Sim.Faults;

/// <summary>
/// Somebody starts the supervisor once more while one lives: both live, until one of them ends.
/// </summary>
public sealed record StartSecond : Fault
{
    /// <inheritdoc/>
    public override string ToYaml() => "start-second: supervisor";
}
