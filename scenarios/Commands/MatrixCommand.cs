using Harness.Reports;
using Harness.Scenarios.Jobs;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Commands;

/// <summary><c>harness matrix</c>: which scenario catches which changed supervisor.</summary>
internal sealed class MatrixCommand(Surroundings surroundings, RunRequest request)
{
    private static readonly TimeSpan MutantGuard = TimeSpan.FromSeconds(20);

    // A changed supervisor may well run for ever: that is known sooner than of a real one.
    private TimeSpan Guard => surroundings.Guard < MutantGuard ? surroundings.Guard : MutantGuard;

    /// <summary>Runs every scenario with every mutant.</summary>
    /// <param name="problems">What is wrong with the request already.</param>
    public async Task<int> Run(List<string> problems)
    {
        IReadOnlyList<Scenario> scenarios = Loaded.Pick(surroundings, request.Patterns, problems);
        IReadOnlyList<Mutant> mutants = surroundings.Runner.Mutants;
        if (problems.Count > 0)
        {
            return surroundings.Refuse(problems);
        }

        int jobs = request.Jobs ?? Math.Clamp(surroundings.Processors, 1, OptionValues.MostJobs);
        var plan = new RunPlan(
            [.. scenarios.SelectMany(scenario => mutants.Select(mutant => new PlannedScenario(
                scenario, request.Seeds ?? scenario.Seeds, request.BaseSeed, mutant)))],
            jobs, mostAtOnce: 1);
        using Interrupt interrupt = Interrupt.Listen(surroundings.Stop);
        var progress = new Progress(
            surroundings.Error, surroundings.IsTerminal, surroundings.Time, plan.Total);
        var worst = new FirstBadOf(plan, progress);
        try
        {
            await new JobPool(new JobOptions(
                surroundings.Worker, jobs, IsAudit: false, Guard, surroundings.Time))
                .Run(plan, worst, interrupt.Token);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (WorkerStartException error)
        {
            return surroundings.Refuse([error.Message], ExitCode.HarnessFault);
        }
        finally
        {
            progress.Clear();
        }

        var matrix = new MutantMatrix(mutants,
            [.. scenarios.Select(scenario => new MutantRow(
                scenario.Name,
                [.. mutants.Select(mutant => worst.Of(scenario.Name, mutant.Name))]))]);
        surroundings.Out.Write(MatrixText.Of(matrix));
        return ExitCode.Of(matrix.Verdict);
    }

    // The first run, in order, that is not passed decides; no further one is asked for.
    private sealed class FirstBadOf(RunPlan plan, Progress progress) : IRunSink
    {
        private readonly Dictionary<(string Scenario, string Mutant), Verdict> _first = [];

        public Verdict Of(string scenario, string mutant) =>
            _first.GetValueOrDefault((scenario, mutant), Verdict.Pass);

        public void Counted(Placed run) => progress.Count();

        public bool Accept(Placed run)
        {
            Verdict verdict = run.Ran.Result.Verdict;
            if (verdict >= Verdict.Fail && _first.TryAdd(
                (run.Planned.Scenario.Name, run.Planned.Mutant?.Name ?? ""), verdict))
            {
                plan.Enough(run.Planned);
            }

            return true;
        }
    }
}
