using Harness.Reference.Documents;
using Harness.Reference.Policies;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Loading;

/// <summary>Reads a restart policy: a map with one key, the policy's name.</summary>
internal static class PolicyReader
{
    private static readonly string[] Policies = ["always", "squid"];

    public static PolicySetup? Read(Field? field, Values values)
    {
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
            : written[0].Key == "always" ? Always(written[0], values)
            : Squid(written[0], values);
    }

    private static AlwaysSetup? Always(Field field, Values values)
    {
        if (values.Map(field, "{ delay: 1s }") is not { } fields)
        {
            return null;
        }

        TimeSpan? delay = values.Time(fields.Must("delay"), Limits.Time);
        fields.Done();
        return delay is { } known ? new AlwaysSetup(known) : null;
    }

    private static SquidSetup? Squid(Field field, Values values)
    {
        if (values.Map(field, "{ failure-limit: 4 }") is not { } fields)
        {
            return null;
        }

        SquidKidOptions options = SquidKidOptions.Default;
        options = new SquidKidOptions
        {
            FailureLimit = values.Whole(fields.May("failure-limit"), Limits.FailureLimit)
                ?? options.FailureLimit,
            ShortLife = values.Time(fields.May("short-life"), Limits.SomeTime) ?? options.ShortLife,
            RevivalDelay = values.Time(fields.May("revival-delay"), Limits.SomeTime)
                ?? options.RevivalDelay,
        };
        fields.Done();
        return new SquidSetup(options);
    }
}
