using Harness.Reference.Configuration;
using Harness.Reference.Options;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Policies.Options;
using Xunit;

namespace Harness.Properties.Configuration;

public sealed class Groups_of_workers
{
    private const string Workers = """
        workers:
          - { name: a, command: a }
          - { name: b, command: b }
          - { name: c, command: c, policy: { always: { delay: 1s } } }

        """;

    private static readonly GroupOptions Tree = new("tree", "otp")
    {
        Version = "27.3.4.1",
        Granularity = Granularity.Real,
        Options = [new("strategy", "one_for_all"), new("intensity", "3")],
        Members =
        [
            new MemberSetting("b"),
            new MemberSetting("a") { Options = [new("restart", "transient")] },
        ],
    };

    public static TheoryData<string> Slugs => [.. GroupCatalogue.All.Select(one => one.Slug)];

    [Fact]
    public void All_that_is_said_is_read_in_its_order()
    {
        SupervisorOptions options = Configs.Good(With("""
            groups:
              - name: tree
                like:
                  system: otp
                  version: "27.3.4.1"
                  granularity: real
                  options: { strategy: one_for_all, intensity: 3 }
                members:
                  - { worker: b }
                  - { worker: a, options: { restart: transient } }
            """));
        Assert.Equal(Tree, Assert.Single(options.Groups));
        Assert.Equal(2, options.Groups[0].Make().Members);
        Assert.Equal(
            [MemberOptions.Usual, MemberOptions.Usual, new AlwaysOptions(TimeSpan.FromSeconds(1))],
            options.Workers.Select(worker => worker.Policy));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Every_one_is_taken_by_its_name_and_reads_back(string slug)
    {
        SupervisorOptions options = Configs.Good(With(
            $"groups: [ {{ name: a, like: {{ system: {slug} }},"
            + " members: [{ worker: a }, { worker: b }] } ]\n"));
        Assert.Equal(slug, Assert.Single(options.Groups).System);
        Configs.Same(options, Configs.Good(new SupervisorConfigReader().Read(
            SupervisorConfigWriter.Write(options))));
    }

    [Fact]
    public void What_is_written_reads_back_to_the_same()
    {
        SupervisorOptions options = Configs.Good(With(
            "groups: [ { name: x, like: { system: s6 }, members: [] } ]\n".Replace(
                "{ name: x, like: { system: s6 }, members: [] }", PolicyText.Of(Tree),
                StringComparison.Ordinal)));
        Assert.Equal(Tree, Assert.Single(options.Groups));
        string text = SupervisorConfigWriter.Write(options).Text;
        Assert.Contains(
            "groups:\n  - { name: tree, like: { system: otp, version: \"27.3.4.1\","
            + " granularity: real, options: { strategy: \"one_for_all\", intensity: \"3\" } },"
            + " members: [{ worker: b }, { worker: a, options: { restart: \"transient\" } }] }\n",
            text, StringComparison.Ordinal);
        Configs.Same(options, Configs.Good(Configs.Read(text)));
    }

    [Fact]
    public void What_is_wrong_is_told_at_its_place_and_all_of_it_at_once() => Configs.Is(
        Configs.Read("""
            workers:
              - { name: alpha, command: a, policy: { always: { delay: 1s } } }
              - { name: beta, command: b }
              - { name: many, command: c, count: 2 }
              - { name: spare, command: d, optional: true }
            groups:
              - name: tree
                like: { system: otp, options: { strategi: one_for_all, intensity: -1 } }
                members:
                  - { worker: alpha, options: { restart: tempory } }
                  - { worker: bet }
                  - { worker: beta }
              - name: tree
                like: { system: systemd, version: "275" }
                members: [{ worker: beta }, { worker: many-1 }, { worker: spare, option: {} }]
              - { nam: other, like: { system: opt }, members: [] }

            """),
        "2:32: 'policy' of 'alpha', which is a member of a group: the group's policy decides,"
            + " leave this one out",
        "8:37: unknown option 'strategi' of otp: did you mean 'strategy'?",
        "8:71: 'intensity' is '-1': expected a whole number from 0 to 10000",
        "10:46: 'restart' is 'tempory': did you mean 'temporary'?",
        "11:19: unknown worker 'bet': did you mean 'beta'?",
        "13:11: group 'tree' is there already: first on line 7",
        "14:39: unknown version '275' of systemd: expected one of 252, 257; the nearest modelled"
            + " version is 257",
        "15:25: worker 'beta' is a member already: first on line 12",
        "15:43: 'many-1' has a 'count': a member is a worker without",
        "15:63: 'spare' is optional: what the failure of a member costs is for its group to say",
        "15:70: unknown key 'option': did you mean 'options'?",
        "16:7: unknown key 'nam': did you mean 'name'?",
        "16:35: unknown system of groups 'opt': did you mean 'otp'?");

    [Theory]
    [InlineData("groups: []\n", "5:9: 'groups' is empty: leave it out")]
    [InlineData("groups: [ { name: t, like: { system: otp }, members: [] } ]\n",
        "5:54: otp has no members")]
    [InlineData("groups: [ { name: t, members: [{ worker: a }] } ]\n",
        "5:11: missing key 'like'")]
    [InlineData("groups: [ { name: t, like: { system: otp }, members: [{ worker: a,"
        + " policy: { squid: {} } }] } ]\n", "5:68: unknown key 'policy': expected one of worker,"
        + " options")]
    public void A_mistake_is_refused(string groups, params string[] problems) =>
        Configs.Is(With(groups), problems);

    [Fact]
    public void Options_in_code_name_what_is_wrong_with_a_group()
    {
        SupervisorOptions good = Configs.Good(With(
            "groups: [ { name: t, like: { system: otp }, members: [{ worker: a }] } ]\n"));
        Assert.NotEmpty((good with { Groups = [] }).Problems());
        Assert.NotEmpty((good with { Groups = [Tree] }).Problems());
        Assert.NotEmpty((good with { Groups = [.. good.Groups, .. good.Groups] }).Problems());
        Assert.NotEmpty((good with
        {
            Groups = [good.Groups[0] with { Options = [new("intensity", "many")] }],
        }).Problems());
    }

    private static ConfigReading With(string groups) => Configs.Read(Workers + groups);
}
