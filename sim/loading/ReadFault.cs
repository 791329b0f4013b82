using Harness.Reference.Documents;
using Harness.Sim.Faults;

namespace Harness.Sim.Loading;

/// <summary>A fault; with the range of its duration, if the file gives one.</summary>
internal readonly record struct ReadFault(Fault Fault, Range<TimeSpan>? Duration);
