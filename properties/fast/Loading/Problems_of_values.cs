using Xunit;

namespace Harness.Properties.Loading;

public sealed class Problems_of_values
{
    private const string NoDuration =
        "is not a duration: expected a number and a unit of ns, us, ms, s, min, h, d,"
        + " such as 500ms";

    [Theory]
    [InlineData("1s", 10_000_000)]
    [InlineData("1500ms", 15_000_000)]
    [InlineData("1000000100ns", 10_000_001)]
    [InlineData("1000000.1us", 10_000_001)]
    [InlineData("2.3160000s", 23_160_000)]
    [InlineData("0.5min", 300_000_000)]
    [InlineData("1h", 36_000_000_000)]
    [InlineData("400d", 345_600_000_000_000)]
    [InlineData("3min5s", 1_850_000_000)]
    [InlineData("1h1min", 36_600_000_000)]
    [InlineData("0min7s", 70_000_000)]
    [InlineData("1min90s", 1_500_000_000)]
    [InlineData("1s1.5ms", 10_015_000)]
    [InlineData("1s100ns", 10_000_001)]
    [InlineData("1d2h3min4s5ms6us700ns", 937_840_050_067)]
    public void A_duration_is_read_exactly(string written, long ticks) => Assert.Equal(
        ticks, Files.Good(Files.Changed("run-for: 2min", $"run-for: {written}")).RunFor.Ticks);

    [Theory]
    [InlineData("5x")]
    [InlineData("5")]
    [InlineData("0")]
    [InlineData("s")]
    [InlineData("5 s")]
    [InlineData("5S")]
    [InlineData("+5s")]
    [InlineData(".5s")]
    [InlineData("5.s")]
    [InlineData("1,5s")]
    [InlineData("1e3s")]
    [InlineData("5m")]
    [InlineData("1s..2s")]
    [InlineData("٥s")]
    [InlineData("1000000000000000000000000000000s")]
    [InlineData("3min5")]
    [InlineData("3min 5s")]
    [InlineData("3min5x")]
    [InlineData("3min-5s")]
    [InlineData("3min.5s")]
    [InlineData("minss")]
    [InlineData("--5s")]
    public void What_is_no_duration_is_said_to_be_none(string written) => Files.Is(
        Files.Changed("run-for: 2min", $"run-for: {written}"), $"3:10: '{written}' {NoDuration}");

    [Theory]
    [InlineData("5s3min")]
    [InlineData("3min3min")]
    [InlineData("1h5s3min")]
    [InlineData("0s0s")]
    [InlineData("1ns1us")]
    public void Units_go_from_the_largest_to_the_smallest_once_each(string written) => Files.Is(
        Files.Changed("run-for: 2min", $"run-for: {written}"),
        $"3:10: '{written}' is not a duration: expected its units from the largest to the smallest,"
            + " each of them once, such as 3min5s");

    [Theory]
    [InlineData("1.5min3s")]
    [InlineData("1.0h3s")]
    [InlineData("1h1.5min3s")]
    public void Decimals_are_of_the_last_unit(string written) => Files.Is(
        Files.Changed("run-for: 2min", $"run-for: {written}"),
        $"3:10: '{written}' is not a duration: expected decimals of its last unit only, such as"
            + " 3min5.5s");

    [Theory]
    [InlineData("399d24h", null)]
    [InlineData("400d1us", "3:10: 'run-for' is '400d1us': expected 1s to 400d")]
    [InlineData("1s50ns", "3:10: '1s50ns' cannot be had exactly: expected a multiple of 100ns")]
    [InlineData(
        "99999999999999d99999999h", "3:10: '99999999999999d99999999h' is too long: expected at"
            + " most 400d")]
    public void Several_units_have_the_bounds_of_one(string written, string? problem) =>
        Assert.Equal(
            problem is null ? [] : [problem],
            Files.Of(Files.Changed("run-for: 2min", $"run-for: {written}")));

    [Fact]
    public void Both_ends_of_a_range_may_have_several_units() => Assert.Equal(
        new(TimeSpan.FromSeconds(61.5), TimeSpan.FromSeconds(125)),
        Files.Good(Files.With("clients: { ask-every: 1min1s500ms..2min5s }")).Clients.AskEvery);

