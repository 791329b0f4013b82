using Harness.Reports;
using Harness.Scenarios.Jobs;
using Harness.Sim.Oracles;
using Harness.Sim.Running;

namespace Harness.Scenarios.Commands;

/// <summary>
/// Takes the runs in, in order: a scenario that is complete is judged, written and forgotten but
/// for its summary.
/// </summary>
internal sealed class RunCollector(
    Action<ScenarioResult> write, Progress progress, bool failFast) : IRunSink
{
    private readonly List<ScenarioSummary> _summaries = [];
    private readonly List<ScenarioTiming> _timings = [];
    private readonly List<SeedResult> _seeds = [];
    private readonly HashSet<string> _shownClaims = new(StringComparer.Ordinal);
    private PlannedScenario? _current;
    private TimeSpan _wall;
    private IReadOnlyList<SeedClaim> _lastClaims = [];

    /// <summary>The scenarios that were judged so far.</summary>
    public IReadOnlyList<ScenarioSummary> Summaries => _summaries;

    /// <summary>Their times.</summary>
    public IReadOnlyList<ScenarioTiming> Timings => _timings;

    /// <summary>Runs taken in.</summary>
    public int Runs { get; private set; }

    /// <inheritdoc/>
    public void Counted(Placed run) => progress.Count();

    /// <inheritdoc/>
    public bool Accept(Placed run)
    {
        if (_current is not null && _current != run.Planned)
        {
            Finish();
        }

        _current = run.Planned;
        _wall += run.Ran.Wall;
        Runs++;
        _seeds.Add(Slim(run.Ran.Result));
        if (_seeds.Count == run.Planned.Runs)
        {
            Finish();
        }

        return !failFast || run.Ran.Result.Verdict < Verdict.Fail;
    }

    /// <summary>Judges a scenario that was broken off.</summary>
    public void Complete()
    {
        if (_seeds.Count > 0)
        {
            Finish();
        }
    }

    // A million runs must fit: equal claims are kept once, and only failures that are shown.
    private SeedResult Slim(SeedResult result)
    {
        if (_lastClaims.SequenceEqual(result.Claims))
        {
            result = result with { Claims = _lastClaims };
        }

        _lastClaims = result.Claims;
        bool isShown = result.Failure is { } failure
            && _shownClaims.Count < ScenarioSummary.MostShown && _shownClaims.Add(failure.Claim);
        return isShown ? result : result with { Failure = null };
    }

    private void Finish()
    {
        PlannedScenario planned = _current
            ?? throw new InvalidOperationException("no run was taken in");
        ScenarioResult result = Aggregation.Of(planned.Scenario, [.. _seeds]);
        write(result);
        ScenarioSummary summary = ScenarioSummary.Of(planned.Scenario, result);
        _summaries.Add(summary);
        _timings.Add(new ScenarioTiming(
            summary.Name, summary.Runs, (long)_wall.TotalMilliseconds));
        progress.Finished(FormattableString.Invariant(
            $"{summary.Name}: {VerdictWords.Of(summary.Verdict)}, {summary.Runs} runs"));
        _seeds.Clear();
        _shownClaims.Clear();
        _wall = TimeSpan.Zero;
        _current = null;
    }
}
