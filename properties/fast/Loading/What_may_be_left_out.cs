using Harness.Reference.Policies.Options;
using Harness.Sim.Loading;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Loading;

/// <summary>Only workers and claims must be said: everything else has a usual value.</summary>
public sealed class What_may_be_left_out
{
    private const string Bare = """
        workers:
          - { name: db }
        claims: [ comes-back ]

        """;

    [Fact]
    public void A_scenario_without_stands_for_is_read()
    {
        LoadResult result = Files.Load(Bare);
        Files.Good(result);
        Assert.Empty(result.Annotations);
    }

    [Fact]
    public void A_claim_that_is_left_out_is_the_files_name() =>
        Assert.Equal("a-claim", Files.Good(Files.Load(Bare)).Claim);

    [Theory]
    [InlineData("my-own", "my-own")]
    [InlineData("a/b/c.d", "c.d")]
    public void The_name_is_that_of_the_file_without_its_folders(string name, string claim) =>
        Assert.Equal(claim, Files.Good(Files.Loader.Load("x.yaml", name, Bare)).Claim);

    [Fact]
    public void Twenty_seeds_of_five_minutes_are_usual()
    {
        Scenario scenario = Files.Good(Files.Load(Bare));
        Assert.Equal(20, scenario.Seeds);
        Assert.Equal(TimeSpan.FromMinutes(5), scenario.RunFor);
    }

    [Fact]
    public void A_worker_without_a_policy_is_started_again_after_a_second() => Assert.Equal(
        new AlwaysOptions(TimeSpan.FromSeconds(1)),
        Assert.Single(Files.Good(Files.Load(Bare)).Workers).Policy);

    [Theory]
    [InlineData("supervisor: { profile: squid }")]
    [InlineData("services: { kind: external }")]
    public void That_policy_is_usual_whoever_supervises(string section) => Assert.Equal(
        WorkerSetup.UsualPolicy,
        Assert.Single(Files.Good(Files.Load(Bare + section)).Workers).Policy);

    [Fact]
    public void A_member_of_a_group_still_has_the_policy_of_its_group() => Assert.Equal(
        MemberOptions.Usual,
        Assert.Single(Files.Good(Files.Load(Bare + """
            groups:
              - { name: tree, like: { system: otp }, members: [{ worker: db }] }
            """)).Workers).Policy);

    [Theory]
    [InlineData("claims: [ comes-back ]", "1:1: missing key 'workers'")]
    [InlineData("workers: [{ name: db }]", "1:1: missing key 'claims'")]
    [InlineData(
        "workers: [{ name: db }]\nclaims: []",
        "2:9: 'claims' is empty: expected at least one claim")]
    [InlineData("workers: [{ name: db }]\nclaims:", "2:8: 'claims' has no value")]
    [InlineData(
        "workers: [{ name: db }]\nclaim: [ comes-back ]",
        "2:8: 'claim' is a list: it must be a single value",
        "1:1: missing key 'claims'")]
    public void Workers_and_claims_must_be_there(string text, params string[] problems) =>
        Assert.Equal(problems.Order(), Files.Of(Files.Load(text)).Order());

    [Theory]
    [InlineData("claim:", "4:7: 'claim' has no value")]
    [InlineData("claim: ''", "4:8: 'claim' is empty: expected a sentence")]
    [InlineData("stands-for:", "4:12: 'stands-for' has no value")]
    [InlineData("run-for:", "4:9: 'run-for' has no value")]
    [InlineData("seeds:", "4:7: 'seeds' has no value")]
    [InlineData("seeds: 0", "4:8: 'seeds' is '0': expected a whole number from 1 to 10000")]
    [InlineData("sedes: 3", "4:1: unknown key 'sedes': did you mean 'seeds'?")]
    [InlineData("runfor: 3s", "4:1: unknown key 'runfor': did you mean 'run-for'?")]
    public void What_is_written_is_not_left_out(string line, string problem) =>
        Files.Is(Files.Load(Bare + line), problem);

    [Theory]
    [InlineData("{ name: db, polcy: { always: { delay: 1s } } }",
        "2:17: unknown key 'polcy': did you mean 'policy'?")]
    [InlineData("{ name: db, policy: }", "2:25: 'policy' has no value")]
    [InlineData("{ name: db, policy: {} }",
        "2:25: no policy: expected one of always, squid, like")]
    [InlineData("{ name: db, policy: { always: {} } }", "2:35: missing key 'delay'")]
    public void A_policy_that_is_written_is_read(string worker, string problem) => Files.Is(
        Files.Load(Bare.Replace("{ name: db }", worker, StringComparison.Ordinal)), problem);

    [Fact]
    public void What_goes_wrong_at_the_end_of_the_usual_run_is_in_it() =>
        Files.Good(Files.Load(Bare + "timeline: [{ at: 5min, crash: db }]"));

    [Fact]
    public void What_goes_wrong_after_the_usual_run_would_never_happen() => Files.Is(
        Files.Load(Bare + "timeline: [{ at: 301s, crash: db }]"),
        "4:18: 'at' is 301s, but the run is over at 5min: it would never happen");

    [Fact]
    public void A_run_of_which_it_is_not_clear_how_long_it_is_has_one_problem() => Files.Is(
        Files.Load(Bare + "run-for: 5x\ntimeline: [{ at: 301s, crash: db }]"),
        "4:10: '5x' is not a duration: expected a number and a unit of ns, us, ms, s, min, h, d,"
            + " such as 500ms");
}
