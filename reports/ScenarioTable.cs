using System.Globalization;
using Harness.Sim.Oracles;

namespace Harness.Reports;

/// <summary>What is printed at the end of a run, but for the failures.</summary>
public static class ScenarioTable
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
    /// Which claims were never reached, in one line per scenario; or that all were.
    /// </summary>
    public static string Vacuity(IReadOnlyList<ScenarioSummary> scenarios)
    {
        string[] lines =
        [
            .. scenarios.Where(scenario => scenario.NeverReached.Any()).Select(scenario =>
                $"never reached: {string.Join(", ", scenario.NeverReached)} in {scenario.Name}\n"),
        ];
        return lines.Length == 0 ? "every claim was reached\n" : string.Concat(lines);
    }

    /// <summary>The worst verdict of all; nothing run is Inconclusive.</summary>
    public static Verdict Worst(IReadOnlyList<ScenarioSummary> scenarios) =>
        scenarios.Count == 0
            ? Verdict.Inconclusive
            : scenarios.Max(scenario => scenario.Verdict);
}
