using Harness.Sim.Loading;
using Xunit;

namespace Harness.Properties.Loading;

public sealed class Problems_between_sections
{
    [Theory]
    [InlineData("4.5")]
    [InlineData("0")]
    [InlineData("many")]
    public void A_count_that_cannot_be_read_is_one_problem_whoever_speaks_of_its_workers(
        string count) => Files.Is(
        Files.Load($$"""
            workers: [{ name: api, count: {{count}} }]
            configs: [{ name: good, of: api, count: 3 }]
            timeline:
              - { at: 5s, crash: api-1 }
              - { at: 6s, change: good }
              - { of: api-2, start: 1, after: 1s, hang: api }
            claims: [ comes-back ]
            """),
        $"1:31: 'count' is '{count}': expected a whole number from 1 to 200");

    [Fact]
    public void A_count_that_can_be_read_hides_no_other_problem() => Files.Is(
        Files.Load("""
            workers: [{ name: api, count: 4 }, { name: db }]
            configs: [{ name: good, of: apu, count: 3 }, { name: better, of: db, count: 3 }]
            timeline: [{ at: 5s, crash: api-5 }]
            claims: [ comes-back ]
            """),
        "2:29: unknown group 'apu': did you mean 'api'?",
        "2:41: 'count' of workers that were not counted at first: write a count in 'workers'",
        "2:77: 'count' of workers that were not counted at first: write a count in 'workers'",
        "3:29: unknown worker 'api-5': did you mean 'api-1'?");

    private const string Never = "supervisor: { started-again-after: never }\n";

    private const string SecondLife =
        "timeline:\n  - { life: 2, call: 0, moment: before-answer, hang: db }\n";

    [Fact]
    public void A_worker_named_twice_is_a_problem_also_by_its_number() => Files.Is(
        Files.Changed("claims:", """
              - { name: db, policy: { squid: {} } }
              - { name: web-2, policy: { squid: {} } }
            claims:
            """),
        "8:13: worker 'db' is there already: first on line 6",
        "9:13: worker 'web-2' is there already: first on line 7");

    [Fact]
    public void Two_hundred_workers_are_borne_and_one_more_is_not()
    {
        Files.Good(Files.Changed("count: 2", "count: 199"));
        Files.Is(
            Files.Changed("count: 2", "count: 200"),
            "7:13: 201 workers so far: expected at most 200");
    }

    [Fact]
    public void A_bad_worker_does_not_make_its_name_unknown_elsewhere() => Files.Is(
        Files.Load(Files.Least.Replace("count: 2", "count: x", StringComparison.Ordinal)
            + "timeline:\n  - { at: 1s, hang: web-2 }\n"),
        "7:25: 'count' is 'x': expected a whole number from 1 to 200");

    [Fact]
    public void No_workers_are_a_problem() => Files.Is(
        Files.Load(Files.Least[..Files.Least.IndexOf("workers:", StringComparison.Ordinal)]
            + "workers: []\nclaims: [ comes-back ]\n"),
        "5:10: 'workers' is empty: expected at least one worker");

    [Fact]
    public void Patience_as_long_as_the_longest_start_is_enough_and_a_tick_less_is_not()
    {
        const string Entry = "{ name: db, starts-in: 1s..2s, ready-within: ";
        Files.Good(Files.Changed("{ name: db,", Entry + "2s,"));
        Files.Is(
            Files.Changed("{ name: db,", Entry + "1.9999999s,"),
            "6:50: 'ready-within' is 1999.9999ms, but 'starts-in' is up to 2s: some starts could"
            + " never be in time; allow more, or write never-ready: true");
        Files.Good(Files.Changed("{ name: db,", Entry + "1s, never-ready: true,"));
    }

    [Fact]
    public void A_long_start_contradicts_the_default_patience_too() => Assert.StartsWith(
        "6:5: 'ready-within' is 30s, but 'starts-in' is up to 31s",
        Assert.Single(Files.Of(Files.Changed("{ name: db,", "{ name: db, starts-in: 31s,"))),
        StringComparison.Ordinal);

    [Fact]
    public void A_second_life_needs_somebody_who_starts_it()
    {
        Files.Good(Files.With(SecondLife));
        Files.Is(
            Files.With(Never + SecondLife),
            "11:5: life 2 never comes: 'started-again-after' is never, and nothing reboots");
        Files.Good(Files.With(Never + SecondLife + "  - { at: 1s, reboot: machine, for: 1s }\n"));
    }

    [Fact]
    public void A_thousand_faults_are_borne_and_one_more_is_not()
    {
        const string Drawn = "drawn:\n  - { hang: any, when: 1s, times: 0..999 }\n";
        const string One = "  - { hang: any, when: 1s }\n";
        Files.Good(Files.With(Drawn + One));
        Files.Is(
            Files.With(Drawn + One + One),
            "9:1: up to 1001 faults in a run: expected at most 1000");
    }

    [Fact]
    public void A_claim_made_twice_is_a_problem() => Files.Is(
        Files.Changed("[ comes-back ]", "[ comes-back, { claim: comes-back } ]"),
        "8:32: claim 'comes-back' is made twice: first on line 8");

    [Theory]
    [InlineData("0%")]
    [InlineData("101%")]
    [InlineData("50")]
    [InlineData("0.5%")]
    [InlineData("-1%")]
    public void A_share_is_whole_percents_from_1_to_100(string share) => Files.Is(
        Files.Changed("[ comes-back ]", $"[ {{ claim: comes-back, share: {share} }} ]"),
        $"8:39: 'share' is '{share}': expected 1% to 100%");

    [Theory]
    [InlineData("1%")]
    [InlineData("100%")]
    public void A_share_at_its_bound_is_none(string share) => Files.Good(
        Files.Changed("[ comes-back ]", $"[ {{ claim: comes-back, share: {share} }} ]"));

    [Theory]
    [InlineData("worker: dc", "unknown worker 'dc': did you mean 'db'?", 48)]
    [InlineData("starts: []", "'starts' has 0 entries: expected 1 to 1000", 48)]
    [InlineData("starts: [1s, 1s]", "start 1s is not after 1s: expected them in order", 53)]
    [InlineData("starts: [121s]", "start 121s, but the run is over at 2min", 49)]
    [InlineData("tolerance: -1s", "'tolerance' is '-1s': expected 0s to 400d", 51)]
    public void A_recording_must_fit_the_scenario(string key, string problem, int column)
    {
        string[] usual = ["worker: db", "starts: [1s, 2min]", "tolerance: 0s"];
        string word = key[..key.IndexOf(':', StringComparison.Ordinal)];
        IEnumerable<string> others = usual.Where(one =>
            !one.StartsWith(word, StringComparison.Ordinal));
        string claim = $"{{ claim: starts-as-recorded, {string.Join(", ", others.Prepend(key))} }}";
        Files.Is(
            Files.Changed("[ comes-back ]", $"[ {claim} ]"),
            FormattableString.Invariant($"8:{column}: {problem}"));
    }

    [Fact]
    public void Only_the_claim_about_a_recording_has_one()
    {
        Files.Is(
            Files.Changed("[ comes-back ]", "[ { claim: stays-up, worker: db } ]"),
            "8:30: key 'worker' goes with claim 'starts-as-recorded' only");
        LoadResult bare = Files.Changed("[ comes-back ]", "[ starts-as-recorded ]");
        Assert.StartsWith(
            "8:11: 'starts-as-recorded' needs what was recorded",
            Assert.Single(Files.Of(bare)),
            StringComparison.Ordinal);
    }
}
