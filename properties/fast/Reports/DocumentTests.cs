using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Harness.Properties.Commands;
using Harness.Reports;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Xunit;

namespace Harness.Properties.Reports;

public sealed class DocumentTests
{
    private const string Hostile =
        "]]> <b>&amp;| ``` \u0000\u0001\u001b[31m\ud800 \udc00\ufffe\r\n\u0085 \"quoted\" 😀 é";

    [Fact]
    public void Results_have_exactly_the_fields_of_the_schema()
    {
        using var json = JsonDocument.Parse(Results(Result("t/s", "because")));
        JsonElement root = json.RootElement;
        Assert.Equal(["schemaVersion", "harnessVersion", "scenarios"], Names(root));
        JsonElement scenario = root.GetProperty("scenarios")[0];
        Assert.Equal(["name", "claims", "verdict", "seeds"], Names(scenario));
        Assert.Equal(["name", "verdict", "reached"], Names(scenario.GetProperty("claims")[0]));
        Assert.Equal(
            ["seed", "verdict", "digest", "steps", "virtualMs", "token"],
            Names(scenario.GetProperty("seeds")[0]));
        Assert.Equal("Fail", scenario.GetProperty("verdict").GetString());
        Assert.Equal(1, root.GetProperty("schemaVersion").GetInt32());
    }

    [Fact]
    public void Results_without_scenarios_are_a_document_too()
    {
        using var json = JsonDocument.Parse(Results());
        Assert.Equal(0, json.RootElement.GetProperty("scenarios").GetArrayLength());
    }

    [Fact]
    public void Results_are_json_whatever_a_name_holds()
    {
        using var json = JsonDocument.Parse(Results(Result(Hostile, Hostile)));
        Assert.Equal(
            OneLine.Of(Hostile),
            json.RootElement.GetProperty("scenarios")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Junit_is_well_formed_whatever_a_failure_says()
    {
        XDocument xml = Junit(Summary("t/" + Hostile, Hostile));
        XElement failure = xml.Root!.Element("testsuite")!.Element("testcase")!.Element("failure")!;
        Assert.Contains("]]> <b>&amp;|", failure.Value, StringComparison.Ordinal);
        Assert.Contains("😀 é", failure.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(failure.Value, unit => char.IsControl(unit) && unit != '\n');
    }

    [Fact]
    public void Junit_has_a_suite_for_each_topic_and_counts_what_did_not_pass()
    {
        ScenarioSummary fail = Summary("squid/a", "x");
        XDocument xml = Junit(
            Summary("knot/b", "x") with { Verdict = Verdict.HarnessFault }, fail,
            fail with { Name = "squid/c", Verdict = Verdict.Pass, Shown = [] },
            fail with { Name = "squid/d", Verdict = Verdict.Inconclusive, Shown = [] });
        Assert.Equal(
            ["knot 1 0 1", "squid 3 2 0"],
            xml.Root!.Elements("testsuite").Select(suite => string.Join(' ',
                suite.Attributes().Select(attribute => attribute.Value))));
        Assert.Equal("squid/c", (string?)xml.Descendants("testcase")
            .Single(test => !test.HasElements).Attribute("name"));
    }

    [Fact]
    public void A_summary_keeps_hostile_text_within_its_fence_and_its_cell()
    {
        string[] lines = SummaryMarkdown.Of([Summary("t/|", Hostile)]).Split('\n');
        Assert.Contains("| t/\\| | This one |. | Fail | 1 | 1 fail |"
            .Replace("one |", "one \\|", StringComparison.Ordinal), lines);
        Assert.Equal(2, lines.Count(line => line.StartsWith("````", StringComparison.Ordinal)));
    }

    [Fact]
    public void Failures_of_a_scenario_are_shown_once_for_each_claim_and_three_at_most()
    {
        SeedResult[] seeds =
        [
            .. new[] { "a", "a", "b", "c", "d" }.Select(claim => Seed("x") with
            {
                Failure = new FailureReport(claim, "", "", [], []),
            }),
        ];
        ScenarioSummary summary = ScenarioSummary.Of(
            FakeSuite.Make("t/s"), new ScenarioResult("t/s", Verdict.Fail, [], seeds));
        Assert.Equal(["a", "b", "c"], summary.Shown.Select(run => run.Failure!.Claim));
        Assert.Contains(
            "t/s: 2 more runs did not pass", FailureText.Of(summary), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_names_the_other_claims_that_failed_in_its_run()
    {
        SeedResult seed = Seed("x") with
        {
            Claims =
            [
                new SeedClaim("a", Verdict.Fail, true, true),
                new SeedClaim("b", Verdict.Fail, true, true),
                new SeedClaim("c", Verdict.Pass, true, true),
            ],
        };
        Assert.Contains("  also    b\n", FailureText.Of("t/s", seed), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_lines_its_columns_up()
    {
        Assert.Equal(
            "name    runs\na          1\nlonger    20\n",
            TableText.Of([new("name"), new("runs", true)], [["a", "1"], ["longer", "20"]]));
    }

    private static IEnumerable<string> Names(JsonElement element) =>
        element.EnumerateObject().Select(property => property.Name);

    private static string Results(params ScenarioResult[] scenarios)
    {
        using var stream = new MemoryStream();
        using (var results = new ResultsJson(stream, "0.1.0"))
        {
            foreach (ScenarioResult scenario in scenarios)
            {
                results.Add(scenario);
            }

            results.End();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static XDocument Junit(params ScenarioSummary[] scenarios)
    {
        using var stream = new MemoryStream();
        JunitXml.Write(stream, scenarios);
        stream.Position = 0;
        return XDocument.Load(stream);
    }

    private static ScenarioSummary Summary(string name, string because) =>
        ScenarioSummary.Of(FakeSuite.Make(name), Result(name, because));

    private static ScenarioResult Result(string name, string because) => new(
        name, Verdict.Fail, [new ClaimResult("a", Verdict.Fail, 1)], [Seed(because)]);

    private static SeedResult Seed(string because) => new(
        "00c0ffee00c0ffee", Verdict.Fail, "aa", 12, 34, "t/s@0badf00d:v3:00c0ffee00c0ffee", [],
        new FailureReport("a", "It holds.", because, [], [because]) { Notes = [because] });
}
