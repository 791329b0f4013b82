using System.Text;
using Harness.Sim.Oracles;
using Harness.Sim.Running;

namespace Harness.Reports;

/// <summary>
/// A failed run as a block of text: everything that is needed to believe and replay it.
/// </summary>
internal static class FailureText
{
    /// <summary>What replays a run, before its token.</summary>
    public const string ReplayCommand = "dotnet run -c Release --project scenarios -- replay ";

    /// <summary>The block; nothing for a run without a failure.</summary>
    public static string Of(string scenario, SeedResult run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Failure is not { } failure)
        {
            return "";
        }

        var text = new StringBuilder();
        text.Append(VerdictWords.Of(run.Verdict)).Append(": ").Append(scenario).Append('\n');
        Line("claim", $"{failure.Claim}: {failure.Sentence}");
        Line("because", failure.Because);
        string[] others =
        [
            .. run.Claims
                .Where(claim => claim.Verdict >= Verdict.Fail && claim.Name != failure.Claim)
                .Select(claim => claim.Name),
        ];
        if (others.Length > 0)
        {
            Line("also", string.Join(", ", others));
        }

        Block("events", [.. EventWindow.Lines(failure.Window), .. failure.Notes]);
        Block("faults", [.. failure.Faults.Select(fault => "- " + fault)]);
        Line("seed", run.Seed);
        Line("digest", run.Digest.Length > 0 ? run.Digest : "none: the run did not end");
        Line("replay", ReplayCommand + run.Token);
        return text.ToString();

        void Line(string name, string value) =>
            text.Append("  ").Append(name.PadRight(8)).Append(OneLine.Of(value)).Append('\n');

        void Block(string name, IReadOnlyList<string> lines)
        {
            if (lines.Count == 0)
            {
                Line(name, "none");
                return;
            }

            text.Append("  ").Append(name).Append('\n');
            foreach (string line in lines)
            {
                text.Append("    ").Append(OneLine.Of(line)).Append('\n');
            }
        }
    }

    /// <summary>All blocks of a scenario that are shown, and how many more there are.</summary>
    public static string Of(ScenarioSummary scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var text = new StringBuilder();
        foreach (SeedResult run in scenario.Shown)
        {
            text.Append(Of(scenario.Name, run)).Append('\n');
        }

        if (scenario.NotShown > 0)
        {
            text.Append(FormattableString.Invariant(
                $"{scenario.Name}: {scenario.NotShown} more runs did not pass\n\n"));
        }

        return text.ToString();
    }
}