    [Fact]
    public void A_minus_is_of_all_units() => Assert.Equal(
        "{ at: 1s, step: wall-clock, by: -90s }",
        Assert.Single(Files.Good(Files.With(
            "timeline: [{ at: 1s, step: wall-clock, by: -1min30s }]")).Timeline).ToYaml());

    [Theory]
    [InlineData("999999999ns", "cannot be had exactly: expected a multiple of 100ns")]
    [InlineData("1.00000005s", "cannot be had exactly: expected a multiple of 100ns")]
    [InlineData("99999999999999999999d", "is too long: expected at most 400d")]
    public void What_no_tick_can_be_is_refused(string written, string problem) => Files.Is(
        Files.Changed("run-for: 2min", $"run-for: {written}"), $"3:10: '{written}' {problem}");

    [Theory]
    [InlineData(
        "run-for: 2min", "run-for: 999ms", "3:10: 'run-for' is '999ms': expected 1s to 400d")]
    [InlineData("run-for: 2min", "run-for: -2s", "3:10: 'run-for' is '-2s': expected 1s to 400d")]
    [InlineData(
        "run-for: 2min", "run-for: 400.1d", "3:10: 'run-for' is '400.1d': expected 1s to 400d")]
    [InlineData(
        "seeds: 20", "seeds: 0", "4:8: 'seeds' is '0': expected a whole number from 1 to 10000")]
    [InlineData(
        "seeds: 20",
        "seeds: 10001",
        "4:8: 'seeds' is '10001': expected a whole number from 1 to 10000")]
    [InlineData(
        "seeds: 20",
        "seeds: 2.0",
        "4:8: 'seeds' is '2.0': expected a whole number from 1 to 10000")]
    [InlineData(
        "seeds: 20",
        "seeds: '20'",
        "4:8: 'seeds' is '\"20\"': expected a whole number from 1 to 10000")]
    [InlineData("seeds: 20", "seeds:", "4:7: 'seeds' has no value")]
    [InlineData("seeds: 20", "seeds: ~", "4:8: 'seeds' has no value")]
    [InlineData("seeds: 20", "seeds: [20]", "4:8: 'seeds' is a list: it must be a single value")]
    [InlineData(
        "count: 2", "count: 0", "7:25: 'count' is '0': expected a whole number from 1 to 200")]
    [InlineData(
        "count: 2", "count: 201", "7:25: 'count' is '201': expected a whole number from 1 to 200")]
    [InlineData(
        "claims: [ comes-back ]",
        "claims: []",
        "8:9: 'claims' is empty: expected at least one claim")]
    [InlineData(
        "claims: [ comes-back ]",
        "claims: comes-back",
        "8:9: 'claims' is a single value: it must be a list")]
    [InlineData(
        "document: squid", "document: squit", "2:25: 'document' is 'squit': did you mean 'squid'?")]
    [InlineData(
        "document: squid",
        "document: nginx",
        "2:25: 'document' is 'nginx': expected one of knot, squid")]
    [InlineData(
        "\"Squid should recover\"", "\" \"", "2:42: 'sentence' is empty: expected a sentence")]
    [InlineData(
        "\"Squid should recover\"",
        "Squid should, when it can, recover",
        "2:56: unknown key 'when it can': a sentence with a comma or a colon needs quotes")]
    [InlineData(
        "claim: A worker that crashes comes back",
        "claim: |\n  a\n  b",
        "1:8: 'claim' has several lines: expected one sentence on one line")]
    [InlineData("{ name: db,", "{ name: Db,", "6:13: 'Db' is not a name: expected lower-case"
        + " letters, digits and hyphens, a letter first and no hyphen last, at most 40")]
    [InlineData(
        "{ name: db,",
        "{ name: any,",
        "6:13: a worker cannot be called 'any': the word stands for something else")]
    [InlineData("{ name: db,", "{ name: db, runs-before: yes,",
        "6:30: 'runs-before' is 'yes': expected true or false")]
    [InlineData("{ name: db,", "{ name: db, starts-in: 2s..1s,",
        "6:28: 'starts-in' is '2s..1s': the least is more than the most")]
    [InlineData("{ name: db,", "{ name: db, starts-in: -1s,",
        "6:28: 'starts-in' is '-1s': expected 0s to 400d")]
    [InlineData("{ name: db,", "{ name: db, silent-after: 0s,",
        "6:31: 'silent-after' is '0s': expected more than 0s, at most 400d")]
    [InlineData("{ always: { delay: 1s } }", "always",
        "6:25: 'policy' is a single value: it must be a set of keys, such as"
        + " { always: { delay: 1s } }")]
    [InlineData("{ always: { delay: 1s } }", "{ alway: { delay: 1s } }",
        "6:27: unknown key 'alway': did you mean 'always'?")]
    [InlineData("{ always: { delay: 1s } }", "{}",
        "6:25: no policy: expected one of always, squid, like")]
    [InlineData("{ always: { delay: 1s } }", "{ always: {} }", "6:35: missing key 'delay'")]
    [InlineData("{ always: { delay: 1s } }", "{ always: { delay: 1s }, squid: {} }",
        "6:50: a second policy, 'squid': a worker has one")]
    public void A_bad_value_is_one_problem_at_its_place(string from, string to, string problem) =>
        Files.Is(Files.Changed(from, to), [.. Expected(from, to, problem)]);

