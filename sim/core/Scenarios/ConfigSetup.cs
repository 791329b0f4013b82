using Harness.Sim.Kernel;

namespace Harness.Sim.Scenarios;

/// <summary>What is special about a configuration, as far as reading it shows.</summary>
public enum ConfigFlaw
{
    /// <summary>Nothing: it can be read and made so.</summary>
    None,

    /// <summary>It does not say what it must.</summary>
    Invalid,

    /// <summary>It changes what cannot be changed while the supervisor runs.</summary>
    Fixed,

    /// <summary>It is larger than any configuration may be.</summary>
    Oversized,
}

/// <summary>A configuration that the supervisor can be given in a run.</summary>
public sealed record ConfigSetup
{
    /// <summary>
    /// The configuration of the first start: the workers as the scenario has them.
    /// </summary>
    public const string First = "first";

    /// <summary>Its name; unique in the scenario.</summary>
    public required string Name { get; init; }

    /// <summary>What is wrong with it, if it can be seen by reading.</summary>
    public ConfigFlaw Flaw { get; init; }

    /// <summary>The group whose settings it changes; empty: all of them.</summary>
    public string Of { get; init; } = "";

    /// <summary>How many workers that group has; null: as many as at first.</summary>
    public int? Count { get; init; }

    /// <summary>Whether workers with these settings never get ready.</summary>
    public bool NeverReady { get; init; }

    /// <summary>
    /// How long after its start a process is killed by these settings; null: they are good.
    /// </summary>
    public TimeSpan? DiesAfter { get; init; }

    /// <summary>
    /// From the start of a process with these settings to its readiness; null: as at first.
    /// </summary>
    public LatencyRange? StartsIn { get; init; }
}
