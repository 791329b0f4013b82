using Harness.Reference.Policies.Lives;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Groups;

/// <summary>What a master does about an end that it did not ask for.</summary>
internal delegate Verdict MemberRule(int member, in EndedLife life);

/// <summary>What there is to a master whose members end together.</summary>
internal sealed record MasterGroupOptions
{
    /// <summary>How many members it has.</summary>
    internal required int Members { get; init; }

    /// <summary>What is done about an end; EndAll ends the others first.</summary>
    internal required MemberRule Rule { get; init; }

    /// <summary>The signal that the others are ended with.</summary>
    internal Signal With { get; init; } = Signal.Term;

    /// <summary>How long they are given; null: no bound.</summary>
    internal TimeSpan? Patience { get; init; }

    /// <summary>The word for its end when no member is left without a failure.</summary>
    internal NativeWord Empty { get; init; }
}

/// <summary>What such a master remembers of a member.</summary>
internal readonly record struct MasterMember(MemberPhase Phase, Instant StartedAt, Instant Due);

/// <summary>What such a master remembers.</summary>
internal readonly record struct MasterGroupState
{
    internal ValueList<MasterMember> Members { get; init; }

    /// <summary>Why it ends; null while it goes on.</summary>
    internal RestartDecision? End { get; init; }

    /// <summary>Whether it has begun and not ended.</summary>
    internal bool IsOn { get; init; }

    /// <summary>The first status other than 0 that a member left.</summary>
    internal long Status { get; init; }
}

/// <summary>
/// Masters that end with their members: HAProxy, foreman, Overmind. All others are told to end at
/// the same time; when the last of them is gone, the master is. A start that fails ends them too.
/// </summary>
internal sealed class MasterGroup(MasterGroupOptions options) : IGroupPolicy<MasterGroupState>
{
    private static readonly Instant Never = new(long.MaxValue);

    public int Members => options.Members;

    public MasterGroupState Initial => new()
    {
        Members = ValueLists.Repeat(
            new MasterMember(MemberPhase.Down, Instant.Zero, Never), options.Members),
    };

    public GroupStep<MasterGroupState> Step(
        MasterGroupState state, GroupEvent happened, Instant now, ulong draw)
    {
        var acts = new List<GroupAct>();
        int member = happened.Member;
        MasterGroupState next = happened.Kind switch
        {
            GroupEventKind.Begin => Begin(acts),
            GroupEventKind.Started => Set(
                state, member, new MasterMember(MemberPhase.Up, now, Never)),
            GroupEventKind.StartFailed => Ends(
                Set(state, member, MemberPhase.Down),
                new(RestartVerb.EndAll, RestartReason.StartError)),
            GroupEventKind.Exited => Exited(state, happened, now, acts),
            GroupEventKind.End => Ends(state, new(RestartVerb.EndAll, RestartReason.Asked)),
            GroupEventKind.Tick => Tick(state, now, acts),
            GroupEventKind.Ready => state,
        };
        next = Finish(next, acts);
        Instant due = next.IsOn ? next.Members.Min(one => one.Due) : Never;
        return new(next, [.. acts], due == Never ? null : due);
    }

    private static MasterGroupState Set(MasterGroupState state, int member, MasterMember to) =>
        state with { Members = state.Members.With(member, to) };

    private static MasterGroupState Set(MasterGroupState state, int member, MemberPhase to) =>
        Set(state, member, state.Members[member] with { Phase = to, Due = Never });

    private static MasterGroupState Ends(MasterGroupState state, RestartDecision because) =>
        state with { End = state.End ?? because };

    private MasterGroupState Begin(List<GroupAct> acts)
    {
        MasterGroupState state = Initial with { IsOn = true };
        for (int member = 0; member < options.Members; member++)
        {
            acts.Add(new(GroupVerb.Start, member, RestartReason.None));
            state = Set(state, member, MemberPhase.Starting);
        }

        return state;
    }

    private MasterGroupState Exited(
        MasterGroupState state, GroupEvent happened, Instant now, List<GroupAct> acts)
    {
        int member = happened.Member;
        MasterMember was = state.Members[member];
        state = Set(state, member, MemberPhase.Down);
        if (state.End is not null || was.Phase != MemberPhase.Up)
        {
            return state;
        }

        Verdict verdict = options.Rule(member, new EndedLife(was.StartedAt, now, happened.Exit));
        RestartDecision wanted = verdict.Decision;
        switch (wanted.Verb)
        {
            case RestartVerb.Start:
                acts.Add(new(GroupVerb.Start, member, wanted.Because));
                return Set(state, member, MemberPhase.Starting);
            case RestartVerb.Wait or RestartVerb.Pause:
                acts.Add(new(GroupVerb.Wait, member, wanted.Because));
                return Set(state, member, was with
                {
                    Phase = MemberPhase.Waiting, Due = verdict.Until,
                });
            case RestartVerb.GiveUp or RestartVerb.Rest:
                acts.Add(new(
                    wanted.Verb == RestartVerb.GiveUp ? GroupVerb.GiveUp : GroupVerb.Rest,
                    member, wanted.Because, wanted.Count) { Native = wanted.Native });
                return state with
                {
                    Status = state.Status == 0 ? wanted.Count : state.Status,
                };
            case RestartVerb.EndAll:
                return Ends(state, wanted with
                {
                    Count = state.Status == 0 ? wanted.Count : state.Status,
                });
            case RestartVerb.Nothing or RestartVerb.End:
                return state;
            default:
                throw new InvalidOperationException($"unknown verb {wanted.Verb}");
        }
    }

    private static MasterGroupState Tick(
        MasterGroupState state, Instant now, List<GroupAct> acts)
    {
        for (int member = 0; member < state.Members.Count; member++)
        {
            if (state.Members[member].Due <= now && state.End is null)
            {
                acts.Add(new(GroupVerb.Start, member, RestartReason.Ended));
                state = Set(state, member, MemberPhase.Starting);
            }
        }

        return state;
    }

    /// <summary>Ends what is left, if all is to end; and then itself.</summary>
    private MasterGroupState Finish(MasterGroupState state, List<GroupAct> acts)
    {
        if (!state.IsOn)
        {
            return state;
        }

        for (int member = 0; member < options.Members && state.End is not null; member++)
        {
            if (state.Members[member].Phase == MemberPhase.Waiting)
            {
                state = Set(state, member, MemberPhase.Down);
            }
        }

        if (state.Members.All(one => one.Phase == MemberPhase.Down))
        {
            RestartDecision end = state.End ?? new RestartDecision(
                RestartVerb.EndAll, RestartReason.OneForAll, state.Status)
            {
                Native = options.Empty,
            };
            acts.Add(new(GroupVerb.EndAll, 0, end.Because, end.Count) { Native = end.Native });
            return state with { IsOn = false, End = end };
        }

        if (state.End is null)
        {
            return state;
        }

        for (int member = 0; member < options.Members; member++)
        {
            if (state.Members[member].Phase == MemberPhase.Up)
            {
                acts.Add(new(GroupVerb.Stop, member, RestartReason.OneForAll)
                {
                    With = options.With,
                    Patience = options.Patience,
                });
                state = Set(state, member, MemberPhase.Stopping);
            }
        }

        return state;
    }
}
