using Harness.Sim.Loading;
using Xunit;

namespace Harness.Properties.Loading;

public sealed class All_problems_at_once
{
    private const string FiveMistakes = """
        claim: A worker that crashes comes back
        stands-for: { document: squid, sentence: "Squid should recover" }
        run-for: 5x
        seeds: 20
        workrs:
          - { name: db, policy: { always: { delay: 1s } } }
        supervisor:
          error-threshold: many
        timeline:
          - { at: 5s, crash: db, signal: KIL }
        claims: [ come-back ]
        """;

    [Fact]
    public void Five_mistakes_are_five_problems_in_the_order_of_the_file() => Files.Is(
        Files.Load(FiveMistakes),
        "3:10: '5x' is not a duration: expected a number and a unit of ns, us, ms, s, min, h, d,"
            + " such as 500ms",
        "5:1: unknown key 'workrs': did you mean 'workers'?",
        "8:20: 'error-threshold' is 'many': expected a whole number from 0 to 1000",
        "10:34: 'signal' is 'KIL': did you mean 'KILL'?",
        "11:11: unknown claim 'come-back': did you mean 'comes-back'?");

    [Fact]
    public void A_problem_reads_as_file_line_column_and_message() => Assert.Equal(
        "suite/topic/a-claim.yaml:5:1: unknown key 'workrs': did you mean 'workers'?",
        Files.Load(FiveMistakes).Problems[1].ToString());

    [Fact]
    public void An_empty_set_of_keys_lacks_every_key_that_must_be_there() => Files.Is(
        Files.Load("{}"),
        "1:1: missing key 'workers'",
        "1:1: missing key 'claims'");

    [Fact]
    public void The_same_bytes_give_equal_results_twice()
    {
        Assert.Equal(Files.Load(FiveMistakes).Problems, Files.Load(FiveMistakes).Problems);
        Assert.Equivalent(
            Files.Good(Files.Load(Files.Least)), Files.Good(Files.Load(Files.Least)), strict: true);
    }

    [Fact]
    public void A_problem_of_the_text_hides_none_of_the_keys()
    {
        LoadResult result = Files.Changed("seeds: 20", "seds: 20 # \u202e");
        Files.Is(
            result,
            "4:1: unknown key 'seds': did you mean 'seeds'?",
            "4:12: character U+202E cannot be shown: leave it out");
    }
}
