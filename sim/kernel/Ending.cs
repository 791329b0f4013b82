namespace Harness.Sim.Kernel;

/// <summary>How a simulation ended. Every bound is an ending, so that nothing ever hangs.</summary>
public enum Ending
{
    /// <summary>The main actor finished.</summary>
    Completed,

    /// <summary>
    /// A deadline passed, or nothing was ready and nothing was due: see the pending list.
    /// </summary>
    Stuck,

    /// <summary>Too many steps in a row without time moving.</summary>
    Livelock,

    /// <summary>The step bound was reached.</summary>
    StepBound,

    /// <summary>The bound of virtual time was reached.</summary>
    TimeBound,

    /// <summary>Work left the simulation for a real thread or a real clock.</summary>
    Leaked,

    /// <summary>An exception escaped from an actor of a node that nobody supervises.</summary>
    Crashed,

    /// <summary>A task failed, and nobody looked at it.</summary>
    Dropped,

    /// <summary>A replayed tape did not fit the run.</summary>
    Diverged,
}
