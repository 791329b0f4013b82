using Harness.Reference.Documents;
using Harness.Reference.Policies.Options;
using Harness.Reference.Policies.Systems;

namespace Harness.Reference.Configuration;

/// <summary>Reads a restart policy: a map with one key, the policy's name.</summary>
public static class PolicyReader
{
    internal const string AlwaysKey = "always";
    internal const string DelayKey = "delay";
    internal const string SquidKey = "squid";
    internal const string FailureLimitKey = "failure-limit";
    internal const string ShortLifeKey = "short-life";
    internal const string RevivalDelayKey = "revival-delay";

    internal const string LikeKey = "like";
    internal const string SystemKey = "system";
    internal const string VersionKey = "version";
    internal const string GranularityKey = "granularity";
    internal const string OptionsKey = "options";

    private static readonly string[] Policies = [AlwaysKey, SquidKey, LikeKey];

    /// <summary>The policy; null if there is none, or if a problem was reported.</summary>
    public static PolicyOptions? Read(Field? field, Values values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Map(field, "{ always: { delay: 1s } }") is not { } fields)
        {
            return null;
        }

        IReadOnlyList<Field> written = fields.Among(Policies);
        if (written.Count == 0)
        {
            fields.Miss(Policies, $"no policy: expected one of {string.Join(", ", Policies)}");
        }

        foreach (Field second in written.Skip(1))
        {
            values.Problems.Add(
                second.Place, $"a second policy, {second.What}: a worker has one");
        }

        fields.Done();
        return written.Count == 0 ? null
            : written[0].Key == AlwaysKey ? Always(written[0], values)
            : written[0].Key == SquidKey ? Squid(written[0], values)
            : Like(written[0], values);
    }

    private static AlwaysOptions? Always(Field field, Values values)
    {
        if (values.Map(field, "{ delay: 1s }") is not { } fields)
        {
            return null;
        }

        TimeSpan? delay = values.Time(fields.Must(DelayKey), ConfigLimits.Time);
        fields.Done();
        return delay is { } known ? new AlwaysOptions(known) : null;
    }

    private static SquidKidOptions? Squid(Field field, Values values)
    {
        if (values.Map(field, "{ failure-limit: 4 }") is not { } fields)
        {
            return null;
        }

        SquidKidOptions usual = SquidKidOptions.Default;
        var options = new SquidKidOptions
        {
            FailureLimit = values.Whole(fields.May(FailureLimitKey), ConfigLimits.FailureLimit)
                ?? usual.FailureLimit,
            ShortLife = values.Time(fields.May(ShortLifeKey), ConfigLimits.SomeTime)
                ?? usual.ShortLife,
            RevivalDelay = values.Time(fields.May(RevivalDelayKey), ConfigLimits.SomeTime)
                ?? usual.RevivalDelay,
        };
        fields.Done();
        return options;
    }

    private static LikeOptions? Like(Field field, Values values)
    {
        int before = values.Problems.Count;
        if (ReadLike(field, values) is not { } like)
        {
            return null;
        }

        PolicyCatalogue.Make(
            new PolicyRequest(like.System.Text, like.Options)
            {
                Version = like.VersionText,
                SlugPlace = like.System.Place,
                VersionPlace = like.VersionPlace,
                OptionsPlace = like.OptionsPlace,
            },
            values.Problems);
        return values.Problems.Count > before
            ? null
            : new LikeOptions(PolicyCatalogue.Find(like.System.Text)!.Slug)
            {
                Version = like.VersionText,
                Granularity = like.Granularity,
                Options = Plain(like.Options),
            };
    }

    internal static IReadOnlyList<LikeOption> Plain(IEnumerable<WrittenOption> options) =>
        [.. options.Select(one => new LikeOption(one.Name, one.Text))];

    /// <summary>
    /// What is said of another supervisor; null if it is not named. Problems are reported.
    /// </summary>
    internal static WrittenLike? ReadLike(Field? field, Values values)
    {
        if (values.Map(field, "{ system: systemd }") is not { } fields)
        {
            return null;
        }

        Field? systemField = fields.Must(SystemKey);
        ScalarNode? system = values.Scalar(systemField);
        Field? versionField = fields.May(VersionKey);
        ScalarNode? version = values.Scalar(versionField);
        Granularity? granularity = values.Word(
            fields.May(GranularityKey), Words.Of<Granularity>());
        Field? optionsField = fields.May(OptionsKey);
        List<WrittenOption> options = OptionsOf(optionsField, values);
        fields.Done();
        if (system is null)
        {
            return null; // nobody knows whose the version and the options are
        }

        if (version is { Text.Length: 0 })
        {
            values.Problems.Add(
                version.Place, $"{versionField!.What} is empty: leave it out for the usual one");
        }

        return new WrittenLike(system, version, granularity ?? Granularity.Ideal, options)
        {
            OptionsPlace = optionsField?.Value.Place ?? system.Place,
        };
    }

    // Their names and values are the other supervisor's: the catalogue knows what is wrong.
    internal static List<WrittenOption> OptionsOf(Field? field, Values values)
    {
        var options = new List<WrittenOption>();
        if (values.Map(field, "{ Restart: on-failure }") is null)
        {
            return options;
        }

        // One that is written twice is reported already.
        foreach (Field option in ((MapNode)field!.Value).Fields.DistinctBy(one => one.Key))
        {
            if (values.Scalar(option) is { } value)
            {
                options.Add(new WrittenOption(option.Key, option.Place, value.Text, value.Place));
            }
        }

        return options;
    }
}

/// <summary>What is said of another supervisor, with its places.</summary>
internal sealed record WrittenLike(
    ScalarNode System, ScalarNode? Version, Granularity Granularity,
    IReadOnlyList<WrittenOption> Options)
{
    public required Place OptionsPlace { get; init; }

    public string VersionText => Version?.Text ?? "";

    public Place VersionPlace => Version?.Place ?? System.Place;
}
