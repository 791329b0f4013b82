using Harness.Reference.Documents;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Loading;

/// <summary>
/// Reads how the supervisor and the clients are set up; every key may be left out.
/// </summary>
internal static class SetupReader
{
    private static readonly string[] ServicesKeys =
        ["restart-delay", "start-limit", "healthy-after", "starts-at-boot"];

    public static SupervisorSetup Supervisor(Field? field, Values values)
    {
        if (values.Map(field, "{ watchdog-every: 5s }") is not { } fields)
        {
            return new SupervisorSetup();
        }

        SupervisorSetup setup =
            SetupSchema.Supervisor.Read(new SupervisorSetup(), fields, values).Record;
        fields.Done();
        return setup;
    }

    /// <summary>Null: the supervisor's own service manager.</summary>
    public static ServicesSetup? Services(Field? field, Values values)
    {
        if (values.Map(field, "{ kind: external, restart-delay: 1s }") is not { } fields)
        {
            return null;
        }

        var usual = new ServicesSetup();
        Field? kindField = fields.Must("kind");
        ServicesKind? kind = values.Word(kindField, Words.Of<ServicesKind>());
        if (kind == ServicesKind.Embedded)
        {
            fields.Done(key => ServicesKeys.Contains(key)
                ? $"key '{key}' goes with 'kind: external'"
                : null);
            return null;
        }

        var setup = new ServicesSetup
        {
            RestartDelay = values.Time(fields.May("restart-delay"), Limits.Time)
                ?? usual.RestartDelay,
            StartLimit = values.Whole(fields.May("start-limit"), Limits.StartLimit)
                ?? usual.StartLimit,
            HealthyAfter = values.Time(fields.May("healthy-after"), Limits.Time)
                ?? usual.HealthyAfter,
            StartsAtBoot = values.Truth(fields.May("starts-at-boot")) ?? usual.StartsAtBoot,
        };
        fields.Done();
        return kind is null ? null : setup;
    }

    public static ClientSetup Clients(Field? field, Values values)
    {
        ClientSetup usual = ClientSetup.Default;
        if (values.Map(field, "{ count: 2, ask-every: 100ms..1s }") is not { } fields)
        {
            return usual;
        }

        var setup = new ClientSetup(
            values.Whole(fields.May("count"), Limits.Clients) ?? usual.Count,
            values.Latency(fields.May("ask-every"), Limits.Period) ?? usual.AskEvery);
        fields.Done();
        return setup;
    }
}
