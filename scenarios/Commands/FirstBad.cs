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
    private readonly Dictionary<PlannedScenario, MutantCell> _decided =
        new(ReferenceEqualityComparer.Instance);

    private readonly Dictionary<PlannedScenario, int> _passed =
        new(ReferenceEqualityComparer.Instance);

    /// <summary>Runs taken in.</summary>
    public int Runs { get; private set; }

    /// <summary>
    /// What is decided; without a verdict: some runs are missing, and none was bad.
    /// </summary>
    public MutantCell Of(PlannedScenario planned) =>
        _decided.GetValueOrDefault(planned, new MutantCell(null, []));

    /// <inheritdoc/>
    public void Counted(Placed run) => progress.Counted(run.Planned.Mutant!);

    /// <inheritdoc/>
    public bool Accept(Placed run)
    {
        Runs++;
        if (_decided.ContainsKey(run.Planned))
        {
            return true; // it was under way when that was enough
        }

        Verdict verdict = run.Ran.Result.Verdict;
        if (verdict >= Verdict.Fail)
        {
            Decide(run.Planned, new MutantCell(verdict,
            [
                .. run.Ran.Result.Claims.Where(claim => claim.Verdict == Verdict.Fail)
                    .Select(claim => claim.Name)
                    .DefaultIfEmpty(run.Ran.Result.Failure?.Claim ?? ""),
            ]));
            plan.Enough(run.Planned);
        }
        else
        {
            int passed = _passed.GetValueOrDefault(run.Planned) + 1;
            _passed[run.Planned] = passed;
            if (passed == run.Planned.Runs)
            {
                Decide(run.Planned, new MutantCell(Verdict.Pass, []));
            }
        }

        return true;
    }

    private void Decide(PlannedScenario planned, MutantCell cell)
    {
        _decided.Add(planned, cell);
        progress.Decided(planned.Mutant!, cell.Verdict == Verdict.Fail);
    }
}
