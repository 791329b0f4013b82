using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>A fresh policy of a group, replayed over what its supervisor has heard since.</summary>
internal sealed class GroupReplay
{
    private readonly GroupOptions _group;
    private readonly SeenMember[] _members;
    private readonly GroupPolicy _policy;
    private readonly Want?[] _wants;
    private readonly bool[] _isNew;
    private readonly bool[] _isStopping;
    private readonly HashSet<(int Member, GroupVerb Verb)> _leftOver = [];
    private readonly Queue<GroupEvent> _known = new(); // of members that run already
    private Want? _end;
    private Instant? _woken;

    /// <param name="group">What it is.</param>
    /// <param name="members">Its members as they are now.</param>
    /// <param name="before">The one that it takes the place of.</param>
    /// <param name="begun">Where it begins.</param>
    /// <param name="able">How able the supervisor was then.</param>
    internal GroupReplay(
        GroupOptions group, SeenMember[] members, GroupReplay? before, TraceEvent begun,
        TimeSpan able)
    {
        _group = group;
        _members = members;
        _policy = group.Make();
        _wants = new Want?[members.Length];
        _isNew = [.. members.Select(_ => true)];
        _isStopping = new bool[members.Length];
        for (int member = 0; member < members.Length; member++)
        {
            // What the one before wanted may still be on its way.
            if (before?._wants[member] is { } want)
            {
                _leftOver.Add((member, want.Verb));
            }
        }

        Tell(new GroupEvent(GroupEventKind.Begin), begun.At, begun.Index, able);
    }

    /// <summary>
    /// When it wants to be woken. A time that has come is told once: what is due then may wait for
    /// something else.
    /// </summary>
    internal Instant? Wake => _policy.NextWake == _woken ? null : _policy.NextWake;

    /// <summary>Whether the supervisor is to end.</summary>
    internal bool EndsAll => _end is not null;

    /// <summary>The event that its last decision is about.</summary>
    internal int Because { get; private set; } = -1;

    /// <summary>Tells it what the supervisor has heard of a member.</summary>
    internal void Hear(GroupEvent happened, Instant at, int index, TimeSpan able)
    {
        if (happened.Kind == GroupEventKind.StartFailed && _isNew[happened.Member])
        {
            // A fresh policy would take that for the failure of the whole group.
            Tell(happened with { Kind = GroupEventKind.Started }, at, index, able);
            happened = new(GroupEventKind.Exited, happened.Member, ExitStatus.Unknown);
        }

        Tell(happened, at, index, able);
    }

    /// <summary>The time that it wanted to be woken at has come.</summary>
    internal void Tick(Instant at, int index, TimeSpan able)
    {
        _woken = Wake;
        Tell(new GroupEvent(GroupEventKind.Tick), at, index, able);
    }

    internal void TickIfDue(TraceEvent happened, TimeSpan able)
    {
        if (Wake <= happened.At)
        {
            Tick(happened.At, happened.Index, able);
        }
    }

    /// <summary>Whether it wants that of a member; it is taken for done then.</summary>
    internal bool Takes(int member, GroupVerb verb)
    {
        if (_leftOver.Remove((member, verb)))
        {
            return true;
        }

        // Whether one that rests has failed is not the policy's to say.
        bool isDown = verb is GroupVerb.GiveUp or GroupVerb.Rest;
        if (_wants[member] is { } want && (want.Verb == verb
            || (isDown && want.Verb is GroupVerb.GiveUp or GroupVerb.Rest)))
        {
            _wants[member] = null;
            return true;
        }

        return false;
    }

    /// <summary>What was to be done before the supervisor was so able, and is not.</summary>
    internal (string What, int Because)? Late(TimeSpan able)
    {
        if (_end is { } end && end.Able < able)
        {
            return ("the instance was to be ended", end.Because);
        }

        for (int member = 0; member < _wants.Length; member++)
        {
            if (_wants[member] is { } want && want.Able < able)
            {
                string unit = _members[member].Unit;
                return (want.Verb switch
                {
                    GroupVerb.Start => $"{unit} was to be started",
                    GroupVerb.Stop => $"{unit} was to be ended",
                    GroupVerb.GiveUp or GroupVerb.Rest => $"{unit} was to be given up or done",
                    GroupVerb.Wait or GroupVerb.EndAll =>
                        throw new InvalidOperationException($"{want.Verb} is not waited for"),
                }, want.Because);
            }
        }

        return null;
    }

    private void Tell(GroupEvent happened, Instant at, int index, TimeSpan able)
    {
        TellOnce(happened, at, index, able);
        while (_known.TryDequeue(out GroupEvent known))
        {
            TellOnce(known, at, index, able);
        }
    }

    private void TellOnce(GroupEvent happened, Instant at, int index, TimeSpan able)
    {
        Because = index;
        int told = happened.Member;
        if (happened.Kind is GroupEventKind.Started or GroupEventKind.StartFailed
            or GroupEventKind.Exited)
        {
            (_isNew[told], _isStopping[told]) = (false, false);
            _wants[told] = null;
        }

        ValueList<GroupAct> acts = _policy.On(
            happened, at, GroupDraw.Of(_group.Name, happened, at));
        IEnumerable<int> leaving =
            Enumerable.Range(0, _members.Length).Where(member => _isStopping[member]);
        if (Foresight.IsTheEnd(_policy, acts, leaving, at))
        {
            _end = new Want(GroupVerb.EndAll, able, index);
            return;
        }

        foreach (GroupAct act in acts)
        {
            Want(act, index, able);
        }
    }

    private void Want(GroupAct act, int index, TimeSpan able)
    {
        SeenMember member = _members[act.Member];
        if (act.Verb == GroupVerb.Start && member.Pid is not null)
        {
            _known.Enqueue(new GroupEvent(GroupEventKind.Started, act.Member));
            if (member.IsReady)
            {
                _known.Enqueue(new GroupEvent(GroupEventKind.Ready, act.Member));
            }

            return;
        }

        bool isUnderWay = _isStopping[act.Member] || member.IsLeaving;
        _isStopping[act.Member] |= act.Verb == GroupVerb.Stop;
        if (act.Verb == GroupVerb.Stop && isUnderWay)
        {
            return;
        }

        _wants[act.Member] = act.Verb is GroupVerb.Wait or GroupVerb.EndAll
            ? null
            : new Want(act.Verb, able, index);
    }
}

/// <summary>What a policy wants of a member, how able the supervisor was, and why.</summary>
internal sealed record Want(GroupVerb Verb, TimeSpan Able, int Because);
