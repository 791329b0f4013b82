namespace Harness.Scenarios.Patches;

/// <summary>A mutant that can be run.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Assembly">Its supervisor's assembly; what else is changed is beside that.</param>
internal sealed record BuiltMutant(string Name, string Assembly);
