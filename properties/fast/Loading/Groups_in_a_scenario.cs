using Harness.Properties.Reference.Supervising;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Policies.Options;
using Harness.Reports;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Loading;

public sealed class Groups_in_a_scenario
{
    private const string Policy = ", policy: { always: { delay: 1s } }";

    private const string Group =
        "groups: [ { name: t, like: { system: otp, options: { intensity: 3 } },"
        + " members: [{ worker: db }] } ]\n";

    private static string Member => Files.Least.Replace(Policy, "", StringComparison.Ordinal);

    [Fact]
    public void A_group_and_its_member_without_a_policy_are_read()
    {
        Scenario scenario = Files.Good(Files.Load(Member + Group));
        GroupOptions group = Assert.Single(scenario.Groups);
        Assert.Equal(("t", "otp"), (group.Name, group.System));
        Assert.Equal("db", Assert.Single(group.Members).Worker);
        Assert.Equal(MemberOptions.Usual, scenario.Workers[0].Policy);
        Assert.IsType<SquidKidOptions>(scenario.Workers[1].Policy);
    }

    [Fact]
    public void What_is_wrong_is_told_at_its_place()
    {
        Files.Is(
            Files.With(Group + "services: { kind: external }\n"),
            "6:17: 'policy' of 'db', which is a member of a group: the group's policy decides,"
                + " leave this one out",
            "9:1: 'groups' cannot be with an external service manager, which restarts workers by"
                + " itself");
        Files.Is(
            Files.With(Group.Replace("db", "web-1", StringComparison.Ordinal)),
            "9:92: 'web-1' has a 'count': a member is a worker without");
    }

    [Fact]
    public void A_scenario_that_is_written_loads_back()
    {
        Scenario scenario = Files.Good(Files.Load(Member + Group));
        Scenario back = Files.Good(Files.Load(ScenarioWriter.Write(scenario)));
        Assert.Equal(scenario.Groups, back.Groups);
        Assert.Equal(scenario.Workers, back.Workers);
    }

    [Fact]
    public void A_description_says_what_the_group_is()
    {
        string text = ScenarioText.Of(GroupTests.Otp("one_for_all"), OracleCatalog.All);
        Assert.Contains("a: as its group says;", text, StringComparison.Ordinal);
        Assert.Contains(
            "tree: as otp with strategy=one_for_all, intensity=2, period=10; members: a with"
            + " restart=permanent; b with restart=permanent; c with restart=permanent",
            text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_configuration_that_is_made_of_a_scenario_says_it_too() => Assert.Empty(
        ScenarioRunner.ProblemsOfConfigs(GroupTests.Otp("one_for_all") with
        {
            Configs = [new ConfigSetup { Name = "next" }],
        }));
}
