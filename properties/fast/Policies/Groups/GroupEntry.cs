using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Properties.Policies.Groups;

/// <summary>What was done, when.</summary>
internal readonly record struct GroupEntry(Instant At, GroupAct Act)
{
    internal double Seconds => (At - Instant.Zero).TotalSeconds;

    internal string Text(IReadOnlyList<string> names) => Act.Verb == GroupVerb.EndAll
        ? "end"
        : $"{Act.Verb.ToString().ToLowerInvariant()} {names[Act.Member]}";
}
