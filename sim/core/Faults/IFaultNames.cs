using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>The names that a scenario has, for the faults that speak of one.</summary>
internal interface IFaultNames
{
    /// <summary>The name of a worker that there is; null if there was a problem.</summary>
    string? Worker(Field field, bool mayBeAny);

    /// <summary>The name of a configuration that there is; null if there was a problem.</summary>
    string? Config(Field field);
}
