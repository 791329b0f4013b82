namespace Harness.Reference.Ports;

/// <summary>Look at that unit: something may have happened to its process.</summary>
public readonly record struct ProcessHint(string Unit);
