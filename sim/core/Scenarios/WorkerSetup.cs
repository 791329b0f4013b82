using Harness.Reference.Keys;
using Harness.Reference.Policies.Options;
using Harness.Sim.Kernel;

namespace Harness.Sim.Scenarios;

/// <summary>One worker of a scenario.</summary>
public sealed record WorkerSetup
{
    /// <summary>The policy of a worker of which nobody says one: again after 1 s, always.</summary>
    internal static PolicyOptions UsualPolicy { get; } = new AlwaysOptions(TimeSpan.FromSeconds(1));

    /// <summary>Its name; unique in the scenario.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The workers that can stand in for each other; empty: it is a group of its own.
    /// </summary>
    public string Group { get; init; } = "";

    /// <summary>
    /// How long after its start its settings kill its process; null: they do not.
    /// </summary>
    public TimeSpan? DiesAfter { get; init; }

    /// <summary>From its process's start to its readiness.</summary>
    public LatencyRange StartsIn { get; init; } =
        new(SetupSchema.StartsIn.Usual.Least, SetupSchema.StartsIn.Usual.Most);

    /// <summary>From a request to end until the end.</summary>
    public LatencyRange EndsIn { get; init; } =
        new(SetupSchema.EndsIn.Usual.Least, SetupSchema.EndsIn.Usual.Most);

    /// <summary>Whether its process never gets ready.</summary>
    public bool NeverReady { get; init; }

    /// <summary>Whether its process does not heed TERM.</summary>
    public bool IgnoresTerm { get; init; }

    /// <summary>
    /// Whether a process of it runs already when the supervisor is first started.
    /// </summary>
    public bool RunsBefore { get; init; }

    /// <summary>Whether the service is whole without it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>
    /// When it is started again; an external service manager has its own rule instead.
    /// </summary>
    public required PolicyOptions Policy { get; init; }

    /// <summary>The supervisor's patience with a start.</summary>
    public TimeSpan ReadyWithin { get; init; } = WorkerKeys.ReadyWithin.Usual;

    /// <summary>How often the supervisor looks at a start that it awaits.</summary>
    public TimeSpan ProbeEvery { get; init; } = WorkerKeys.ProbeEvery.Usual;

    /// <summary>The supervisor's patience with a process that was asked to end.</summary>
    public TimeSpan Grace { get; init; } = WorkerKeys.Grace.Usual;

    /// <summary>The supervisor's patience with a process that gives no sign of life.</summary>
    public TimeSpan SilentAfter { get; init; } = WorkerKeys.SilentAfter.Usual;
}
