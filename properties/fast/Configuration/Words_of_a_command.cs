using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Configuration;
using Xunit;

namespace Harness.Properties.Configuration;

public sealed class Words_of_a_command
{
    private const string Odd = "ab /'\"\\$`*?|&;<>(){}[]~#!=-\t\n\u00e9\U0001f600";

    [Theory]
    [InlineData("a", "a")]
    [InlineData("  /bin/a \t b\nc\r\n", "/bin/a", "b", "c")]
    [InlineData("a 'b c' \"d e\"", "a", "b c", "d e")]
    [InlineData("a '' \"\" b", "a", "", "", "b")]
    [InlineData("a b'c d'\"e f\"g", "a", "bc de fg")]
    [InlineData("'/bin/with blanks/a' b", "/bin/with blanks/a", "b")]
    [InlineData("a 'b\\n\"c'", "a", "b\\n\"c")]
    [InlineData("a \"\\\" \\\\ \\$ \\` \\n \\' '\"", "a", "\" \\ $ ` \\n \\' '")]
    [InlineData("a b\\ c \\' \\\" \\\\ \\n \\$", "a", "b c", "'", "\"", "\\", "n", "$")]
    [InlineData("a \\\n b", "a", "\n", "b")]
    [InlineData("a \\", null)]
    [InlineData("a \\\\", "a", "\\")]
    public void Are_split_at_blanks_outside_of_quotes(string command, params string[]? words)
    {
        IReadOnlyList<string>? split = CommandWords.Split(command, out string problem);
        Assert.Equal(words is [null] ? null : words, split);
        Assert.Equal(split is null, problem.Length > 0);
    }

    [Fact]
    public void Are_not_expanded() => Assert.Equal(
        ["a", "$HOME", "${x}", "$(id)", "`id`", "~", "*", "a?", "{b,c}", "|", "c", ">", "d;e",
            "&", "#f"],
        CommandWords.Split("a $HOME ${x} $(id) `id` ~ * a? {b,c} | c > d;e & #f", out _));

    [Theory]
    [InlineData("", "no words: expected a program")]
    [InlineData(" \t\n", "no words: expected a program")]
    [InlineData("'' a", "the first word is empty: expected a program")]
    [InlineData("a 'b",
        "the single quote at character 3 is never closed: expected another one")]
    [InlineData("a \"b'c'",
        "the double quote at character 3 is never closed: expected another one")]
    [InlineData("a \"b\\\"",
        "the double quote at character 3 is never closed: expected another one")]
    [InlineData("a b\\", "a backslash is last: expected the character that it takes")]
    [InlineData("a b\0c", "character 4 is U+0000: no word can hold it")]
    [InlineData("a '\0'", "character 4 is U+0000: no word can hold it")]
    [InlineData("bin/a", "the program is 'bin/a': expected a path that begins with '/', or a name"
        + " without one")]
    [InlineData("./a b", "the program is './a': expected a path that begins with '/', or a name"
        + " without one")]
    public void Are_not_made_of_what_is_none(string command, string expected)
    {
        Assert.Null(CommandWords.Split(command, out string problem));
        Assert.Equal(expected, problem);
    }

    [Property(MaxTest = 1000)]
    public Property Are_the_same_however_they_were_quoted() => ForAll.Of(
        Gen.Choose(0, int.MaxValue),
        seed =>
        {
            var random = new Random(seed);
            string[] words = ["/bin/a", .. Enumerable.Range(0, random.Next(5))
                .Select(_ => Word(random))];
            string command = string.Join(
                ' ', words.Select(word => Quoted(word, random)));
            Assert.Equal(words, CommandWords.Split(command, out _));
        });

    [Property(MaxTest = 1000)]
    public Property Are_at_least_one_or_a_problem_whatever_is_written() => ForAll.Of(
        Gen.Choose(0, int.MaxValue),
        seed =>
        {
            string command = Word(new Random(seed));
            IReadOnlyList<string>? words = CommandWords.Split(command, out string problem);
            Assert.Equal(words is null, problem.Length > 0);
            Assert.True(words is null or { Count: > 0 });
        });

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(8))
        .Select(_ => Odd[random.Next(Odd.Length)]));

    // Each unit of a word is quoted in a way of its own; none of them may be left out of it.
    private static string Quoted(string word, Random random) => word.Length == 0
        ? (random.Next(2) == 0 ? "''" : "\"\"")
        : string.Concat(word.Select(unit => random.Next(3) switch
        {
            0 when unit != '\'' => $"'{unit}'",
            1 => "\"\\$`".Contains(unit, StringComparison.Ordinal)
                ? $"\"\\{unit}\"" : $"\"{unit}\"",
            _ => $"\\{unit}",
        }));
}
