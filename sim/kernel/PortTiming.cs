namespace Harness.Sim.Kernel;

/// <summary>
/// How long the two steps of a port call take, and by when the answer must be there.
/// </summary>
/// <param name="Effect">From the call to the effect.</param>
/// <param name="Answer">From the effect to the answer.</param>
/// <param name="Within">From the call to the deadline after which the run is stuck.</param>
public sealed record PortTiming(LatencyRange Effect, LatencyRange Answer, TimeSpan Within)
{
    /// <summary>No time for either step, and ten minutes until the deadline.</summary>
    public static readonly PortTiming Immediate =
        new(LatencyRange.None, LatencyRange.None, TimeSpan.FromMinutes(10));
}
