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

/// <summary>All runs in the order in which they are reported.</summary>
internal sealed class RunPlan
{
    /// <summary>Runs handed out at once, so that a request costs little against them.</summary>
    private const int BatchSize = 8;

    private readonly Lock _lock = new();
    private readonly IReadOnlyList<PlannedScenario> _scenarios;
    private readonly int _batchSize;
    private int _scenario;
    private int _run;
    private long _sequence;
    private PlannedScenario? _enough;
    private bool _isStopped;

    /// <summary>A plan for so many workers at a time.</summary>
    public RunPlan(
        IReadOnlyList<PlannedScenario> scenarios, int jobs, int mostAtOnce = BatchSize)
    {
        _scenarios = scenarios;
        Total = scenarios.Sum(planned => (long)planned.Runs);

        // With few runs, smaller batches keep every worker busy to the end.
        _batchSize = (int)Math.Clamp(Total / (jobs * 4L), 1, mostAtOnce);
    }

    /// <summary>All runs.</summary>
    public long Total { get; }

    /// <summary>The next runs, or null if there are none or no more are wanted.</summary>
    public Batch? Take()
    {
        lock (_lock)
        {
            while (_scenario < _scenarios.Count
                && (_run >= _scenarios[_scenario].Runs || _scenarios[_scenario] == _enough))
            {
                _scenario++;
                _run = 0;
            }

            if (_isStopped || _scenario >= _scenarios.Count)
            {
                return null;
            }

            PlannedScenario planned = _scenarios[_scenario];
            var batch = new Batch(
                planned, _run, Math.Min(_batchSize, planned.Runs - _run), _sequence);
            _run += batch.Count;
            _sequence += batch.Count;
            return batch;
        }
    }

    /// <summary>Nothing more of that one is handed out; what is under way goes on.</summary>
    public void Enough(PlannedScenario planned)
    {
        lock (_lock)
        {
            _enough = planned;
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
}
