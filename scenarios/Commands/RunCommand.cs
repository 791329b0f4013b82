using Harness.Reports;
using Harness.Scenarios.Jobs;
using Harness.Scenarios.Patches;
using Harness.Scenarios.Systems;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Commands;

/// <summary><c>harness run</c>: makes the runs, prints and writes what came of them.</summary>
internal sealed class RunCommand(Surroundings surroundings, RunRequest request)
{
    private readonly int _jobs =
        request.Jobs ?? Math.Clamp(surroundings.Processors, 1, OptionValues.MostJobs);

    /// <summary>Does it all, and returns the exit code.</summary>
    /// <param name="problems">What is wrong with the request already.</param>
    public async Task<int> Run(List<string> problems)
    {
        IReadOnlyList<Scenario> scenarios = Loaded.Pick(surroundings, request.Patterns, problems);
        Mutant? named = MutantNames.Find(request.Mutant, surroundings, problems);
        if (request is { Mutant: not null, System: not null })
        {
            problems.Add($"{HarnessCommand.System} and --mutant: a mutant is one of the reference"
                + " supervisor, expected one of the two");
        }

        BuiltMutant? mutant = problems.Count == 0
            ? MutantNames.Build(named, surroundings, problems) : null;
        if (problems.Count > 0)
        {
            return surroundings.Refuse(problems);
        }

        using Interrupt interrupt = Interrupt.Listen(surroundings.Stop);
        string path = Path.GetFullPath(request.Report, surroundings.Folder);
        try
        {
            using ReportFolder folder = ReportFolder.Open(path);
            return await Run(scenarios, mutant, folder, interrupt.Token);
        }
        catch (ReportRefusedException refused)
        {
            return surroundings.Refuse([refused.Message], ExitCode.CannotCreate);
        }
        catch (SystemRefusedException refused)
        {
            return surroundings.Refuse([refused.Message]);
        }
        catch (WorkerStartException error)
        {
            return surroundings.Refuse([error.Message], ExitCode.HarnessFault);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return surroundings.Refuse(
                [$"the report in {path} cannot be written: {error.Message}"],
                ExitCode.CannotCreate);
        }
    }

    private async Task<int> Run(
        IReadOnlyList<Scenario> scenarios, BuiltMutant? mutant, ReportFolder folder,
        CancellationToken stop)
    {
        var plan = new RunPlan(
            [.. scenarios.Select(scenario => new PlannedScenario(
                scenario, request.Seeds ?? scenario.Seeds, request.BaseSeed, mutant))],
            _jobs);
        var pool = new JobPool(new JobOptions(
            surroundings.Worker, _jobs, request.IsAudit, surroundings.Guard, surroundings.Time));
        var progress = new Progress(
            surroundings.Error, surroundings.IsTerminal, surroundings.Time, plan.Total);
        using FileStream stream = folder.Create(ReportFolder.Results);
        using var results = new ResultsJson(stream, surroundings.Version);
        var collector = new RunCollector(results.Add, progress, request.FailFast);
        bool isInterrupted = false;
        try
        {
            await pool.Run(plan, collector, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            isInterrupted = true;
        }
        finally
        {
            progress.Clear();
        }

        collector.Complete();
        Print(collector, plan.Total, isInterrupted);
        if (isInterrupted)
        {
            return ExitCode.Interrupted;
        }

        results.End();
        results.Dispose();
        stream.Dispose();
        Write(folder, collector, progress.Elapsed);
        return ExitCode.Of(ScenarioTable.Worst(collector.Summaries), request.AllowInconclusive);
    }

    private void Print(RunCollector collector, long total, bool isInterrupted)
    {
        TextWriter writer = surroundings.Out;
        IReadOnlyList<ScenarioSummary> summaries = collector.Summaries;
        writer.Write(ScenarioTable.Of(summaries));
        writer.WriteLine();
        writer.Write(ScenarioTable.Vacuity(summaries));
        writer.WriteLine();
        foreach (ScenarioSummary scenario in summaries)
        {
            writer.Write(FailureText.Of(scenario));
        }

        string[] again =
        [
            .. Words(HarnessCommand.File, request.File),
            .. Words(HarnessCommand.Mutants, request.Mutants),
            .. Words(HarnessCommand.System, request.System?.ToString()),
        ];
        if (again.Length > 0 && summaries.Any(scenario => scenario.Shown.Count > 0))
        {
            writer.WriteLine($"to replay one of these, add: {string.Join(' ', again)}");
        }

        if (collector.Runs < total)
        {
            string why = isInterrupted
                ? "interrupted, so the report was left as it was"
                : "ended by the first failure";
            writer.WriteLine(FormattableString.Invariant(
                $"{why}: {collector.Runs} of {total} runs were made"));
        }

        if (!isInterrupted)
        {
            Verdict worst = ScenarioTable.Worst(summaries);
            writer.WriteLine(FormattableString.Invariant(
                $"{VerdictWords.Of(worst)}: {summaries.Count} scenarios, {collector.Runs} runs")
                + (request.IsAudit ? ", each made twice" : "")
                + $"; report in {request.Report}");
        }
    }

    private static string[] Words(string option, string? value) =>
        value is null ? [] : [option, value];

    private void Write(ReportFolder folder, RunCollector collector, TimeSpan elapsed)
    {
        using (FileStream stream = folder.Create("timings.json"))
        {
            TimingsJson.Write(stream, new Timings(
                _jobs, collector.Runs, (long)elapsed.TotalMilliseconds, collector.Timings));
        }

        using (FileStream stream = folder.Create("junit.xml"))
        {
            JunitXml.Write(stream, collector.Summaries);
        }

        folder.Write("summary.md", SummaryMarkdown.Of(collector.Summaries));
        folder.Commit();
    }
}
