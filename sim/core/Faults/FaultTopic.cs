namespace Harness.Sim.Faults;

/// <summary>
/// What a kind of fault is about. Those of the last three are of something that not every scenario
/// has.
/// </summary>
internal enum FaultTopic
{
    /// <summary>The workers' processes, and what is heard of them.</summary>
    Workers,

    /// <summary>The supervisor's process, and what is asked of it.</summary>
    Supervisor,

    /// <summary>The machine, its clocks and its files.</summary>
    Machine,

    /// <summary>Other configurations of the supervisor.</summary>
    Configurations,

    /// <summary>An external service manager.</summary>
    Services,

    /// <summary>A cache that the workers share.</summary>
    Cache,
}

/// <summary>What a kind of fault does that others have to know.</summary>
internal enum FaultEffect
{
    /// <summary>Nothing that anybody else has to know.</summary>
    Plain,

    /// <summary>
    /// It moves a clock against another one, for as long as its duration says: with none at all it
    /// does nothing.
    /// </summary>
    MovesClocks,

    /// <summary>After it a supervisor may live that nothing else would have started.</summary>
    StartsSupervisor,
}
