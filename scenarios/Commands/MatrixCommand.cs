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
        PlannedScenario[][] planned =
        [
            .. scenarios.Select(scenario => mutants.Select(mutant => new PlannedScenario(
                scenario, request.Seeds ?? scenario.Seeds, request.BaseSeed, mutant)).ToArray()),
        ];
        var plan = new RunPlan([.. planned.SelectMany(row => row)], jobs, mostAtOnce: 1);
        using Interrupt interrupt = Interrupt.Listen(surroundings.Stop);
        var progress = new Progress(
            surroundings.Error, surroundings.IsTerminal, surroundings.Time, plan.Total);
        var worst = new FirstBadOf(plan, progress);
        bool isInterrupted = false;
        try
        {
            await new JobPool(new JobOptions(
                surroundings.Worker, jobs, IsAudit: false, Guard, surroundings.Time))
                .Run(plan, worst, interrupt.Token);
        }
        catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
        {
            isInterrupted = true;
        }
        catch (WorkerStartException error)
        {
            return surroundings.Refuse([error.Message], ExitCode.HarnessFault);
        }
        finally
        {
            progress.Clear();
        }

        MutantRow[] rows =
        [
            .. scenarios.Select((scenario, index) => new MutantRow(
                scenario.Name, [.. planned[index].Select(worst.Of)])),
        ];
        var matrix = new MutantMatrix(mutants, rows);
        if (!isInterrupted)
        {
            surroundings.Out.Write(MatrixText.Of(matrix));
            return ExitCode.Of(matrix.Verdict);
        }

        if (rows.Any(row => row.Verdicts.Any(verdict => verdict is not null)))
        {
            surroundings.Out.Write(MatrixText.Of(matrix));
        }

        surroundings.Out.WriteLine(FormattableString.Invariant(
            $"interrupted: {worst.Runs} of at most {plan.Total} runs were made"));
        return ExitCode.Interrupted;
    }

    // The first run, in order, that is not passed decides; no further one is asked for.
    private sealed class FirstBadOf(RunPlan plan, Progress progress) : IRunSink
    {
        private readonly Dictionary<(string Scenario, string Mutant), Verdict> _first = [];
        private readonly Dictionary<(string Scenario, string Mutant), int> _passed = [];

        /// <summary>Runs taken in.</summary>
        public int Runs { get; private set; }

        /// <summary>What is decided; null: some runs are missing, and none was bad.</summary>
        public Verdict? Of(PlannedScenario planned) =>
            _first.TryGetValue(KeyOf(planned), out Verdict bad) ? bad
            : _passed.GetValueOrDefault(KeyOf(planned)) == planned.Runs ? Verdict.Pass : null;

        public void Counted(Placed run) => progress.Count();

        public bool Accept(Placed run)
        {
            Runs++;
            Verdict verdict = run.Ran.Result.Verdict;
            (string Scenario, string Mutant) key = KeyOf(run.Planned);
            if (verdict < Verdict.Fail)
            {
                _passed[key] = _passed.GetValueOrDefault(key) + 1;
            }
            else if (_first.TryAdd(key, verdict))
            {
                plan.Enough(run.Planned);
            }

            return true;
        }

        private static (string Scenario, string Mutant) KeyOf(PlannedScenario planned) =>
            (planned.Scenario.Name, planned.Mutant?.Name ?? "");
    }
}