    [Theory]
    [InlineData("seeds: 20", "seeds: 1")]
    [InlineData("seeds: 20", "seeds: 10000")]
    [InlineData("run-for: 2min", "run-for: 400d")]
    [InlineData("count: 2", "count: 199")]
    [InlineData("{ name: db,", "{ name: a2-b, starts-in: 2s..2s,")]
    [InlineData("{ name: db,", "{ name: a123456789b123456789c123456789d12345678,")]
    [InlineData("{ always: { delay: 1s } }", "{ always: { delay: 0s } }")]
    [InlineData("\"Squid should recover\"", "'Squid should, when it can, recover'")]
    [InlineData("claim: A worker that crashes comes back", "claim: >\n  a\n  b")]
    public void A_value_at_its_bound_is_none(string from, string to) =>
        Files.Good(Files.Changed(from, to));

    [Theory]
    [InlineData("clients: { count: 50 }", null)]
    [InlineData(
        "clients: { count: 51 }", "9:19: 'count' is '51': expected a whole number from 0 to 50")]
    [InlineData(
        "clients: { count: -1 }", "9:19: 'count' is '-1': expected a whole number from 0 to 50")]
    [InlineData("clients: { ask-every: 1ms }", null)]
    [InlineData(
        "clients: { ask-every: 0s..1s }", "9:23: 'ask-every' is '0s': expected 1ms to 400d")]
    [InlineData("supervisor: { starts-at: 119.9999999s }", null)]
    [InlineData(
        "supervisor: { starts-at: 2min }",
        "9:26: 'starts-at' is 2min, but the run is over at 2min: expected less")]
    [InlineData("supervisor: { started-again-after: nevr }", "9:36: 'nevr' " + NoDuration)]
    [InlineData(
        "supervisor: { watchdog: 1s }",
        "9:15: unknown key 'watchdog': expected one of starts-at, started-again-after,"
        + " starts-at-boot, watchdog-every, error-threshold, decrease-every, profile, canary-for,"
        + " on-worker-death, when-crippled, stop-within")]
    [InlineData("supervisor:", "9:12: 'supervisor' has no value")]
    public void The_setup_has_bounds_too(string section, string? problem)
    {
        if (problem is null)
        {
            Files.Good(Files.With(section));
        }
        else
        {
            Files.Is(Files.With(section), problem);
        }
    }

    // An unquoted sentence with two commas is two keys too many.
    private static IEnumerable<string> Expected(string from, string to, string problem) =>
        to.Contains("when it can, recover", StringComparison.Ordinal) && from.Length > 0
            ? [problem, "2:69: unknown key 'recover': expected one of document, sentence, also"]
            : [problem];
}
