using Harness.Reference.Documents;
using Harness.Reference.Policies.Groups;
using Xunit;

namespace Harness.Properties.Policies.Groups;

/// <summary>What is said about groups that are written wrongly, and where.</summary>
public class GroupCatalogueTests
{
    private static readonly GroupMember A = Groups.Member("alpha");
    private static readonly GroupMember B = Groups.Member("beta");

    [Fact]
    public void Every_system_names_its_source_and_makes_a_group_of_its_defaults()
    {
        Assert.Equal(
            ["elixir", "foreman", "haproxy", "otp", "overmind", "postmaster", "systemd"],
            GroupCatalogue.All.Select(system => system.Slug));
        foreach (GroupSystem system in GroupCatalogue.All)
        {
            Assert.NotEmpty(system.Group.Source);
            Assert.Equal(2, Groups.Make(Groups.Request(system.Slug, "", A, B)).Policy.Members);
        }
    }

    [Fact]
    public void The_members_of_a_nested_group_are_its_workers_in_start_order()
    {
        MadeGroup made = Groups.Make(Groups.Request(
            "otp", "", A, Groups.Below("mid", "", Groups.Request("otp", "", B)),
            Groups.Member("gamma")));
        Assert.Equal(["alpha", "beta", "gamma"], made.Members);
        Assert.Equal(3, made.Policy.Members);
    }

    [Theory]
    [InlineData("opt", "", "", "unknown system of groups 'opt': did you mean 'otp'?")]
    [InlineData("otp", "intensty=1", "",
        "unknown option 'intensty' of otp: did you mean 'intensity'?")]
    [InlineData("otp", "strategy=one_for_al", "",
        "'strategy' is 'one_for_al': did you mean 'one_for_all'?")]
    [InlineData("otp", "", "restart=permanet",
        "'restart' is 'permanet': did you mean 'permanent'?")]
    [InlineData("otp", "", "period=1", "unknown option 'period' of otp child: expected restart")]
    [InlineData("systemd", "", "Requires=betta",
        "'Requires' is 'betta': 'betta' is no member: did you mean 'beta'?")]
    [InlineData("systemd", "", "Restart=alway", "'Restart' is 'alway': did you mean 'always'?")]
    [InlineData("systemd", "", "After=beta",
        "'After' is 'beta': 'beta' is in neither Requires nor BindsTo, and an order alone is not"
        + " modelled")]
    [InlineData("systemd", "", "BindsTo=alpha", "'alpha' needs itself, by what it needs")]
    [InlineData("postmaster", "", "kind=start-up", "'kind' is 'start-up': did you mean 'startup'?")]
    [InlineData("overmind", "can-die=alhpa", "",
        "'can-die' is 'alhpa': 'alhpa' is no member: did you mean 'alpha'?")]
    [InlineData("foreman", "timeout=x", "",
        "'timeout' is 'x': expected a whole number, 0 or more")]
    public void A_mistake_is_reported_with_what_was_probably_meant(
        string slug, string options, string ofMember, string message)
    {
        Problem problem = Assert.Single(Groups.Problems(Groups.Request(
            slug, options, Groups.Member("alpha", ofMember), B)));
        Assert.Equal(message, problem.Message);
    }

    [Fact]
    public void Mistakes_are_reported_at_their_places_and_all_at_once()
    {
        GroupRequest request = Groups.Request(
            "otp", "intensity=3;period=x", Groups.Member("alpha", "a=1;restart=never"), B, B)
            with { Version = "26", VersionPlace = new Place(7, 7) };
        Assert.Equal(
            [(1, 1), (1, 1), (2, 9), (2, 10), (7, 7)],
            Groups.Problems(request).Select(problem => (problem.Line, problem.Column)));
    }

    [Fact]
    public void Only_supervisors_of_otp_have_groups_as_members()
    {
        GroupMember nested = Groups.Below("mid", "", Groups.Request("foreman", "", B));
        Assert.Contains(
            "can be one of otp only",
            Assert.Single(Groups.Problems(Groups.Request("otp", "", A, nested))).Message);
        Assert.Contains(
            "has workers only",
            Assert.Single(Groups.Problems(Groups.Request("foreman", "", A, nested))).Message);
    }

    [Fact]
    public void A_group_without_members_is_none() => Assert.Equal(
        "otp has no members",
        Assert.Single(Groups.Problems(Groups.Request("otp", ""))).Message);
}
