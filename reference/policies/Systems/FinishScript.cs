using System.Globalization;
using Harness.Reference.Documents;

namespace Harness.Reference.Policies.Systems;

/// <summary>What a <c>./finish</c> does, of what matters here.</summary>
internal sealed record FinishScript
{
    private const string Forms =
        "expected 'sleep SECONDS', 'exit CODE' or 's6-permafailon SECONDS DEATHS CODES PROG'";

    /// <summary>How long it takes.</summary>
    internal TimeSpan Takes { get; private init; }

    /// <summary>The code that it exits with.</summary>
    internal int Code { get; private init; }

    /// <summary>How many deaths make it exit with 125; 0: it does not count them.</summary>
    internal int Deaths { get; private init; }

    /// <summary>Within how long.</summary>
    internal TimeSpan Within { get; private init; }

    /// <summary>Which deaths.</summary>
    internal ExitSet Codes { get; private init; } = new();

    internal static FinishScript Read(OptionValues values, bool hasPermafail)
    {
        const string Name = "finish";
        string[] words = values.Text(Name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case []:
                return new();
            case ["sleep", var time]:
                NativeTime read = NativeTimes.Read(time, TimeStyle.Seconds);
                if (read.Problem is { } problem)
                {
                    values.Refuse(Name, problem);
                }

                return new() { Takes = read.Value ?? TimeSpan.Zero };
            case ["exit", var code] when Number(code, 255) is { } number:
                return new() { Code = number };
            case ["s6-permafailon", var seconds, var deaths, var codes, _] when hasPermafail
                && Number(seconds, int.MaxValue) is { } within
                && Number(deaths, PolicyLimits.Events) is > 0 and var count:
                return new()
                {
                    Within = TimeSpan.FromSeconds(within),
                    Deaths = count,
                    Codes = CodesOf(values, codes),
                };
            default:
                values.Refuse(
                    Name, hasPermafail ? Forms : "expected 'sleep SECONDS' or 'exit CODE'");
                return new();
        }
    }

    private static ExitSet CodesOf(OptionValues values, string list)
    {
        var set = new ExitSet();
        foreach (string word in list.Split(','))
        {
            if (!set.Add(word, allowsRanges: true))
            {
                values.Refuse(
                    "finish",
                    $"{Words.Quote(word)} is no exit code, no range of them and no signal");
            }
        }

        return set;
    }

    private static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number <= most
            ? number
            : null;
}
