namespace Harness.Bench.Supervise;

/// <summary>One start from nothing, in milliseconds from the start of the supervisor.</summary>
/// <param name="First">Until the first worker ran.</param>
/// <param name="All">Until all ran.</param>
/// <param name="Ready">Until the supervisor said that all are ready; null from one that does not
/// say so.</param>
internal sealed record ColdStart(double First, double All, double? Ready);
