using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Xunit;

namespace Harness.Properties.Reference.Supervising;

/// <summary>As <see cref="WorkerTableTests"/>, for a group of two.</summary>
public class GroupTableTests(ITestOutputHelper output)
{
    private const int Pairs = 311_296;

    private static readonly Instant Now = new(TimeSpan.FromHours(1).Ticks);
    private static readonly Instant Since = Now - TimeSpan.FromSeconds(1);
    private static readonly bool[] Both = [false, true];

    [Fact]
    public void No_pair_of_a_state_and_a_stimulus_is_passed_over_in_silence()
    {
        GroupStimulus[] stimuli = [.. Stimuli()];
        GroupSituation[] situations = [.. Situations()];
        var kinds = new HashSet<GroupOrderKind>();
        int pairs = 0;
        foreach (GroupState state in States())
        {
            foreach (GroupStimulus heard in stimuli)
            {
                pairs++;
                foreach (GroupSituation at in situations)
                {
                    GroupReaction reaction = GroupTable.Step(state, heard, at);
                    if (WrongWith(state, heard, reaction) is { } wrong)
                    {
                        Assert.Fail($"{wrong}: {state}, {heard}, {at}: {reaction}");
                    }

                    kinds.UnionWith(reaction.Orders.Select(order => order.Kind));
                }
            }
        }

        output.WriteLine($"{pairs} pairs, each in {situations.Length} situations");
        Assert.Equal(Pairs, pairs);
        Assert.Equal(Enum.GetValues<GroupOrderKind>(), kinds.Order());
    }

    private static string? WrongWith(
        GroupState state, GroupStimulus heard, GroupReaction reaction)
    {
        bool isIgnored = reaction.Because != Ignored.No;
        bool isSame = reaction.State with { Asked = state.Asked } == state;
        if (reaction.Orders.Count > 0 ? isIgnored : !isIgnored && isSame)
        {
            return isIgnored ? "ignored and acted on" : "passed over in silence";
        }

        bool isRefused = reaction.Because is Ignored.Busy or Ignored.NotUnderWay;
        bool isToBeRefused = heard.Kind switch
        {
            GroupStimulusKind.Begin or GroupStimulusKind.Retire => false,
            GroupStimulusKind.Mail or GroupStimulusKind.Wake => state.Asked is not null,
            GroupStimulusKind.Decided => state.Asked is null,
        };
        if (isRefused != isToBeRefused || (isRefused && reaction.State != state))
        {
            return "refused, or not, against the rule";
        }

        // Only the last one has an outcome, and the state waits for it.
        int asks = reaction.Orders.Count(order => order.Kind == GroupOrderKind.AskPolicy);
        bool isAsking = asks == 1 && reaction.Orders[^1] is { Kind: GroupOrderKind.AskPolicy } last
            && last.Mail == reaction.State.Asked;
        return asks > 0 && !isAsking ? "an outcome that nobody waits for"
            : heard.Kind == GroupStimulusKind.Decided && asks == 0 && !isRefused
                && reaction.State.Asked is not null ? "it waits for nothing"
            : null;
    }

    private static IEnumerable<GroupState> States() =>
        from first in Views()
        from second in Views()
        from asked in new GroupMail?[] { null, Mail(GroupEventKind.Started, 1) }
        from isKnown in Both
        from isLater in Both
        from told in new Instant?[] { null, Now }
        from isRetired in Both
        select new GroupState
        {
            Members = [first, second],
            Asked = asked,
            Known = isKnown ? [Mail(GroupEventKind.Started, 1)] : [],
            Later = isLater ? Mail(GroupEventKind.Exited, 1) : null,
            Told = told,
            IsRetired = isRetired,
        };

    private static IEnumerable<MemberView> Views() =>
        from since in new Instant?[] { null, Since }
        from isAsked in Both
        from isStopping in Both
        from isNew in Both
        select new MemberView(since, isAsked, isStopping, isNew);

    private static IEnumerable<GroupSituation> Situations() =>
        from isUp in Both
        from isServing in Both
        select new GroupSituation(
            Now, Now, [new MemberSeen(isUp, isServing), new MemberSeen(false, false)]);

    private static IEnumerable<GroupStimulus> Stimuli() =>
    [
        new(GroupStimulusKind.Begin),
        new(GroupStimulusKind.Retire),
        new(GroupStimulusKind.Wake),
        .. from kind in Enum.GetValues<GroupEventKind>()
           from member in new[] { 0, 1 }
           select new GroupStimulus(GroupStimulusKind.Mail) { Mail = Mail(kind, member) },
        new(GroupStimulusKind.Mail)
        {
            Mail = new GroupMail(GroupEventKind.Started, 0, default, Now),
        },
        new(GroupStimulusKind.Decided),
        new(GroupStimulusKind.Decided) { IsTheEnd = true },
        .. from verb in Enum.GetValues<GroupVerb>()
           from member in new[] { 0, 1 }
           select new GroupStimulus(GroupStimulusKind.Decided)
           {
               Acts = [new GroupAct(verb, member, RestartReason.Together)],
           },
        .. from verb in Enum.GetValues<GroupVerb>()
           select new GroupStimulus(GroupStimulusKind.Decided)
           {
               Acts =
               [
                   new GroupAct(GroupVerb.Start, 0, RestartReason.Together),
                   new GroupAct(verb, 1, RestartReason.Together),
               ],
           },
    ];

    private static GroupMail Mail(GroupEventKind kind, int member) =>
        new(kind, member, default, Since);
}
