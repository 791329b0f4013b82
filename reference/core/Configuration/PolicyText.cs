using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Reference.Documents;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Policies.Options;

namespace Harness.Reference.Configuration;

/// <summary>A policy as a document says it, on one line.</summary>
public static partial class PolicyText
{
    /// <summary>
    /// A worker's; of another supervisor's, what is as usual is left out. Empty for the member of a
    /// group: no document says that.
    /// </summary>
    public static string Of(PolicyOptions policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Match(
            always => Map(
            [
                Pair(
                    PolicyReader.AlwaysKey,
                    Map([Pair(PolicyReader.DelayKey, Yaml.Of(always.Delay))])),
            ]),
            squid => Map(
            [
                Pair(PolicyReader.SquidKey, Map(
                [
                    Pair(
                        PolicyReader.FailureLimitKey,
                        squid.FailureLimit.ToString(CultureInfo.InvariantCulture)),
                    Pair(PolicyReader.ShortLifeKey, Yaml.Of(squid.ShortLife)),
                    Pair(PolicyReader.RevivalDelayKey, Yaml.Of(squid.RevivalDelay)),
                ])),
            ]),
            like => Map([Like(like.System, like.Version, like.Granularity, like.Options)]),
            _ => "");
    }

    /// <summary>A group; what is as usual is left out.</summary>
    public static string Of(GroupOptions group)
    {
        ArgumentNullException.ThrowIfNull(group);
        IEnumerable<string> members = group.Members.Select(member => Map(
            [Pair(GroupsReader.WorkerKey, Word(member.Worker)), .. Options(member.Options)]));
        return Map(
        [
            Pair(ConfigKeys.Name, Word(group.Name)),
            Like(group.System, group.Version, group.Granularity, group.Options),
            Pair(GroupsReader.MembersKey, $"[{string.Join(", ", members)}]"),
        ]);
    }

    private static string Like(
        string system, string version, Granularity granularity, IReadOnlyList<LikeOption> options)
    {
        var pairs = new List<string> { Pair(PolicyReader.SystemKey, Word(system)) };
        if (version.Length > 0)
        {
            pairs.Add(Pair(PolicyReader.VersionKey, Yaml.Quoted(version)));
        }

        if (granularity != Granularity.Ideal)
        {
            pairs.Add(Pair(PolicyReader.GranularityKey, Yaml.Of(granularity)));
        }

        pairs.AddRange(Options(options));
        return Pair(PolicyReader.LikeKey, Map(pairs));
    }

    private static IEnumerable<string> Options(IReadOnlyList<LikeOption> options) =>
        options.Count == 0 ? [] :
        [
            Pair(PolicyReader.OptionsKey, Map(options.Select(
                option => Pair(Word(option.Name), Yaml.Quoted(option.Value))))),
        ];

    private static string Map(IEnumerable<string> pairs) => $"{{ {string.Join(", ", pairs)} }}";

    private static string Pair(string key, string value) => $"{key}: {value}";

    private static string Word(string text) =>
        IsSimple().IsMatch(text) ? text : Yaml.Quoted(text);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.-]*( [A-Za-z0-9_.-]+)*\z")]
    private static partial Regex IsSimple();
}
