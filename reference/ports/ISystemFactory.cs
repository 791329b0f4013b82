namespace Harness.Reference.Ports;

/// <summary>
/// Makes systems under test. A type that implements it and has a public constructor without
/// parameters can be named as the system of a run; one of it serves many runs, one after the other
/// and, in tests, side by side.
/// </summary>
public interface ISystemFactory
{
    /// <summary>
    /// The rules that the workers of its systems follow; null: those of the machine that they run
    /// on.
    /// </summary>
    IWorkerRules? WorkerRules => null;

    /// <summary>A fresh system, for one life of it.</summary>
    /// <param name="setup">What is wanted of it.</param>
    ISystemUnderTest Make(SystemSetup setup);
}
