using System.Text.RegularExpressions;
using Harness.Reports;
using Harness.Sim.Loading;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;

namespace Harness.Properties.Laws;

/// <summary>
/// A whole simulation that nobody wrote: a set-up, what goes wrong in it, and the base seed of its
/// one run. As a text it is a scenario file and the command that runs it.
/// </summary>
internal sealed partial record Plan(Scenario Scenario, string BaseSeed)
{
    /// <summary>The scenario's name, and the name of the file without its ending.</summary>
    internal const string Name = "plan";

    private const string Begin = "---- plan.yaml";
    private const string End = "---- run it with:";

    private static readonly ScenarioLoader Loader =
        new(OracleCatalog.All.Select(oracle => oracle.Name));

    /// <summary>The seed of the run that the command makes.</summary>
    internal ulong Seed => Seeds.OfRun(BaseSeed, Name, 0);

    /// <summary>The scenario as a file.</summary>
    internal string File => ScenarioWriter.Write(Scenario);

    /// <summary>Whether its file is one that can be run.</summary>
    internal bool IsGood => Load(File).Scenario is not null;

    /// <summary>What the loader says of a plan's file.</summary>
    internal static LoadResult Load(string file) => Loader.Load("plan.yaml", Name, file);

    /// <summary>The plan that was printed somewhere in a text.</summary>
    internal static Plan In(string text)
    {
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length + 1;
        string file = text[begin..text.IndexOf(End, begin, StringComparison.Ordinal)];
        return new Plan(
            Load(file).Scenario ?? throw new InvalidOperationException(
                string.Join('\n', Load(file).Problems)),
            BaseSeedIn().Match(text[begin..]).Groups[1].Value);
    }

    /// <summary>Its run.</summary>
    internal RunRecord Run() => ScenarioRunner.Run(new RunInput(Scenario, Seed));

    /// <summary>What a person needs to run it.</summary>
    public override string ToString() => $"a plan\n{Begin}\n{File}{End}\n"
        + "dotnet run -c Release --project scenarios -- run --file plan.yaml"
        + $" --seed {BaseSeed} --seeds 1\n";

    [GeneratedRegex("--seed ([A-Za-z0-9._-]+) ")]
    private static partial Regex BaseSeedIn();
}
