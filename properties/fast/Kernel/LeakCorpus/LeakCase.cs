using Harness.Sim.Kernel;

namespace Harness.Properties.Kernel;

/// <summary>A construct in an activity, and whether it leaves the simulation.</summary>
/// <param name="Construct">As people call it.</param>
/// <param name="Body">A world activity that meets it.</param>
/// <param name="Named">What the verdict must say; null if the construct is clean.</param>
internal sealed record LeakCase(string Construct, Func<Simulation, Task> Body, string? Named)
{
    internal SimRun Run(ulong seed) => SimRun.Of(seed, (simulation, log) => Body(simulation));

    public override string ToString() => Construct;
}
