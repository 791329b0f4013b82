using Harness.Reference.Documents;
using Harness.Reference.Policies.Systems;

namespace Harness.Reference.Policies.Groups;

/// <summary>Units of systemd that need each other, read from their settings.</summary>
internal static class SystemdGroup
{
    private static readonly PolicySystem Group = SystemdPolicy.System with
    {
        Options = [],
        Source = SystemdPolicy.System.Source + ", src/core/unit-dependency-atom.c,"
            + " src/core/transaction.c, src/core/job.c",
        Deviations = SystemdPolicy.System.Deviations
            + " Requires= and BindsTo= are taken as ordered by After= as well; a start of a"
            + " dependent does not hurry up what it needs.",
    };

    internal static GroupSystem System { get; } = new()
    {
        Group = Group,
        Member = GroupSystem.MemberOf(
            Group, "unit",
            [
                .. SystemdOptions.All,
                new("Requires", "", "names of members"),
                new("BindsTo", "", "names of members"),
                new("After", "", "names of members that it requires or is bound to"),
            ]),
        Make = Read,
    };

    private static GroupPolicy? Read(GroupReading reading)
    {
        SystemdUnitOptions?[] units =
            [.. reading.Members.Select((values, unit) => UnitOf(reading, values, unit))];
        if (!reading.AreGood)
        {
            return null;
        }

        SystemdUnitOptions[] good = [.. units.OfType<SystemdUnitOptions>()];
        for (int unit = 0; unit < good.Length; unit++)
        {
            if (Reaches(good, unit, unit, []))
            {
                reading.Refuse(
                    unit, $"{Words.Quote(reading.Names[unit])} needs itself, by what it needs");
            }
        }

        return reading.AreGood ? GroupPolicy.Of(new SystemdUnits(good)) : null;
    }

    private static SystemdUnitOptions? UnitOf(
        GroupReading reading, OptionValues values, int unit)
    {
        SystemdPolicy? policy = SystemdPolicy.Read(values, reading.Timing);
        IReadOnlyList<int> requires = reading.Named(values, "Requires", ' ');
        IReadOnlyList<int> bindsTo = reading.Named(values, "BindsTo", ' ');
        foreach (int other in reading.Named(values, "After", ' '))
        {
            if (!requires.Contains(other) && !bindsTo.Contains(other))
            {
                values.Refuse(
                    "After",
                    $"{Words.Quote(reading.Names[other])} is in neither Requires nor BindsTo, and"
                    + " an order alone is not modelled");
            }
        }

        // Up to 252 the setting is unknown, and ignored.
        bool isDirect = values.Version != "252" && values.Text("RestartMode") == "direct";
        TimeSpan? patience = values.AreGood
            ? values.Time("TimeoutStopSec", TimeStyle.Systemd)
            : null;
        return policy is null
            ? null
            : new SystemdUnitOptions(
                policy, isDirect, requires, bindsTo,
                patience == TimeSpan.Zero ? null : patience);
    }

    private static bool Reaches(
        SystemdUnitOptions[] units, int from, int to, HashSet<int> seen) =>
        units[from].Requires.Concat(units[from].BindsTo).Any(need => need == to
            || (seen.Add(need) && Reaches(units, need, to, seen)));
}
