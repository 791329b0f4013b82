using Harness.Reports;
using Harness.Scenarios.Jobs;
using Harness.Scenarios.Patches;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Commands;

/// <summary><c>harness matrix</c>: which scenario catches which changed supervisor.</summary>
internal sealed class MatrixCommand(Surroundings surroundings, RunRequest request)
{
    private static readonly TimeSpan MutantGuard = TimeSpan.FromSeconds(20);

    // A changed supervisor may well run for ever: that is known sooner than of a real one.
    private TimeSpan Guard => surroundings.Guard < MutantGuard ? surroundings.Guard : MutantGuard;

    private int Jobs =>
        request.Jobs ?? Math.Clamp(surroundings.Processors, 1, OptionValues.MostJobs);

    // No mutant is run for long enough to win what compiling its hot methods twice costs.
    private WorkerCommand Worker => surroundings.Worker.With("DOTNET_TieredCompilation", "0");

    // What one mutant, or somebody else's, are caught by says nothing about the other scenarios.
    private bool AreAll => request is { Mutant: null, Mutants: null };

    /// <summary>Runs every scenario with every mutant.</summary>
    /// <param name="problems">What is wrong with the request already.</param>
    public async Task<int> Run(List<string> problems)
    {
        IReadOnlyList<Scenario> scenarios = Loaded.Pick(surroundings, request.Patterns, problems);
        IReadOnlyList<Mutant> mutants = request.Mutant is null
            ? MutantNames.All(surroundings, problems)
            : MutantNames.Find(request.Mutant, surroundings, problems) is { } one ? [one] : [];
        if (problems.Count > 0)
        {
            return surroundings.Refuse(problems);
        }

        using Interrupt interrupt = Interrupt.Listen(surroundings.Stop);
        try
        {
            IReadOnlyList<BuiltMutant> built = await MutantBuilds.All(
                surroundings, mutants, Jobs, problems, interrupt.Token);
            return problems.Count > 0
                ? surroundings.Refuse(problems)
                : await Run(scenarios, mutants, built, interrupt.Token);
        }
        catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
        {
            surroundings.Out.WriteLine("interrupted: no runs were made");
            return ExitCode.Interrupted;
        }
        catch (WorkerStartException error)
        {
            return surroundings.Refuse([error.Message], ExitCode.HarnessFault);
        }
    }

    private async Task<int> Run(
        IReadOnlyList<Scenario> scenarios, IReadOnlyList<Mutant> mutants,
        IReadOnlyList<BuiltMutant> built, CancellationToken stop)
    {
        PlannedScenario[][] planned =
        [
            .. built.Select(mutant => scenarios.Select(scenario => new PlannedScenario(
                scenario, request.Seeds ?? scenario.Seeds, request.BaseSeed, mutant)).ToArray()),
        ];
        var plan = new RunPlan([.. planned.SelectMany(row => row)], Jobs, mostAtOnce: 1);
        var progress = new Progress(
            surroundings.Error, surroundings.IsTerminal, surroundings.Time, plan.Total);
        var first = new FirstBad(plan, new MutantProgress(progress, built, scenarios.Count));
        bool isInterrupted = false;
        try
        {
            await new JobPool(new JobOptions(
                Worker, Jobs, IsAudit: false, Guard, surroundings.Time))
                .Run(plan, first, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            isInterrupted = true;
        }
        finally
        {
            progress.Clear();
        }

        MutantRow[] rows =
        [
            .. scenarios.Select((scenario, index) => new MutantRow(
                scenario.Name, [.. planned.Select(row => first.Of(row[index]))])),
        ];
        var matrix = new MutantMatrix(mutants, rows, AreAll);
        if (!isInterrupted || rows.Any(row => row.Cells.Any(cell => cell.Verdict is not null)))
        {
            surroundings.Out.Write(MatrixText.Of(matrix));
        }

        if (isInterrupted)
        {
            surroundings.Out.WriteLine(FormattableString.Invariant(
                $"interrupted: {first.Runs} of at most {plan.Total} runs were made"));
            return ExitCode.Interrupted;
        }

        surroundings.Error.WriteLine(FormattableString.Invariant(
            $"scenarios x mutants: {scenarios.Count} x {mutants.Count}, runs: {first.Runs}, ")
            + FormattableString.Invariant($"time: {progress.Elapsed.TotalSeconds:0} s"));
        return ExitCode.Of(matrix.Verdict);
    }
}
