using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// What the policy of one group decides, told from outside: when members are started and end is the
/// machine's word. The supervisor's log says only when it came to hear of it, which is what the
/// order of the steps depends on. Where the order of an event and of a time that had come cannot be
/// known, the group is not judged any more.
/// </summary>
internal sealed class GroupModel(GroupOptions group) : TimedChecker
{
    // From the moment that something is due until the supervisor has surely done it.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    // A time that came longer ago was surely seen before what happens now.
    private static readonly TimeSpan Doubt = TimeSpan.FromMilliseconds(50);

    private readonly SeenMember[] _members =
        [.. group.Members.Select(member => new SeenMember(member.Worker))];

    private GroupReplay? _replay; // null: nothing is judged now
    private TimeSpan? _wakeSince;

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case SupervisorStarted:
                Forget();
                Array.ForEach(_members, member => member.Lose());
                return null;
            case SupervisorKilled or SupervisorCrashed or SupervisorExited or FatalWritten
                or Logged { Code: LogCode.SupervisorStopping }:
                Forget();
                return null;
            case ProcessStarted started when Find(started.Unit) is { } member:
                member.Starts[started.Pid] = started;
                return started.ByMachine ? null : Act(member, GroupVerb.Start, happened, world);
            case StartRefused refused when Find(refused.Unit) is { } member:
                return Act(member, GroupVerb.Start, happened, world);
            case ProcessExited exited when Find(exited.Unit) is { } member:
                member.Ends[exited.Pid] = exited;
                return null;
            case ProcessReaped { ByMachine: true } gone when Find(gone.Unit) is { } member:
                member.Ends.Remove(gone.Pid); // nobody says how it ended, nor when
                return null;
            case Logged { Code: LogCode.GroupBegun } told when told.Subject == group.Name:
                _replay = new GroupReplay(group, _members, _replay, told, world.AbleFor);
                _wakeSince = null;
                return null;
            case Logged { Code: LogCode.InstanceEnding } told:
                return InstanceEnds(told, world);
            case Logged told when Find(told.Subject) is { } member:
                return Said(told, member, world);
            default:
                return null;
        }
    }

    internal override Finding? Overdue(Instant now, int last, WorldState world)
    {
        if (_replay is not { } replay || world.Phase != LifePhase.Running)
        {
            return null;
        }

        TimeSpan able = world.AbleUntil(now);
        _wakeSince = replay.Wake <= now ? _wakeSince ?? able : null;
        if (able - _wakeSince > Margin)
        {
            // Nothing shows when it was woken, and what it decided may be nothing.
            replay.Tick(replay.Wake!.Value, last, able);
            _wakeSince = null;
        }

        return replay.Late(able - Margin) is { } late
            ? Finding.Fail(
                $"{late.What} by the policy of the group {group.Name}, and {Margin.TotalSeconds} s"
                + " later it is not", Math.Max(0, late.Because), last)
            : null;
    }

    private SeenMember? Find(string unit) => Array.Find(_members, member => member.Unit == unit);

    private void Forget() => (_replay, _wakeSince) = (null, null);

    private Finding? Said(Logged told, SeenMember member, WorldState world)
    {
        switch (told.Code)
        {
            case LogCode.WorkerStarted or LogCode.WorkerAdopted:
                member.Pid = (int)told.First;
                member.IsReady = false;
                Tell(told, member, GroupEventKind.Started,
                    member.Starts.GetValueOrDefault((int)told.First)?.At ?? told.At, world);
                return null;
            case LogCode.WorkerReady:
                member.IsReady = true;
                Tell(told, member, GroupEventKind.Ready, told.At, world);
                return null;
            case LogCode.WorkerExited:
                ProcessExited? end = member.Ends.GetValueOrDefault((int)told.First);
                member.Lose();
                IsReached |= _replay is not null;
                Tell(told, member, GroupEventKind.Exited, end?.At ?? told.At, world,
                    end is not null && member.IsChild(told) ? end.Status : ExitStatus.Unknown);
                return null;
            case LogCode.WorkerStartFailed:
                Tell(told, member, GroupEventKind.StartFailed, told.At, world);
                return null;
            case LogCode.WorkerStopped:
                Finding? wrong = Act(member, GroupVerb.Stop, told, world);
                member.IsLeaving = true;
                return wrong;
            case LogCode.WorkerGivenUp:
                return Act(member, GroupVerb.GiveUp, told, world);
            case LogCode.WorkerDone:
                return Act(member, GroupVerb.Rest, told, world);
            case LogCode.RestartDecided:
                _replay?.TickIfDue(told, world.AbleFor);
                return null;
            default:
                return null;
        }
    }

    private void Tell(
        Logged told, SeenMember member, GroupEventKind kind, Instant at, WorldState world,
        ExitStatus exit = default)
    {
        if (_replay is not { } replay)
        {
            return;
        }

        if (replay.Wake is { } wake && wake <= told.At)
        {
            if (told.At - wake < Doubt || world.IsStalled || _wakeSince is not null)
            {
                Forget(); // which of the two came first?
                return;
            }

            replay.Tick(wake, told.Index, world.AbleFor);
        }

        int number = Array.IndexOf(_members, member);
        replay.Hear(new GroupEvent(kind, number, exit), at, told.Index, world.AbleFor);
    }

    /// <summary>Something was done or said of a member: its group's policy must want it.</summary>
    private Finding? Act(SeenMember member, GroupVerb verb, TraceEvent happened, WorldState world)
    {
        if (_replay is not { } replay || world.Phase != LifePhase.Running)
        {
            return null;
        }

        int number = Array.IndexOf(_members, member);
        if (!replay.Takes(number, verb))
        {
            replay.TickIfDue(happened, world.AbleFor);
            if (!replay.Takes(number, verb))
            {
                string what = verb switch
                {
                    GroupVerb.Start => "started",
                    GroupVerb.Stop => "ended",
                    GroupVerb.GiveUp or GroupVerb.Rest => "given up or done",
                    GroupVerb.Wait or GroupVerb.EndAll =>
                        throw new InvalidOperationException($"{verb} is not seen"),
                };
                return Finding.Fail(
                    $"{member.Unit} was {what} at {happened.At}, and the policy of the group"
                    + $" {group.Name} does not say so",
                    Math.Max(0, replay.Because), happened.Index);
            }
        }

        return null;
    }

    private Finding? InstanceEnds(Logged told, WorldState world)
    {
        GroupReplay? replay = _replay;
        Forget();
        if (replay is null || told.Subject != group.Name
            || (InstanceEnd)told.First != InstanceEnd.Group)
        {
            return null;
        }

        replay.TickIfDue(told, world.AbleFor);
        return replay.EndsAll
            ? null
            : Finding.Fail(
                $"the instance ends because of the group {group.Name}, and its policy does not"
                + " say so", told);
    }
}

/// <summary>A member, as the trace shows it.</summary>
internal sealed class SeenMember(string unit)
{
    internal string Unit => unit;

    /// <summary>Of the process that the supervisor looks after; null: of none.</summary>
    internal int? Pid { get; set; }

    internal bool IsReady { get; set; }

    /// <summary>Whether it is being ended.</summary>
    internal bool IsLeaving { get; set; }

    /// <summary>How its processes were started, by pid.</summary>
    internal Dictionary<int, ProcessStarted> Starts { get; } = [];

    /// <summary>How its processes ended, by pid.</summary>
    internal Dictionary<int, ProcessExited> Ends { get; } = [];

    /// <summary>
    /// Whether the life that speaks of a process has started it: only a parent hears how it ended.
    /// </summary>
    internal bool IsChild(Logged told) =>
        Starts.TryGetValue((int)told.First, out ProcessStarted? start)
        && !start.ByMachine && start.Life == told.Life;

    internal void Lose() => (Pid, IsReady, IsLeaving) = (null, false, false);
}
