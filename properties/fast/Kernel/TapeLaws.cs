using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

/// <summary>The text of a tape says exactly one tape, and a tape has exactly one text.</summary>
public class TapeLaws
{
    private const string Alphabet = "SFLVsflv?0123456789abcdefABCDEFx+-., \t\r\n_\0٣ tape1";

    private static readonly Gen<ulong> _word =
        from left in Gen.Choose(0, int.MaxValue)
        from right in Gen.Choose(0, int.MaxValue)
        select ((ulong)left << 33) ^ (ulong)right;

    private static readonly Gen<Choice> _choice =
        from kind in Gen.Elements(Enum.GetValues<ChoiceKind>())
        from actor in Gen.OneOf(_word, Gen.Elements(0UL, 1UL, ulong.MaxValue))
        from ordinal in Gen.OneOf(
            Gen.Choose(0, 200).Select(number => (uint)number), Gen.Elements(0u, uint.MaxValue))
        from value in Gen.OneOf(
            _word.Select(word => (long)word), Gen.Elements(0L, -1L, long.MinValue, long.MaxValue))
        select new Choice(
            new ChoiceId(kind, actor, ordinal), kind == ChoiceKind.Schedule ? 0 : value);

    private static readonly Arbitrary<Choice[]> _choices = Arb.From(
        from count in Gen.Choose(0, 8)
        from choices in _choice.ArrayOf(count)
        select choices,
        choices => Enumerable.Range(0, choices.Length)
            .Select(at => choices.Where((_, i) => i != at).ToArray()));

    [Property]
    public Property What_is_encoded_decodes_to_the_same_tape() =>
        Prop.ForAll(_choices, choices =>
        {
            bool read = TapeCodec.TryDecode(
                TapeCodec.Encode(new Tape(choices)),
                out Tape? tape,
                out IReadOnlyList<string> problems);

            Assert.True(read, string.Join('\n', problems));
            Assert.Equal(choices, tape!.Choices);
            Assert.Null(Tape.FirstDifference(new Tape(choices), tape));
        });

    [Property(MaxTest = 20)]
    public Property Every_change_of_one_character_is_refused_with_its_line_or_is_another_tape() =>
        Prop.ForAll(_choices, choices =>
        {
            string text = TapeCodec.Encode(new Tape(choices));
            for (int at = 0; at < text.Length; at++)
            {
                foreach (char put in Alphabet.Where(letter => letter != text[at]))
                {
                    Judge(choices, string.Concat(text.AsSpan(0, at), [put], text.AsSpan(at + 1)));
                }

                Judge(choices, text.Remove(at, 1));
                Judge(choices, text.Insert(at, "0"));
            }
        });

    [Fact]
    public void Every_bad_line_is_listed()
    {
        bool read = TapeCodec.TryDecode(
            "tape v2\nS 0000000000000001 1\nX\nL 1 2 3", out Tape? tape,
            out IReadOnlyList<string> problems);

        Assert.False(read);
        Assert.Null(tape);
        Assert.Equal(
            ["line 1: expected 'tape v1'",
            "line 4: expected a line end after the last choice",
            "line 3: expected KIND ACTOR ORDINAL [VALUE], such as 'L 00c0ffee00c0ffee 7 1500'"],
            problems);
    }

    [Fact]
    public void The_first_difference_of_two_tapes_is_where_they_part()
    {
        var choice = new Choice(new ChoiceId(ChoiceKind.Value, 1, 0), 5);
        var left = new Tape([choice, choice, choice]);

        Assert.Equal(1, Tape.FirstDifference(left, new Tape([choice, choice with { Value = 6 }])));
        Assert.Equal(2, Tape.FirstDifference(left, new Tape([choice, choice])));
    }

    private static void Judge(Choice[] original, string text)
    {
        if (TapeCodec.TryDecode(text, out Tape? tape, out IReadOnlyList<string> problems))
        {
            Assert.NotEqual(original, tape.Choices);
            Assert.Equal(text, TapeCodec.Encode(tape));
        }
        else
        {
            Assert.NotEmpty(problems);
            Assert.All(problems, problem => Assert.Matches(@"^line \d+: expected ", problem));
        }
    }
}
