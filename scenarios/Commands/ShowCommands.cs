using Harness.Reference.Documents;
using Harness.Reports;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Commands;

/// <summary>The commands that only look: <c>list</c>, <c>describe</c> and <c>check</c>.</summary>
internal sealed class ShowCommands(Surroundings surroundings)
{
    /// <summary>Every scenario with its claim.</summary>
    public int List()
    {
        var problems = new List<string>();
        IReadOnlyList<Scenario> suite = Loaded.All(surroundings, problems);
        if (problems.Count > 0)
        {
            return surroundings.Refuse(problems);
        }

        surroundings.Out.Write(TableText.Of(
            [new("scenario"), new("claim")],
            [.. suite.Select(scenario => new[] { scenario.Name, scenario.Claim })]));
        return ExitCode.Pass;
    }

    /// <summary>All about one scenario.</summary>
    public int Describe(string name)
    {
        var problems = new List<string>();
        IReadOnlyList<Scenario> suite = Loaded.All(surroundings, problems);
        Scenario? scenario = problems.Count > 0 ? null : Selection.One(suite, name, problems);
        if (scenario is null)
        {
            return surroundings.Refuse(problems);
        }

        surroundings.Out.Write(ScenarioText.Of(scenario, surroundings.Runner.Oracles));
        return ExitCode.Pass;
    }

    /// <summary>Whether files can be read as scenarios.</summary>
    public int Check(IReadOnlyList<string> files)
    {
        int wrong = 0;
        foreach (string file in files)
        {
            IReadOnlyList<Problem> problems = file.Length == 0
                ? [new Problem("FILE", 1, 1, "expected the path of a file")]
                : surroundings.Suite.Check(file, Path.GetFullPath(file, surroundings.Folder));
            wrong += problems.Count == 0 ? 0 : 1;
            foreach (Problem problem in problems)
            {
                surroundings.Error.WriteLine(OneLine.Of(problem.ToString()));
            }
        }

        surroundings.Out.WriteLine(wrong == 0
            ? FormattableString.Invariant($"{files.Count} fine")
            : FormattableString.Invariant($"{files.Count - wrong} fine, {wrong} not"));
        return wrong == 0 ? ExitCode.Pass : ExitCode.Usage;
    }
}
