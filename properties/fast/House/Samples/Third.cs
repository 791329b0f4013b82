namespace Harness.Properties.House.Samples.Third;

/// <summary>Is an argument of a type.</summary>
internal sealed record Argument;
