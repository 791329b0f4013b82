using Harness.Properties.Configuration;
using Harness.Reference.Documents;
using Xunit;

namespace Harness.Properties.Hosting.Control;

public sealed class YamlWriterTests
{
    private const int Runs = 3000;
    private const string Odd = "{}[]:,-#&*!|>'\"%@`~?. \t\n\\019ynTRUEnull=<\u00e9\u2028\U0001F600";

    private static readonly DocumentKind _kind = new("document", 64 * 1024, 20);

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        for (int seed = 0; seed < Runs; seed++)
        {
            Node made = Any(new Random(seed), 3);
            string text = YamlWriter.Write(made);
            Node read = Read(text, seed);
            Assert.True(Same(made, read), $"seed {seed}:\n{text}");
            Assert.Equal(text, YamlWriter.Write(read));
        }
    }

    [Fact]
    public void A_configuration_that_was_changed_a_little_reads_back_the_same()
    {
        int good = 0;
        for (int seed = 0; seed < Runs; seed++)
        {
            string text = TextMutation.Of(Configs.Full, new Random(seed), Odd);
            var problems = new ProblemList("");
            if (new YamlReader(_kind, text, problems).Read() is { } node && problems.Count == 0)
            {
                good++;
                Assert.True(Same(node, Read(YamlWriter.Write(node), seed)), $"seed {seed}");
            }
        }

        Assert.InRange(good, Runs / 10, Runs);
    }

    [Fact]
    public void A_part_that_was_refused_is_not_written() => Assert.Throws<ArgumentException>(
        () => YamlWriter.Write(new RefusedNode(Place.Start)));

    private static Node Read(string text, int seed)
    {
        var problems = new ProblemList("");
        Node? node = new YamlReader(_kind, text, problems).Read();
        Assert.True(
            node is not null && problems.Count == 0,
            $"seed {seed}: {string.Join("; ", problems.ByPlace())} in\n{text}");
        return node;
    }

    // A text may lose its quotes, and what had none may get some where nothing reads it otherwise:
    // what counts is what it says, and whether it is a number, a truth or nothing.
    private static bool Same(Node left, Node right) => (left, right) switch
    {
        (ScalarNode a, ScalarNode b) => a.IsNothing ? b.IsNothing
            : a.Text == b.Text && (a.IsPlain == b.IsPlain || !IsTyped(a)) && !b.IsNothing,
        (ListNode a, ListNode b) => a.Items.Count == b.Items.Count
            && a.Items.Zip(b.Items, Same).All(same => same),
        (MapNode a, MapNode b) => a.Fields.Count == b.Fields.Count
            && a.Fields.Zip(b.Fields, (x, y) => x.Key == y.Key && Same(x.Value, y.Value))
                .All(same => same),
        _ => false,
    };

    private static bool IsTyped(ScalarNode scalar) => scalar.Text is "true" or "false" or "null"
        || (scalar.Text.Length > 0 && scalar.Text.All(char.IsAsciiDigit));

    private static Node Any(Random random, int depth) => random.Next(depth == 0 ? 2 : 4) switch
    {
        0 => new ScalarNode(Place.Start, Text(random), false),
        1 => new ScalarNode(
            Place.Start, new[] { "12", "-3", "true", "null", "5s", "1.5e3" }[random.Next(6)], true),
        2 => new ListNode(
            Place.Start,
            [.. Enumerable.Range(0, random.Next(4)).Select(_ => Any(random, depth - 1))]),
        _ => new MapNode(
            Place.Start,
            [.. Enumerable.Range(0, random.Next(4)).Select(_ => new Field(
                $"k{Text(random).Replace("\n", "", StringComparison.Ordinal)}",
                Place.Start,
                Any(random, depth - 1)))]),
    };

    private static string Text(Random random)
    {
        string all = "abc /" + Odd.Replace("\t", "", StringComparison.Ordinal)
            .Replace("\u2028", "", StringComparison.Ordinal)[..^2];
        return string.Concat(
            Enumerable.Range(0, random.Next(8)).Select(_ => all[random.Next(all.Length)]));
    }
}
