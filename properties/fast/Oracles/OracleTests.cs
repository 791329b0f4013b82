using System.Reflection;
using Harness.Sim.Oracles;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Oracles;

public class OracleTests
{
    internal static readonly Judgement[] Judgements =
        [
            .. WorkerStories.All, .. SupervisorStories.All, .. ServiceStories.All,
            .. MachineStories.All, .. RecoveryStories.All, .. CacheStories.All,
            .. ChangeStories.All, .. RequestStories.All,
            .. WatchdogStories.All, .. PolicyStories.All, .. GroupStories.All,
        ];

    public static TheoryData<string, string> Sentences => new(
        Judgements.Select(one => (one.Oracle, one.Sentence)));

    public static TheoryData<string> Names => [.. OracleCatalog.All.Select(oracle => oracle.Name)];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void An_oracle_says_of_a_story_what_a_person_would(string oracle, string sentence)
    {
        Judgement judgement = Assert.Single(
            Judgements, one => one.Oracle == oracle && one.Sentence == sentence);
        Finding finding = OracleCatalog.Find(oracle)!.Judge(judgement.Story.View);
        Assert.True(judgement.Verdict == finding.Verdict,
            $"expected {judgement.Verdict}, found {finding.Verdict}: {finding.Because}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_oracle_has_a_story_that_it_passes_one_that_it_fails_and_one_beside_it(
        string oracle) => Assert.Equal(
        [Verdict.Pass, Verdict.Inconclusive, Verdict.Fail],
        Judgements.Where(one => one.Oracle == oracle).Select(one => one.Verdict)
            .Distinct().Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_finding_against_a_run_says_why_and_shows_a_window_inside_of_it(string oracle) =>
        Assert.All(
            Judgements.Where(one => one.Oracle == oracle && one.Verdict == Verdict.Fail),
            one =>
            {
                RunView view = one.Story.View;
                Finding finding = OracleCatalog.Find(oracle)!.Judge(view);
                Assert.NotEmpty(finding.Because);
                Assert.InRange(finding.FirstEvent, 0, finding.LastEvent);
                Assert.InRange(
                    finding.LastEvent, finding.FirstEvent, view.Everything.Count - 1);
            });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_in_which_nothing_happens_reaches_no_oracle(string oracle) => Assert.Equal(
        Verdict.Inconclusive, OracleCatalog.Find(oracle)!.Judge(new Story().View).Verdict);

    [Theory]
    [MemberData(nameof(Names))]
    public void Judging_leaves_the_events_as_they_are(string oracle) => Assert.All(
        Judgements.Where(one => one.Oracle == oracle),
        one =>
        {
            RunView view = one.Story.View;
            (TraceEvent, int)[] before =
                [.. view.Events.Select(happened => (happened, happened.Index))];
            OracleCatalog.Find(oracle)!.Judge(view);
            Assert.Equal(before, view.Events.Select(happened => (happened, happened.Index)));
        });

    // One that is not there would judge nothing, and nobody would see it.
    [Fact]
    public void Every_oracle_is_in_the_catalogue_once() => Assert.Equal(
        typeof(Oracle).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(
                BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(property => property.PropertyType == typeof(Oracle))
            .Select(property => ((Oracle)property.GetValue(null)!).Name)
            .Order(StringComparer.Ordinal),
        OracleCatalog.All.Select(oracle => oracle.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_names_of_the_oracles_are_unique() => Assert.Distinct(
        OracleCatalog.All.Select(oracle => oracle.Name));

    [Fact]
    public void There_is_no_oracle_of_a_name_that_nobody_has() =>
        Assert.Null(OracleCatalog.Find("no-such-oracle"));

    [Fact]
    public void Every_oracle_states_its_claim_and_when_it_is_reached_in_a_sentence() => Assert.All(
        OracleCatalog.All, oracle =>
        {
            Assert.EndsWith(".", oracle.Claim, StringComparison.Ordinal);
            Assert.NotEmpty(oracle.ReachedWhen);
        });
}
