using Harness.Reference.Documents;
using Harness.Reference.Ports;
using Harness.Reports;
using Harness.Scenarios.Jobs;
using Harness.Scenarios.Patches;
using Harness.Scenarios.Systems;
using Harness.Sim.Kernel;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Scenarios.Commands;

/// <summary>
/// <c>harness replay</c>: makes one run again, in this process, and shows all of it.
/// </summary>
internal sealed class ReplayCommand(Surroundings surroundings)
{
    /// <summary>Runs what the token names.</summary>
    public int Run(string tokenText, bool withTrace)
    {
        var problems = new List<string>();
        if (RunToken.TryParse(tokenText, out IReadOnlyList<string> wrong) is not { } token)
        {
            return surroundings.Refuse(wrong.Select(problem => $"token: {problem}"));
        }

        IReadOnlyList<Scenario> suite = Loaded.All(surroundings, problems);
        Scenario? scenario = suite.FirstOrDefault(known => known.Name == token.Scenario);
        if (problems.Count == 0 && scenario is null)
        {
            problems.Add($"no scenario is called '{token.Scenario}'"
                + Words.HintOfName(token.Scenario, suite.Select(known => known.Name)));
        }

        Mutant? named = MutantNames.Find(token.Mutant, surroundings, problems);
        BuiltMutant? mutant = problems.Count == 0
            ? MutantNames.Build(named, surroundings, problems) : null;
        if (problems.Count > 0 || scenario is null)
        {
            return surroundings.Refuse(problems);
        }

        SayWhatDiffers(token, scenario);
        surroundings.Error.WriteLine("a run that hangs is not ended here: Ctrl-C");
        surroundings.Error.Flush();
        return Run(scenario, token.Seed, mutant, withTrace);
    }

    private int Run(Scenario scenario, ulong seed, BuiltMutant? mutant, bool withTrace)
    {
        SeedResult result;
        try
        {
            var input = new RunInput(scenario, seed)
            {
                Mutant = mutant?.Name, Recording = Recording.Tape,
            };
            ISystemFactory? system = mutant is not null ? surroundings.Mutants.Make(mutant)
                : surroundings.System is { } type ? SystemLoader.Make(type)
                : null;
            RunRecord run = surroundings.Runner.Run(
                system is null ? input : input with { System = system });
            result = RunReporting.Of(run, surroundings.Runner.Oracles);
            if (withTrace)
            {
                foreach (string line in TraceText.Lines(run.Events))
                {
                    surroundings.Out.WriteLine(line);
                }

                surroundings.Out.WriteLine();
            }

            Print(run, result);
        }
        catch (SystemRefusedException refused)
        {
            return surroundings.Refuse([refused.Message]);
        }
        catch (Exception error)
        {
            // As in a worker: whatever the code under test throws is this run's verdict.
            result = HarnessFaults.Threw(scenario, seed, mutant?.Name, error);
        }

        surroundings.Out.Write(FailureText.Of(scenario.Name, result));
        return ExitCode.Of(result.Verdict);
    }

    private void SayWhatDiffers(RunToken token, Scenario scenario)
    {
        if (token.TraceVersion != RunTrace.Version)
        {
            surroundings.Out.WriteLine(FormattableString.Invariant(
                $"note: the token is of trace version {token.TraceVersion}, this is version ")
                + FormattableString.Invariant($"{RunTrace.Version}: the run may differ"));
        }

        if (token.Hash != scenario.Hash)
        {
            surroundings.Out.WriteLine(
                $"note: the token is of file {token.Hash}, the scenario's file "
                + $"is now {scenario.Hash}: the run may differ");
        }
    }

    private void Print(RunRecord run, SeedResult result)
    {
        TextWriter writer = surroundings.Out;
        writer.WriteLine($"{result.Token}: {VerdictWords.Of(result.Verdict)}");
        writer.WriteLine(FormattableString.Invariant(
            $"digest {result.Digest}, {result.Steps} steps, {run.Events.Count} events, ")
            + FormattableString.Invariant($"{run.Outcome.Tape?.Choices.Count ?? 0} choices, ")
            + FormattableString.Invariant($"{result.VirtualMs} ms of virtual time"));
        writer.WriteLine();
        writer.Write(TableText.Of(
            [new("claim"), new("verdict"), new("named"), new("because")],
            [.. run.Claims.Select(claim => new[]
            {
                claim.Oracle, VerdictWords.Of(claim.Verdict), claim.IsNamed ? "yes" : "no",
                claim.Finding.Because,
            })]));
        writer.WriteLine();
    }
}
