using Harness.Sim.Kernel;

namespace Harness.Sim.Faults;

/// <summary>One injection of a fault.</summary>
/// <param name="Actor">Who does what comes of it later.</param>
/// <param name="Life">
/// The life of the supervisor whose port call it falls into; null if it falls into none.
/// </param>
internal readonly record struct Blow(Actor Actor, int? Life);
