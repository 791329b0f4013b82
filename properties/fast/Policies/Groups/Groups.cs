using Harness.Reference.Documents;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Policies.Systems;
using Xunit;

namespace Harness.Properties.Policies.Groups;

/// <summary>
/// Groups in short words: <c>name=value</c> for options, and members by their names.
/// </summary>
internal static class Groups
{
    internal static GroupRequest Request(
        string slug, string options, params GroupMember[] members) =>
        new(slug, Options(options), members);

    internal static GroupMember Member(string name, string options = "") =>
        new(name, Options(options));

    internal static GroupMember Below(string name, string options, GroupRequest below) =>
        Member(name, options) with { Below = below };

    internal static MadeGroup Make(GroupRequest request, double phaseMs = 0)
    {
        var problems = new ProblemList("group");
        MadeGroup? made = GroupCatalogue.Make(
            request with { Timing = new(TimeSpan.FromMilliseconds(phaseMs), false) }, problems);
        Assert.Empty(problems.ByPlace());
        return made!;
    }

    internal static IReadOnlyList<Problem> Problems(GroupRequest request)
    {
        var problems = new ProblemList("group");
        Assert.Null(GroupCatalogue.Make(request, problems));
        return problems.ByPlace();
    }

    /// <summary>Options one a line or after a semicolon, in lines counted from 1.</summary>
    internal static IReadOnlyList<WrittenOption> Options(string text) =>
        [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select((option, index) =>
            {
                string[] parts = option.Trim().Split('=', 2);
                return new WrittenOption(
                    parts[0], new Place(index + 1, 1), parts[1],
                    new Place(index + 1, parts[0].Length + 3));
            })];
}
