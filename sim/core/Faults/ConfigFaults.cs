using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>Somebody asks for another configuration.</summary>
/// <param name="Config">Which.</param>
/// <param name="IfMatch">
/// The configuration that the change was made from; null: from whatever is in force.
/// </param>
/// <param name="GivesUpAfter">
/// When the requester goes away without waiting for the answer; null: never.
/// </param>
public sealed record ChangeConfig(
    string Config, string? IfMatch = null, TimeSpan? GivesUpAfter = null) : Fault
{
    /// <inheritdoc/>
    public override string ToYaml() => $"change: {Config}"
        + (IfMatch is null ? "" : $", if-match: {IfMatch}")
        + (GivesUpAfter is { } after ? $", gives-up-after: {Yaml.Of(after)}" : "");
}

/// <summary>Somebody writes another configuration into the file.</summary>
public sealed record EditConfigFile(string Config) : Fault
{
    /// <inheritdoc/>
    public override string ToYaml() => $"edit: config-file, to: {Config}";
}
