using Harness.Reference.Documents;
using Harness.Sim.Faults;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Loading;

/// <summary>
/// Reads the cache that the workers share; every key may be left out, and so may all of it.
/// </summary>
internal static class CacheReader
{
    public static CacheSetup? Read(Field? field, Values values)
    {
        if (values.Map(field, "{ keys: 8, slots: 4, private-keys: 2 }") is not { } fields)
        {
            return null;
        }

        var usual = new CacheSetup();
        Field? privateField = fields.May("private-keys");
        int before = values.Problems.Count;
        var setup = new CacheSetup
        {
            Keys = values.Whole(fields.May("keys"), Limits.CacheKeys) ?? usual.Keys,
            Slots = values.Whole(fields.May("slots"), Limits.CacheSlots) ?? usual.Slots,
            PrivateKeys = values.Whole(privateField, Limits.PrivateKeys) ?? usual.PrivateKeys,
            Pages = values.Whole(fields.May("pages"), Limits.CacheSlots) ?? usual.Pages,
            WriteIn = values.Latency(fields.May("write-in"), Limits.Time) ?? usual.WriteIn,
        };
        fields.Done();

        // Only of values that could be read: a default in place of a bad one contradicts nothing.
        if (values.Problems.Count == before && setup.PrivateKeys > setup.Keys)
        {
            values.Problems.Add(
                privateField?.Value.Place ?? fields.Place,
                FormattableString.Invariant($"'private-keys' is {setup.PrivateKeys}, ")
                + FormattableString.Invariant($"but there are only {setup.Keys} keys"));
        }

        return setup;
    }

    /// <summary>What is of the cache needs one.</summary>
    public static void Check(
        CacheSetup? cache,
        bool isWritten,
        IReadOnlyList<PlacedFault> timeline,
        Field? drawnField,
        IReadOnlyList<DrawnFault> drawn,
        Values values)
    {
        if (cache is not null || isWritten)
        {
            return;
        }

        foreach (PlacedFault fault in timeline.Where(one => IsOfCache(one.Planned.Fault)))
        {
            values.Problems.Add(fault.Place, Missing(fault.Planned.Fault));
        }

        foreach (DrawnFault fault in drawn.Where(one => IsOfCache(one.Template)).Take(1))
        {
            values.Problems.Add(drawnField!.Value.Place, Missing(fault.Template));
        }
    }

    private static bool IsOfCache(Fault fault) => fault.Syntax.Topic == FaultTopic.Cache;

    private static string Missing(Fault fault) =>
        $"'{fault.ToYaml()}' is of a cache, and the scenario has none: add 'cache: {{}}'";
}
