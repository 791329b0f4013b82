using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Properties.Policies.Groups;

/// <summary>
/// Plays the members of a group on virtual time: each life is as long as the test says, starts take
/// no time, stops the time that the life says. It refuses acts that no executor could carry out:
/// two processes of one member, a stop of what does not run, anything after the end.
/// </summary>
/// <param name="group">The policy, and its members.</param>
/// <param name="lives">The life of a member by its number, from 0.</param>
internal sealed class GroupWorld(MadeGroup group, Func<int, int, Life> lives)
{
    private readonly PriorityQueue<Pending, (Instant At, int Sequence)> _queue = new();
    private readonly List<GroupEntry> _played = [];
    private readonly int[] _started = new int[group.Members.Count];
    private readonly Life?[] _running = new Life?[group.Members.Count];
    private readonly bool[] _isStopping = new bool[group.Members.Count];
    private Instant _now;
    private int _sequence;

    private readonly record struct Pending(GroupEvent Event, int Life);

    /// <summary>What was done, in order.</summary>
    internal IReadOnlyList<GroupEntry> Played => _played;

    /// <summary>The act that ended the supervisor; null if it goes on.</summary>
    internal GroupEntry? End { get; private set; }

    /// <summary>Whether a process of the member is there.</summary>
    internal bool IsUp(int member) => _running[member] is not null;

    /// <summary>The acts of these kinds as words.</summary>
    internal string Words(params GroupVerb[] verbs) => string.Join(
        ", ",
        _played.Where(entry => verbs.Contains(entry.Act.Verb))
            .Select(entry => entry.Text(group.Members)));

    /// <summary>The starts of a member, in seconds.</summary>
    internal double[] Starts(string member) =>
        [.. _played.Where(entry => entry.Act.Verb == GroupVerb.Start
            && group.Members[entry.Act.Member] == member).Select(entry => entry.Seconds)];

    /// <summary>Something that happens at that time, to the life that is there then.</summary>
    internal void Plan(
        double seconds, GroupEventKind kind, int member = 0, ExitStatus exit = default) =>
        Later(AtOf(seconds), new(kind, member, exit), life: -1);

    /// <summary>Begins at 0 and goes on until then, or until nothing more can happen.</summary>
    internal GroupWorld Run(double seconds, ulong seed = 0)
    {
        Later(Instant.Zero, new(GroupEventKind.Begin), life: -1, isFirst: true);
        Instant until = AtOf(seconds);
        for (int step = 0; End is null; step++)
        {
            Assert(step < 100_000, "it does not come to an end");
            Instant? wake = group.Policy.NextWake;
            bool hasEvent = _queue.TryPeek(out _, out (Instant At, int) first);
            if (!hasEvent && wake is null)
            {
                break;
            }

            bool isTick = wake is { } at && (!hasEvent || at < first.At);
            Instant due = isTick ? wake!.Value : first.At;
            if (due > until)
            {
                break;
            }

            _now = due > _now ? due : _now;
            ulong draw = seed * 0x9E3779B97F4A7C15 + (ulong)step;
            if (isTick)
            {
                Tell(new(GroupEventKind.Tick), draw);
            }
            else
            {
                Happen(_queue.Dequeue(), draw);
            }
        }

        return this;
    }

    // To the nearest tick: a double has no 1.001.
    private static Instant AtOf(double seconds) =>
        new((long)Math.Round(seconds * TimeSpan.TicksPerSecond));

    private static void Assert(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    private void Later(Instant at, GroupEvent happened, int life, bool isFirst = false) =>
        _queue.Enqueue(new(happened, life), (at, isFirst ? -1 : _sequence++));

    private void Happen(Pending pending, ulong draw)
    {
        int member = pending.Event.Member;
        if (pending.Event.Kind == GroupEventKind.Exited)
        {
            bool isThere = IsUp(member)
                && (pending.Life < 0 || pending.Life == _started[member]);
            if (!isThere)
            {
                return; // it has ended otherwise
            }

            _running[member] = null;
            _isStopping[member] = false;
        }

        Tell(pending.Event, draw);
    }

    private void Tell(GroupEvent happened, ulong draw)
    {
        Assert(End is null, $"{happened} after the end");
        ValueList<GroupAct> acts = group.Policy.On(happened, _now, draw);
        foreach (GroupAct act in acts)
        {
            Assert(End is null, $"{act} after the end");
            _played.Add(new(_now, act));
            Do(act);
        }
    }

    private void Do(GroupAct act)
    {
        int member = act.Member;
        switch (act.Verb)
        {
            case GroupVerb.Start:
                Assert(!IsUp(member), $"{act} of what runs");
                Start(member);
                break;
            case GroupVerb.Stop:
                Assert(IsUp(member) && !_isStopping[member], $"{act} of what does not run");
                _isStopping[member] = true;
                TimeSpan given = act.Patience ?? TimeSpan.MaxValue;
                TimeSpan taken = _running[member]!.Value.StopTime;
                bool isKilled = taken > given;
                Later(
                    _now + (isKilled ? given : taken),
                    new(
                        GroupEventKind.Exited, member,
                        ExitStatus.Signal(isKilled ? Signal.Kill : act.With)),
                    _started[member]);
                break;
            case GroupVerb.EndAll:
                Assert(_running.All(life => life is null), "the end while something runs");
                End = _played[^1];
                break;
            case GroupVerb.Wait or GroupVerb.GiveUp or GroupVerb.Rest:
                Assert(!IsUp(member), $"{act} of what runs");
                break;
            default:
                throw new InvalidOperationException($"unknown verb {act.Verb}");
        }
    }

    private void Start(int member)
    {
        Life life = lives(member, _started[member]++);
        if (life.IsStillborn)
        {
            Later(_now, new(GroupEventKind.StartFailed, member), life: -1);
            return;
        }

        _running[member] = life;
        Later(_now, new(GroupEventKind.Started, member), life: -1);
        if (life.Length is { } length)
        {
            Later(
                _now + length, new(GroupEventKind.Exited, member, life.Exit), _started[member]);
        }
    }
}
