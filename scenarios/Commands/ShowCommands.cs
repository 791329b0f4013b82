using Harness.Reference.Configuration;
using Harness.Reference.Documents;
using Harness.Reports;
using Harness.Scenarios.Files;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Commands;

/// <summary>
/// The commands that only look: <c>list</c>, <c>describe</c>, <c>check</c> and <c>check-config</c>.
/// </summary>
internal sealed class ShowCommands(Surroundings surroundings)
{
    /// <summary>The scenarios that the patterns match, with their claims.</summary>
    public int List(IReadOnlyList<string> patterns)
    {
        var problems = new List<string>();
        IReadOnlyList<Scenario> suite = Loaded.Pick(surroundings, patterns, problems);
        if (problems.Count > 0)
        {
            return surroundings.Refuse(problems);
        }

        surroundings.Out.Write(TableText.Of(
            [new("scenario"), new("claim")],
            [.. suite.Select(scenario => new[] { scenario.Name, scenario.Claim })]));
        return ExitCode.Pass;
    }

    /// <summary>All about one scenario: that of the name, or the only one.</summary>
    public int Describe(string? name)
    {
        var problems = new List<string>();
        IReadOnlyList<LoadedScenario> files = Loaded.Files(surroundings, problems);
        Scenario? scenario = problems.Count > 0 ? null
            : Selection.One([.. files.Select(file => file.Scenario)], name ?? "*", problems);
        if (scenario is null)
        {
            return surroundings.Refuse(problems);
        }

        surroundings.Out.Write(ScenarioText.Of(
            scenario,
            surroundings.Runner.Oracles,
            [.. files.First(file => file.Scenario == scenario).Annotations
                .SelectMany(said => said.Description)]));
        return ExitCode.Pass;
    }

    /// <summary>Whether files can be read as scenarios.</summary>
    public int Check(IReadOnlyList<string> files)
    {
        int wrong = 0;
        foreach (string file in files)
        {
            bool isFine = Tell(file.Length == 0
                ? NoPath
                : surroundings.Suite.Check(file, Path.GetFullPath(file, surroundings.Folder)));
            wrong += isFine ? 0 : 1;
        }

        surroundings.Out.WriteLine(wrong == 0
            ? FormattableString.Invariant($"{files.Count} fine")
            : FormattableString.Invariant($"{files.Count - wrong} fine, {wrong} not"));
        return wrong == 0 ? ExitCode.Pass : ExitCode.Usage;
    }

    /// <summary>Whether files can be read as configurations of the supervisor.</summary>
    public int CheckConfig(IReadOnlyList<string> files)
    {
        bool areFine = true;
        foreach (string file in files)
        {
            if (Tell(file.Length == 0 ? NoPath : ProblemsOfConfig(file)))
            {
                surroundings.Out.WriteLine($"{OneLine.Of(file)}: OK");
            }
            else
            {
                areFine = false;
            }
        }

        return areFine ? ExitCode.Pass : ExitCode.Usage;
    }

    private static IReadOnlyList<Problem> NoPath =>
        [new Problem("FILE", 1, 1, "expected the path of a file")];

    private IReadOnlyList<Problem> ProblemsOfConfig(string file)
    {
        var problems = new ProblemList(file);
        byte[]? bytes = SourceFile.Read(
            Path.GetFullPath(file, surroundings.Folder),
            SupervisorConfigReader.MostBytes,
            problems);
        return bytes is null ? problems.ByPlace() : SupervisorConfigReader.Check(file, bytes);
    }

    /// <summary>Tells all problems; gives whether there are none.</summary>
    private bool Tell(IReadOnlyList<Problem> problems)
    {
        foreach (Problem problem in problems)
        {
            surroundings.Error.WriteLine(OneLine.Of(problem.ToString()));
        }

        return problems.Count == 0;
    }
}
