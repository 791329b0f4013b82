using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// What is done about everything that a group's controller can hear: a pure function, as
/// <see cref="WorkerTable"/> is. What the policy is told and when is decided here; what it wants is
/// handed on to the members.
/// </summary>
internal static class GroupTable
{
    /// <summary>One step.</summary>
    internal static GroupReaction Step(
        GroupState state, GroupStimulus heard, GroupSituation at) => heard.Kind switch
        {
            GroupStimulusKind.Begin => Begin(state, at),
            GroupStimulusKind.Retire => Of(
                state with { IsRetired = true },
                new(GroupOrderKind.LookAgain), new(GroupOrderKind.UnseatMembers)),
            GroupStimulusKind.Mail => state.Asked is null
                ? Read(state, heard.Mail, at)
                : None(state, Ignored.Busy),
            GroupStimulusKind.Wake => state.Asked is null
                ? Tell(
                    state with { Told = at.PolicyWake },
                    new GroupMail(GroupEventKind.Tick, 0, default, at.Now))
                : None(state, Ignored.Busy),
            GroupStimulusKind.Decided => state.Asked is { } asked
                ? Decided(state with { Asked = null }, asked.At, heard, at)
                : None(state, Ignored.NotUnderWay),
        };

    /// <summary>
    /// A fresh policy. Of the members that run it hears that they were started, so that nothing is
    /// started twice; the others are started in its order.
    /// </summary>
    private static GroupReaction Begin(GroupState state, GroupSituation at) => Tell(
        state with
        {
            Members = ValueLists.Repeat(
                new MemberView { IsNew = true }, at.Members.Count),
            Known = [], Later = null, Told = null,
        },
        new GroupMail(GroupEventKind.Begin, 0, default, at.Now),
        new(GroupOrderKind.ForgetMail), new(GroupOrderKind.SeatMembers),
        new(GroupOrderKind.LogBegun) { Running = at.Members.Count(member => member.IsUp) },
        new(GroupOrderKind.RenewPolicy));

    private static GroupReaction Read(GroupState state, GroupMail mail, GroupSituation at)
    {
        MemberView view = state.Members[mail.Member];
        return mail.Kind switch
        {
            GroupEventKind.Begin => Begin(state, at),
            GroupEventKind.Tick => None(state, Ignored.Ending), // whoever keeps it sees that
            GroupEventKind.Started when view.Since == mail.At =>
                None(state, Ignored.SoAlready), // it is told of that life already

            // It was to be down, and somebody else has started it.
            GroupEventKind.Started when !view.IsAsked && view.Since is null => Begin(state, at),

            // It was started for a change of the configuration, or for a fresh policy, which would
            // take that for the failure of the whole group.
            GroupEventKind.StartFailed when view.IsNew => Tell(
                state with { Later = Gone(mail) },
                mail with { Kind = GroupEventKind.Started }),
            GroupEventKind.StartFailed when !view.IsAsked => Tell(state, Gone(mail)),
            GroupEventKind.Started or GroupEventKind.Ready or GroupEventKind.StartFailed
                or GroupEventKind.Exited or GroupEventKind.End => Tell(state, mail),
        };
    }

    private static GroupMail Gone(GroupMail mail) =>
        mail with { Kind = GroupEventKind.Exited, Exit = ExitStatus.Unknown };

    /// <summary>Tells the policy.</summary>
    private static GroupReaction Tell(
        GroupState state, GroupMail mail, params ReadOnlySpan<GroupOrder> before) => Of(
            state with { Asked = mail, Members = Noted(state.Members, mail) },
            [.. before, new(GroupOrderKind.AskPolicy) { Mail = mail }]);

    private static ValueList<MemberView> Noted(ValueList<MemberView> members, GroupMail mail) =>
        mail.Kind switch
        {
            GroupEventKind.Started => members.With(
                mail.Member, new MemberView { Since = mail.At }),
            GroupEventKind.StartFailed or GroupEventKind.Exited => members.With(
                mail.Member, new MemberView()),
            GroupEventKind.Begin or GroupEventKind.Ready or GroupEventKind.End
                or GroupEventKind.Tick => members,
        };

    private static GroupReaction Decided(
        GroupState state, Instant when, GroupStimulus decided, GroupSituation at)
    {
        if (decided.IsTheEnd)
        {
            // The message comes before the first of them is ended.
            return Of(
                state with { Known = [], Later = null },
                new GroupOrder(GroupOrderKind.EndInstance));
        }

        GroupReaction done = None(state, Ignored.NothingWanted);
        foreach (GroupAct act in decided.Acts)
        {
            done = CarryOut(done, act, when, at.Members[act.Member]);
        }

        return SayNext(done);
    }

    private static GroupReaction CarryOut(
        GroupReaction done, GroupAct act, Instant when, MemberSeen seen) => act.Verb switch
        {
            GroupVerb.Start when seen.IsUp => Known(done, act, when, seen),
            GroupVerb.Start => And(
                done, act.Member, view => view with { IsAsked = true },
                new(GroupOrderKind.OrderMember) { Act = act }),
            GroupVerb.Stop => And(
                done, act.Member, view => view with { IsStopping = true },
                new(GroupOrderKind.OrderMember) { Act = act }),
            GroupVerb.Wait or GroupVerb.GiveUp or GroupVerb.Rest => And(
                done, act.Member, view => view, new(GroupOrderKind.ShowMember) { Act = act }),
            GroupVerb.EndAll => done, // it was seen before
        };

    // It was there before the policy was: nothing is started twice.
    private static GroupReaction Known(
        GroupReaction done, GroupAct act, Instant when, MemberSeen seen)
    {
        ValueList<GroupMail> known = done.State.Known.Add(
            new GroupMail(GroupEventKind.Started, act.Member, default, when));
        return done with
        {
            State = done.State with
            {
                Known = seen.IsServing
                    ? known.Add(new GroupMail(GroupEventKind.Ready, act.Member, default, when))
                    : known,
            },
            Because = Ignored.No,
        };
    }

    /// <summary>What the policy is to hear next, if anything.</summary>
    private static GroupReaction SayNext(GroupReaction done)
    {
        GroupState state = done.State;
        GroupReaction? more = state.Known.Count > 0
            ? Tell(state with { Known = state.Known.Without(0) }, state.Known[0])
            : state.Later is { } later ? Tell(state with { Later = null }, later)
            : null;
        return more is { } next
            ? next with { Orders = [.. done.Orders, .. next.Orders] }
            : done;
    }

    private static GroupReaction And(
        GroupReaction done, int member, Func<MemberView, MemberView> change, GroupOrder order)
    {
        ValueList<MemberView> members = done.State.Members;
        return new GroupReaction(
            done.State with { Members = members.With(member, change(members[member])) },
            done.Orders.Add(order), Ignored.No);
    }

    private static GroupReaction Of(GroupState state, params ReadOnlySpan<GroupOrder> orders) =>
        new(state, ValueLists.Of(orders), Ignored.No);

    private static GroupReaction None(GroupState state, Ignored because) =>
        new(state, [], because);
}
