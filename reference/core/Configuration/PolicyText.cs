using System.Text.RegularExpressions;
using Harness.Reference.Documents;
using Harness.Reference.Policies;

namespace Harness.Reference.Configuration;

/// <summary>The policy of another supervisor as a document says it, on one line.</summary>
public static partial class PolicyText
{
    /// <summary>What is as usual is left out.</summary>
    public static string Of(LikeOptions like)
    {
        ArgumentNullException.ThrowIfNull(like);
        var pairs = new List<string> { Pair(PolicyReader.SystemKey, Word(like.System)) };
        if (like.Version.Length > 0)
        {
            pairs.Add(Pair(PolicyReader.VersionKey, Yaml.Quoted(like.Version)));
        }

        if (like.Granularity != Granularity.Ideal)
        {
            pairs.Add(Pair(PolicyReader.GranularityKey, Yaml.Of(like.Granularity)));
        }

        if (like.Options.Count > 0)
        {
            pairs.Add(Pair(PolicyReader.OptionsKey, Map(like.Options.Select(
                option => Pair(Word(option.Name), Yaml.Quoted(option.Value))))));
        }

        return Map([Pair(PolicyReader.LikeKey, Map(pairs))]);
    }

    private static string Map(IEnumerable<string> pairs) => $"{{ {string.Join(", ", pairs)} }}";

    private static string Pair(string key, string value) => $"{key}: {value}";

    private static string Word(string text) =>
        IsSimple().IsMatch(text) ? text : Yaml.Quoted(text);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.-]*( [A-Za-z0-9_.-]+)*\z")]
    private static partial Regex IsSimple();
}
