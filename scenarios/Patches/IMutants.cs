using Harness.Reference.Ports;
using Harness.Scenarios.Systems;
using Harness.Sim.Running;

namespace Harness.Scenarios.Patches;

/// <summary>Where mutants come from.</summary>
internal interface IMutants
{
    /// <summary>Reads all of them, and holds them against the sources that they change.</summary>
    MutantFiles Load();

    /// <summary>
    /// Makes one of them, if it is not made yet; null if that is a problem, and then it is listed.
    /// Several threads may build at a time.
    /// </summary>
    /// <exception cref="IOException">Something cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be.</exception>
    BuiltMutant? Build(Mutant mutant, List<string> problems);

    /// <summary>Loads one: a factory of systems, as any other.</summary>
    /// <exception cref="SystemRefusedException">It cannot be loaded.</exception>
    ISystemFactory Make(BuiltMutant mutant);

    /// <summary>Those of another folder.</summary>
    /// <param name="displayPath">The folder as problems call it.</param>
    /// <param name="path">Where it is.</param>
    IMutants In(string displayPath, string path);
}
