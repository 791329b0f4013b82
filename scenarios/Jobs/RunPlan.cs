using Harness.Scenarios.Patches;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Jobs;

/// <summary>How often a scenario is run, and from which base seed.</summary>
internal sealed record PlannedScenario(
    Scenario Scenario, int Runs, string BaseSeed, BuiltMutant? Mutant = null)
{
    /// <summary>The seed of one of its runs.</summary>
    public ulong SeedOf(int index) => Seeds.OfRun(BaseSeed, Scenario.Name, index);
}

/// <summary>Some runs of one scenario that a worker is asked for at once.</summary>
/// <param name="Planned">The scenario.</param>
/// <param name="First">The index of the first run.</param>
/// <param name="Count">How many.</param>
/// <param name="Sequence">The place of the first run among all that are handed out.</param>
internal sealed record Batch(PlannedScenario Planned, int First, int Count, long Sequence);

/// <summary>
/// All runs in the order in which they are reported. To load a mutant costs more than a run of it,
/// so that a lane goes on with the one that it has, and helps another lane only when no mutant is
/// left that nobody has.
/// </summary>
internal sealed class RunPlan
{
    /// <summary>Runs handed out at once, so that a request costs little against them.</summary>
    private const int BatchSize = 8;

    private readonly Lock _lock = new();
    private readonly Part[] _parts;
    private readonly Dictionary<object, Part> _ofLane = [];
    private readonly HashSet<PlannedScenario> _enough = new(ReferenceEqualityComparer.Instance);
    private readonly int _batchSize;
    private long _sequence;
    private bool _isStopped;

    /// <summary>A plan for so many workers at a time.</summary>
    public RunPlan(
        IReadOnlyList<PlannedScenario> scenarios, int jobs, int mostAtOnce = BatchSize)
    {
        _parts = [.. scenarios.GroupBy(planned => planned.Mutant)
            .Select(ofMutant => new Part([.. ofMutant]))];
        Total = scenarios.Sum(planned => (long)planned.Runs);

        // With few runs, smaller batches keep every worker busy to the end.
        _batchSize = (int)Math.Clamp(Total / (jobs * 4L), 1, mostAtOnce);
    }

    /// <summary>All runs.</summary>
    public long Total { get; }

    /// <summary>The next runs, or null if there are none or no more are wanted.</summary>
    /// <param name="lane">Who asks.</param>
    public Batch? Take(object lane)
    {
        lock (_lock)
        {
            if (_isStopped || PartFor(lane) is not { } part)
            {
                return null;
            }

            PlannedScenario planned = part.Scenarios[part.Scenario];
            var batch = new Batch(
                planned, part.Run, Math.Min(_batchSize, planned.Runs - part.Run), _sequence);
            part.Run += batch.Count;
            _sequence += batch.Count;
            return batch;
        }
    }

    /// <summary>Nothing more of that one is handed out; what is under way goes on.</summary>
    public void Enough(PlannedScenario planned)
    {
        lock (_lock)
        {
            _enough.Add(planned);
        }
    }

    /// <summary>Nothing more is handed out.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _isStopped = true;
        }
    }

    private Part? PartFor(object lane)
    {
        if (_ofLane.TryGetValue(lane, out Part? own) && HasMore(own))
        {
            return own;
        }

        Part? next = Array.Find(_parts, part => !part.IsBegun && HasMore(part))
            ?? Array.Find(_parts, HasMore);
        if (next is not null)
        {
            next.IsBegun = true;
            _ofLane[lane] = next;
        }

        return next;
    }

    private bool HasMore(Part part)
    {
        while (part.Scenario < part.Scenarios.Length
            && (part.Run >= part.Scenarios[part.Scenario].Runs
                || _enough.Contains(part.Scenarios[part.Scenario])))
        {
            part.Scenario++;
            part.Run = 0;
        }

        return part.Scenario < part.Scenarios.Length;
    }

    /// <summary>What is run with one mutant, or with none.</summary>
    private sealed class Part(PlannedScenario[] scenarios)
    {
        public PlannedScenario[] Scenarios => scenarios;

        public int Scenario { get; set; }

        public int Run { get; set; }

        public bool IsBegun { get; set; }
    }
}
