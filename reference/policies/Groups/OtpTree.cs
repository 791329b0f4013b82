using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Groups;

/// <summary>What a tree of supervisors remembers.</summary>
/// <param name="Own">The supervisor at its top.</param>
/// <param name="Below">Those below it, by the number of the child; null for a worker.</param>
public sealed record OtpTreeState(OtpSupervisorState Own, ValueList<OtpTreeState.Slot> Below)
{
    /// <summary>A child that may be a supervisor.</summary>
    public readonly record struct Slot(OtpTreeState? Tree);
}

/// <summary>
/// A supervisor of OTP some of whose children are supervisors: an end of one of them is an end with
/// <c>shutdown</c>, which is normal for a transient child; one that is started again has a log of
/// its own that is fresh. Its members are the workers of the whole tree, in start order. Source:
/// OTP 27.3.4.1 lib/stdlib/src/supervisor.erl; nested supervisors run on it.
/// </summary>
public sealed class OtpTree : IGroupPolicy<OtpTreeState>
{
    private readonly OtpSupervisor _own;
    private readonly IReadOnlyList<OtpTree?> _below;
    private readonly int[] _first; // the first worker of a child

    /// <summary>A tree.</summary>
    /// <param name="own">The supervisor at its top.</param>
    /// <param name="below">Those below it, by the number of the child; null for a worker.</param>
    public OtpTree(OtpSupervisorOptions own, IReadOnlyList<OtpTree?> below)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(below);
        ArgumentOutOfRangeException.ThrowIfNotEqual(below.Count, own.Children.Count);
        _own = new OtpSupervisor(own with
        {
            Supervisors =
                [.. Enumerable.Range(0, below.Count).Where(one => below[one] is not null)],
        });
        _below = below;
        _first = new int[below.Count];
        for (int child = 0; child < below.Count; child++)
        {
            _first[child] = Members;
            Members += below[child]?.Members ?? 1;
        }
    }

    /// <inheritdoc/>
    public int Members { get; }

    /// <inheritdoc/>
    public OtpTreeState Initial => new(
        _own.Initial, [.. _below.Select(tree => new OtpTreeState.Slot(tree?.Initial))]);

    /// <inheritdoc/>
    public GroupStep<OtpTreeState> Step(
        OtpTreeState state, GroupEvent happened, Instant now, ulong draw)
    {
        ArgumentNullException.ThrowIfNull(state);
        var acts = new List<GroupAct>();
        var at = new Moment(now, draw, acts);
        OtpTreeState next = happened.Kind switch
        {
            GroupEventKind.Begin or GroupEventKind.End or GroupEventKind.Tick =>
                Tell(state, happened, at),
            GroupEventKind.Started or GroupEventKind.Ready or GroupEventKind.StartFailed
                or GroupEventKind.Exited => Pass(state, happened, at),
        };
        return new(next, [.. acts], null);
    }

    private OtpTreeState Pass(OtpTreeState state, GroupEvent happened, Moment at)
    {
        int child = Array.FindLastIndex(_first, first => first <= happened.Member);
        return _below[child] is null
            ? Tell(state, happened with { Member = child }, at)
            : TellBelow(
                state, child, happened with { Member = happened.Member - _first[child] }, at);
    }

    private OtpTreeState Tell(OtpTreeState state, GroupEvent happened, Moment at)
    {
        GroupStep<OtpSupervisorState> step = _own.Step(state.Own, happened, at.Now, at.Draw);
        state = state with { Own = step.State };
        foreach (GroupAct act in step.Acts)
        {
            if (act.Verb == GroupVerb.EndAll)
            {
                at.Acts.Add(act);
            }
            else if (_below[act.Member] is null)
            {
                at.Acts.Add(act with { Member = _first[act.Member] });
            }
            else if (act.Verb is GroupVerb.Start or GroupVerb.Stop)
            {
                // It is the last act of the step: a supervisor does one thing at a time.
                state = TellBelow(
                    state, act.Member,
                    new(act.Verb == GroupVerb.Start ? GroupEventKind.Begin : GroupEventKind.End),
                    at);
            }
        }

        return state;
    }

    private OtpTreeState TellBelow(
        OtpTreeState state, int child, GroupEvent happened, Moment at)
    {
        OtpTreeState before = state.Below[child].Tree!;
        bool begins = happened.Kind == GroupEventKind.Begin
            || before.Own.Work == OtpWork.Beginning;
        GroupStep<OtpTreeState> step = _below[child]!.Step(before, happened, at.Now, at.Draw);
        state = state with { Below = state.Below.With(child, new(step.State)) };
        foreach (GroupAct act in step.Acts.Where(act => act.Verb != GroupVerb.EndAll))
        {
            at.Acts.Add(act with { Member = act.Member + _first[child] });
        }

        if (step.Acts.Any(act => act.Verb == GroupVerb.EndAll))
        {
            return Tell(
                state,
                new(
                    step.Acts[^1].Because == RestartReason.StartError
                        ? GroupEventKind.StartFailed
                        : GroupEventKind.Exited,
                    child,
                    ExitStatus.Code(0)),
                at);
        }

        return begins && step.State.Own.Work is not (OtpWork.Beginning or OtpWork.Ending)
            ? Tell(state, new(GroupEventKind.Started, child), at)
            : state;
    }

    private readonly record struct Moment(Instant Now, ulong Draw, List<GroupAct> Acts);
}
