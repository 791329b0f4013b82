using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Loading;

public sealed class Problems_of_the_cache
{
    [Fact]
    public void A_scenario_without_one_has_none() =>
        Assert.Null(Files.Good(Files.Load(Files.Least)).Cache);

    [Fact]
    public void An_empty_section_is_a_usual_one() => Assert.Equal(
        new CacheSetup(), Files.Good(Files.With("cache: {}\n")).Cache);

    [Fact]
    public void Every_key_is_read() => Assert.Equal(
        new CacheSetup
        {
            Keys = 9,
            Slots = 3,
            PrivateKeys = 1,
            Pages = 7,
            WriteIn = new LatencyRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)),
        },
        Files.Good(Files.With(
            "cache: { keys: 9, slots: 3, private-keys: 1, pages: 7, write-in: 1s..2s }\n")).Cache);

    [Fact]
    public void What_a_death_and_a_pause_cost_is_read()
    {
        SupervisorSetup setup = Files.Good(Files.With(
            "supervisor: { on-worker-death: end, when-crippled: stop }\n")).Supervisor;
        Assert.Equal(
            (Harness.Reference.Ports.OnWorkerDeath.End,
                Harness.Reference.Ports.WhenCrippled.Stop),
            (setup.OnWorkerDeath, setup.WhenCrippled));
    }

    [Theory]
    [InlineData("keys: 0", "9:16: 'keys' is '0': expected a whole number from 1 to 1000")]
    [InlineData("slots: 1001", "9:17: 'slots' is '1001': expected a whole number from 1 to 1000")]
    [InlineData("slot: 3", "9:10: unknown key 'slot': did you mean 'slots'?")]
    [InlineData(
        "keys: 3, private-keys: 4", "9:33: 'private-keys' is 4, but there are only 3 keys")]
    [InlineData("keys: 1", "9:8: 'private-keys' is 2, but there are only 1 keys")]
    public void Each_problem_has_its_place(string keys, string problem) =>
        Files.Is(Files.With($"cache: {{ {keys} }}\n"), problem);

    [Fact]
    public void As_many_private_keys_as_keys_are_borne() =>
        Files.Good(Files.With("cache: { keys: 3, private-keys: 3 }\n"));

    [Fact]
    public void What_goes_wrong_in_a_cache_needs_one()
    {
        const string Sections = """
            timeline:
              - { at: 5s, corrupt-entry: cache }
              - { at: 6s, corrupt-worker: db }
            drawn:
              - { stale-reply: any, when: 1s..2s }

            """;
        Files.Good(Files.With("cache: {}\n" + Sections));
        Files.Is(
            Files.With(Sections),
            "10:5: 'corrupt-entry: cache' is of a cache, and the scenario has none: add"
            + " 'cache: {}'",
            "11:5: 'corrupt-worker: db' is of a cache, and the scenario has none: add"
            + " 'cache: {}'",
            "13:3: 'stale-reply: any' is of a cache, and the scenario has none: add"
            + " 'cache: {}'");
    }

    [Theory]
    [InlineData(
        "corrupt-entry: db", "11:30: 'corrupt-entry' is 'db': expected cache; there is one")]
    [InlineData("stall-writes: cache", "11:5: missing key 'for'")]
    [InlineData("corrupt-transaction: db", "11:5: missing key 'stage'")]
    [InlineData(
        "corrupt-transaction: db, stage: storng",
        "11:47: 'stage' is 'storng': did you mean 'storing'?")]
    [InlineData("fail-service: dv", "11:29: unknown worker 'dv': did you mean 'db'?")]
    [InlineData(
        "fail-access-checks: db, times: 0",
        "11:46: 'times' is '0': expected a whole number from 1 to 1000")]
    [InlineData("hang: db, stage: storing", "11:25: key 'stage' does not go with 'hang'")]
    public void A_fault_of_the_cache_has_its_problems(string fault, string problem) => Files.Is(
        Files.With($"cache: {{}}\ntimeline:\n  - {{ at: 5s, {fault} }}\n"),
        problem);
}
