namespace Harness.Properties.Replaying;

/// <summary>
/// A property does not hold: the message has its counterexample and its replay seed.
/// </summary>
internal sealed class PropertyFailedException(string message, Exception? because = null)
    : Exception(message, because);
