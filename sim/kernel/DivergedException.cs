namespace Harness.Sim.Kernel;

/// <summary>A replayed run asked for something else than its tape holds.</summary>
public sealed class DivergedException(string message) : Exception(message);
