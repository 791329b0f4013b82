namespace Harness.Properties.Checking;

/// <summary>
/// A property does not hold: the message has its counterexample and its replay seed.
/// </summary>
internal sealed class PropertyFailedException(
    string message, string counterexample, ReplaySeed? seed, Exception? because)
    : Exception(message, because)
{
    /// <summary>The smallest example found.</summary>
    internal string Counterexample { get; } = counterexample;

    internal ReplaySeed? Seed { get; } = seed;
}
