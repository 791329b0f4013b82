using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Groups;

/// <summary>What a postmaster is busy with.</summary>
public enum PostmasterWork
{
    /// <summary>It has ended, or has not begun.</summary>
    Over,

    /// <summary>The startup process recovers what was written.</summary>
    Recovering,

    /// <summary>All is well.</summary>
    Running,

    /// <summary>One has crashed: the others are ended, and then all begins anew.</summary>
    Crashing,

    /// <summary>All are ended, and then itself.</summary>
    Ending,
}

/// <summary>What a postmaster remembers.</summary>
public readonly record struct PostmasterState
{
    /// <summary>What it is busy with.</summary>
    public PostmasterWork Work { get; init; }

    /// <summary>Its children.</summary>
    public ValueList<MemberPhase> Children { get; init; }

    /// <summary>When children that could not be started are tried again.</summary>
    public Instant? Due { get; init; }

    /// <summary>Why it ends.</summary>
    public RestartDecision End { get; init; }
}

/// <summary>
/// The postmaster of PostgreSQL: an end of a child by a signal or with an exit code other than 0
/// may have left damage in the memory that all share, so all others are ended at once with SIGQUIT
/// and all begin anew, or the postmaster ends with 1 if <c>restart_after_crash</c> is off. An end
/// with 0 is one of that child alone. Children after the startup process are started when that has
/// recovered; if it fails, the postmaster ends with 1. Source: postgresql 18.6
/// src/backend/postmaster/postmaster.c (HandleChildCrash, PostmasterStateMachine,
/// process_pm_child_exit).
/// </summary>
/// <param name="children">How many children there are.</param>
/// <param name="startup">Which of them is the startup process; null: it is left out.</param>
/// <param name="restartAfterCrash">Whether all begin anew after a crash.</param>
public sealed class Postmaster(int children, int? startup, bool restartAfterCrash)
    : IGroupPolicy<PostmasterState>
{
    // SIGKILL_CHILDREN_AFTER_SECS
    private static readonly TimeSpan AfterCrash = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public int Members => children;

    /// <inheritdoc/>
    public PostmasterState Initial => new()
    {
        Children = ValueLists.Repeat(MemberPhase.Down, children),
    };

    /// <inheritdoc/>
    public GroupStep<PostmasterState> Step(
        PostmasterState state, GroupEvent happened, Instant now, ulong draw)
    {
        var acts = new List<GroupAct>();
        int child = happened.Member;
        PostmasterState next = happened.Kind switch
        {
            GroupEventKind.Begin => Begin(Initial, RestartReason.None, acts),
            GroupEventKind.Started => Set(state, child, MemberPhase.Up),
            GroupEventKind.StartFailed => StartFailed(state, child, now),
            GroupEventKind.Exited => Exited(state, child, happened.Exit, acts),
            GroupEventKind.End => Ends(state, RestartReason.Asked, 0),
            GroupEventKind.Tick => Tick(state, now, acts),
            GroupEventKind.Ready => state,
        };
        next = GoOn(next, acts);
        return new(next, [.. acts], next.Due);
    }

    private static PostmasterState Set(PostmasterState state, int child, MemberPhase to) =>
        state with { Children = state.Children.With(child, to) };

    private static PostmasterState Ends(
        PostmasterState state, RestartReason because, int status) =>
        state.Work is PostmasterWork.Over or PostmasterWork.Ending
            ? state
            : state with
            {
                Work = PostmasterWork.Ending,
                Due = null,
                End = new(RestartVerb.EndAll, because, status) { Native = NativeWord.ExitNumber },
            };

    private static bool IsOn(PostmasterState state) =>
        state.Work is PostmasterWork.Running or PostmasterWork.Recovering;

    private static PostmasterState Start(
        PostmasterState state, int child, RestartReason because, List<GroupAct> acts)
    {
        acts.Add(new(GroupVerb.Start, child, because));
        return Set(state, child, MemberPhase.Starting);
    }

    private PostmasterState Begin(
        PostmasterState state, RestartReason because, List<GroupAct> acts)
    {
        state = state with
        {
            Work = startup is null ? PostmasterWork.Running : PostmasterWork.Recovering,
            Due = null,
        };
        for (int child = 0; child <= (startup ?? children - 1); child++)
        {
            state = Start(state, child, because, acts);
        }

        return state;
    }

    private PostmasterState StartFailed(PostmasterState state, int child, Instant now)
    {
        if (child == startup && IsOn(state))
        {
            return Ends(Set(state, child, MemberPhase.Down), RestartReason.StartError, 1);
        }

        return IsOn(state)
            ? Set(state, child, MemberPhase.Waiting) with { Due = state.Due ?? now + Retry }
            : Set(state, child, MemberPhase.Down);
    }

    private PostmasterState Exited(
        PostmasterState state, int child, ExitStatus exit, List<GroupAct> acts)
    {
        bool wasAsked = state.Children[child] == MemberPhase.Stopping || !IsOn(state);
        bool isZero = exit is { Kind: ExitKind.Code, Number: 0 };
        state = Set(state, child, MemberPhase.Down);
        if (wasAsked)
        {
            return state;
        }

        if (child == startup)
        {
            return isZero
                ? Recovered(state, child + 1, acts)
                : Ends(state, RestartReason.StartError, 1);
        }

        return isZero ? Start(state, child, RestartReason.Ended, acts)
            : restartAfterCrash ? state with { Work = PostmasterWork.Crashing, Due = null }
            : Ends(state, RestartReason.OneForAll, 1);
    }

    private PostmasterState Recovered(PostmasterState state, int first, List<GroupAct> acts)
    {
        state = state with { Work = PostmasterWork.Running };
        for (int child = first; child < children; child++)
        {
            state = Start(state, child, RestartReason.Together, acts);
        }

        return state;
    }

    private static PostmasterState Tick(PostmasterState state, Instant now, List<GroupAct> acts)
    {
        if (state.Due is not { } due || now < due)
        {
            return state;
        }

        state = state with { Due = null };
        for (int child = 0; child < state.Children.Count; child++)
        {
            if (state.Children[child] == MemberPhase.Waiting)
            {
                state = Start(state, child, RestartReason.StartFailed, acts);
            }
        }

        return state;
    }

    private PostmasterState GoOn(PostmasterState state, List<GroupAct> acts)
    {
        if (IsOn(state) || state.Work == PostmasterWork.Over)
        {
            return state;
        }

        bool isCrash = state.Work == PostmasterWork.Crashing
            || state.End.Because != RestartReason.Asked;
        for (int child = 0; child < children; child++)
        {
            switch (state.Children[child])
            {
                case MemberPhase.Up:
                    acts.Add(new(GroupVerb.Stop, child, RestartReason.OneForAll)
                    {
                        With = isCrash ? Signal.Quit : Signal.Term,
                        Patience = isCrash ? AfterCrash : null,
                    });
                    state = Set(state, child, MemberPhase.Stopping);
                    break;
                case MemberPhase.Waiting:
                    state = Set(state, child, MemberPhase.Down);
                    break;
                case MemberPhase.Down or MemberPhase.Starting or MemberPhase.Stopping:
                    break;
                default:
                    throw new InvalidOperationException($"unknown {state.Children[child]}");
            }
        }

        if (state.Children.Any(phase => phase != MemberPhase.Down))
        {
            return state;
        }

        if (state.Work == PostmasterWork.Crashing)
        {
            return Begin(state, RestartReason.Together, acts);
        }

        acts.Add(new(GroupVerb.EndAll, 0, state.End.Because, state.End.Count)
        {
            Native = state.End.Native,
        });
        return state with { Work = PostmasterWork.Over };
    }
}
