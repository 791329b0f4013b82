using Harness.Reference.Documents;
using Harness.Reference.Policies;

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

    private static readonly string[] Policies = [AlwaysKey, SquidKey];

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
            : Squid(written[0], values);
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
}
