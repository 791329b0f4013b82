using System.Globalization;
using Harness.Sim.Oracles;

namespace Harness.Reports;

/// <summary>What is printed at the end of a run, but for the failures.</summary>
internal static class ScenarioTable
{
    /// <summary>One line per scenario: name, verdict, runs, claims.</summary>
    public static string Of(IReadOnlyList<ScenarioSummary> scenarios) => TableText.Of(
        [new("scenario"), new("verdict"), new("runs", IsNumber: true), new("claims")],
        [.. scenarios.Select(scenario => new[]
        {
            scenario.Name, VerdictWords.Of(scenario.Verdict),
            scenario.Runs.ToString(CultureInfo.InvariantCulture), scenario.ClaimsInWords,
        })]);

    /// <summary>
    /// Which claims were never reached or do not apply, in one line per scenario each; or that all
    /// were reached.
    /// </summary>
    public static string Vacuity(IReadOnlyList<ScenarioSummary> scenarios)
    {
        string[] lines =
        [
            .. scenarios.SelectMany(scenario => (string[])
            [
                .. Line("never reached", scenario.NeverReached, scenario.Name),
                .. Line("not applicable", scenario.NotApplicable, scenario.Name),
            ]),
        ];
        return lines.Length == 0 ? "every claim was reached\n" : string.Concat(lines);
    }

    /// <summary>The worst verdict of all; nothing run is Inconclusive.</summary>
    public static Verdict Worst(IReadOnlyList<ScenarioSummary> scenarios) =>
        scenarios.Count == 0
            ? Verdict.Inconclusive
            : scenarios.Max(scenario => scenario.Verdict);

    private static string[] Line(string what, IEnumerable<string> claims, string scenario)
    {
        string names = string.Join(", ", claims);
        return names.Length == 0 ? [] : [$"{what}: {names} in {scenario}\n"];
    }
}
