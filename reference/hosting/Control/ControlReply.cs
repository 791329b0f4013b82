namespace Harness.Hosting.Control;

/// <summary>What the control plane answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The body.</param>
/// <param name="Tag">The tag that came with it, without quotes; empty if none did.</param>
/// <param name="Problem">Why it was not done; null if it was.</param>
public sealed record ControlReply(int Status, string Text, string Tag, ControlProblem? Problem);
