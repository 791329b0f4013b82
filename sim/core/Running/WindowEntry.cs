using Harness.Sim.Trace;

namespace Harness.Sim.Running;

/// <summary>One line's worth of a window of events: an event, or how many were left out.</summary>
/// <param name="Event">The event; null where some were left out.</param>
/// <param name="LeftOut">How many were left out here.</param>
/// <param name="IsChatter">Whether those are the port calls and hints of the whole window.</param>
internal sealed record WindowEntry(EventRecord? Event, int LeftOut = 0, bool IsChatter = false);
