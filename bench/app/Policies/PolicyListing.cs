using System.Text;
using Harness.Reference.Policies.Systems;

namespace Harness.Bench.Policies;

/// <summary>What is modelled, as text.</summary>
internal static class PolicyListing
{
    /// <summary>A line for each system.</summary>
    internal static string OfAll(IReadOnlyList<PolicySystem> systems)
    {
        int width = systems.Max(system => system.Slug.Length);
        var text = new StringBuilder();
        foreach (PolicySystem system in systems)
        {
            text.Append(system.Slug.PadRight(width)).Append("  ").Append(system.Name).Append(" (")
                .AppendJoin(", ", system.Versions).Append(")\n");
        }

        text.Append("\n'policies list SYSTEM' shows the options of one of them.\n");
        return text.ToString();
    }

    /// <summary>One system in full.</summary>
    internal static string Of(PolicySystem system)
    {
        var text = new StringBuilder();
        Line("system", system.Slug);
        Line("name", system.Name);
        Line("also called", string.Join(", ", system.Aliases));
        Line("versions", string.Join(", ", system.Versions)
            + (system.Versions.Count > 1 ? $" (if none is named: {system.UsualVersion})" : ""));
        Line("clock", system.Clock);
        Line("fixed", system.Fixed);
        Line("granularity", system.Granularity);
        Line("deviations", system.Deviations);
        Line("source", system.Source);
        text.Append(system.Options.Count == 0 ? "options      none\n" : "options\n");
        int names = system.Options.Select(one => one.Name.Length).DefaultIfEmpty().Max();
        int defaults = system.Options.Select(one => Shown(one).Length).DefaultIfEmpty().Max();
        foreach (PolicyOption option in system.Options)
        {
            text.Append("  ").Append(option.Name.PadRight(names)).Append("  ")
                .Append(Shown(option).PadRight(defaults)).Append("  ").Append(option.Unit)
                .Append('\n');
        }

        return text.ToString();

        void Line(string word, string value)
        {
            if (value.Length > 0)
            {
                text.Append(word.PadRight(13)).Append(value).Append('\n');
            }
        }
    }

    private static string Shown(PolicyOption option) =>
        option.Default.Length == 0 ? "-" : option.Default;
}
