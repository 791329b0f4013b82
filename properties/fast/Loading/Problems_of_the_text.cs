using System.Text;
using Harness.Reference.Documents;
using Xunit;

namespace Harness.Properties.Loading;

public sealed class Problems_of_the_text
{
    [Theory]
    [InlineData("")]
    [InlineData("# only a word\n")]
    public void A_file_without_a_scenario_is_empty(string text) => Files.Is(
        Files.Load(text), "1:1: the file is empty: expected a scenario");

    [Fact]
    public void A_file_of_64_KiB_loads_and_one_byte_more_does_not()
    {
        string full = Files.Least + "#".PadRight((64 * 1024) - Files.Least.Length, '-');
        Files.Good(Files.Load(full));
        Files.Is(
            Files.Load(full + "-"),
            "1:1: the file is larger than 64 KiB: expected a scenario");
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_a_problem_where_they_stand()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("claim: ok\r\nseeds: ü"), 0xff, .. "\n"u8];
        Files.Is(Files.Loader.Load(Files.Path, Files.Name, bytes), "2:9: not UTF-8");
    }

    [Fact]
    public void A_tab_in_an_indent_is_one_problem() => Files.Is(
        Files.With("supervisor:\n\twatchdog-every: 5s\n"),
        "10:1: a tab: indent with spaces");

    [Fact]
    public void A_tab_before_a_comment_is_none() => Files.Good(Files.With("# a\tb\n"));

    [Theory]
    [InlineData("claim: a\u0007b", "1:9: character U+0007 cannot be shown: leave it out")]
    [InlineData("claim: a\rb", "1:9: character U+000D cannot be shown: leave it out")]
    public void A_character_that_hides_is_a_problem(string text, string problem) =>
        Assert.Contains(problem, Files.Of(Files.Load(text)));

    [Fact]
    public void An_escape_cannot_bring_it_in_either() => Files.Is(
        Files.Changed("claim: A worker that crashes comes back", "claim: \"a\\u0007\""),
        "1:8: a character that cannot be shown: leave it out");

    [Theory]
    [InlineData("claim: [", 1, 8)]
    [InlineData("claim: {\nseeds: 1", 1, 8)]
    [InlineData("claim: [{a: b]\nseeds: 1\n", 1, 8)]
    [InlineData("claim: 'a", 1, 8)]
    [InlineData("claim: \"never closed\nseeds: 1\n", 1, 8)]
    [InlineData("claim: a: b", 1, 9)]
    [InlineData("seeds: 1\n  claim: b\n", 2, 8)]
    public void What_is_not_YAML_is_one_problem_with_its_place(string text, int line, int column)
    {
        Problem problem = Assert.Single(Files.Load(text).Problems);
        Assert.StartsWith("not YAML: ", problem.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (problem.Line, problem.Column));
    }

    [Fact]
    public void A_key_that_the_parser_gives_no_value_is_a_problem() => Files.Is(
        Files.Load("supervisor:\n : starts-at: 0s\n  stop-within: 1s\n"),
        "2:3: a key must be a word",
        "3:3: not YAML: a key without a value, or a value without a key");

    [Fact]
    public void Anchors_and_aliases_are_refused() => Files.Is(
        Files.With("supervisor:\n  starts-at: &soon 1s\n  stop-within: *soon\n"),
        "10:14: anchor '&soon': write the value out where it is used",
        "11:16: alias '*soon': write the value out");

    [Fact]
    public void Tags_are_refused() => Files.Is(
        Files.Changed("seeds: 20", "seeds: !!int 20"),
        "4:8: tag 'tag:yaml.org,2002:int': a scenario has no tags");

    [Fact]
    public void A_second_document_is_refused() => Files.Is(
        Files.With("---\nseeds: 1\n"), "9:1: a second document: expected one scenario a file");

    [Fact]
    public void A_key_that_is_no_word_is_refused() => Files.Is(
        Files.With("? [a]\n: b\n"), "9:3: a key must be a word");

    [Fact]
    public void A_key_written_twice_is_refused_wherever_it_is() => Files.Is(
        Files.With("seeds: 3\nsupervisor: { stop-within: 1s, stop-within: 1s }\n"),
        "9:1: key 'seeds' is written twice: first on line 4",
        "10:32: key 'stop-within' is written twice: first on line 10");

    [Fact]
    public void Depth_has_a_bound()
    {
        Files.Is(
            Files.Changed("seeds: 20", "seeds: " + new string('[', 30_000)),
            "4:16: not YAML: nested more than 8 deep: no scenario is");
    }

    [Theory]
    [InlineData("- a\n", "a list")]
    [InlineData("a\n", "a single value")]
    public void A_document_that_is_no_set_of_keys_is_refused(string text, string kind) => Files.Is(
        Files.Load(text), $"1:1: the file is {kind}: expected keys such as 'claim: ...'");

    [Theory]
    [InlineData("topic/a claim")]
    [InlineData("topic/../a")]
    [InlineData("a@b")]
    [InlineData("")]
    public void A_name_that_cannot_stand_in_a_token_is_refused(string name)
    {
        Problem problem = Assert.Single(
            Files.Loader.Load(Files.Path, name, Files.Least).Problems);
        Assert.Contains("cannot name a scenario", problem.Message, StringComparison.Ordinal);
    }
}
