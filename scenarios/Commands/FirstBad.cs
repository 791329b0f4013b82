using Harness.Reports;
using Harness.Scenarios.Jobs;
using Harness.Sim.Oracles;

namespace Harness.Scenarios.Commands;

/// <summary>
/// The first run of a scenario with a mutant, in order, that is not passed decides; no further one
/// is asked for.
/// </summary>
internal sealed class FirstBad(RunPlan plan, MutantProgress progress) : IRunSink
{
    private readonly Dictionary<(string Scenario, string Mutant), MutantCell> _first = [];
    private readonly Dictionary<(string Scenario, string Mutant), int> _passed = [];

    /// <summary>Runs taken in.</summary>
    public int Runs { get; private set; }

    /// <summary>
    /// What is decided; without a verdict: some runs are missing, and none was bad.
    /// </summary>
    public MutantCell Of(PlannedScenario planned) =>
        _first.TryGetValue(KeyOf(planned), out MutantCell bad)
            ? bad
            : new MutantCell(
                _passed.GetValueOrDefault(KeyOf(planned)) == planned.Runs ? Verdict.Pass : null,
                []);

    /// <inheritdoc/>
    public void Counted(Placed run) => progress.Counted(run.Planned.Mutant);

    /// <inheritdoc/>
    public bool Accept(Placed run)
    {
        Runs++;
        Verdict verdict = run.Ran.Result.Verdict;
        (string Scenario, string Mutant) key = KeyOf(run.Planned);
        bool isFirst = false;
        if (verdict < Verdict.Fail)
        {
            _passed[key] = _passed.GetValueOrDefault(key) + 1;
        }
        else if (!_first.ContainsKey(key))
        {
            isFirst = verdict == Verdict.Fail;
            _first.Add(key, new MutantCell(verdict,
            [
                .. run.Ran.Result.Claims.Where(claim => claim.Verdict == Verdict.Fail)
                    .Select(claim => claim.Name)
                    .DefaultIfEmpty(run.Ran.Result.Failure?.Claim ?? ""),
            ]));
            plan.Enough(run.Planned);
        }

        progress.Accepted(run.Planned.Mutant, isFirst);
        return true;
    }

    private static (string Scenario, string Mutant) KeyOf(PlannedScenario planned) =>
        (planned.Scenario.Name, planned.Mutant?.Name ?? "");
}
