using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>How a worker comes and goes, whoever began it: rows of its table share these.</summary>
internal static class ChildMoves
{
    /// <summary>Takes over a process that runs already.</summary>
    internal static Reaction Adopt(ChildState state, ProcessStatus found, Situation at)
    {
        Reaction adopted = Reaction
            .Of(state, WorkerAct.Log(LogCode.WorkerAdopted, found.Identity.Pid))
            .Then(now => LookAfter(
                now, found.Identity, found.Identity.StartedAt, found.Tag, at));
        return found.State == ProcessState.Ready
            ? adopted.Then(now => Serve(now, found, at))
            : adopted;
    }

    /// <summary>A start has brought that process.</summary>
    internal static Reaction Started(
        ChildState state, ProcessIdentity process, bool isNew, Situation at) => Reaction
        .Of(
            state with { Began = isNew ? process : state.Began },
            WorkerAct.Log(isNew ? LogCode.WorkerStarted : LogCode.WorkerAdopted, process.Pid))
        .Then(now => LookAfter(
            now, process, process.StartedAt, isNew ? now.Worker.Unit.Tag : "", at));

    /// <summary>A start has failed.</summary>
    internal static Reaction NotStarted(ChildState state, Situation at) =>
        Replaced(state, false)
            .And(Post(state, GroupEventKind.StartFailed, at.Now))
            .Then(now => WorkerTable.Do(
                now, Operation.Deciding, WorkerAct.Ask(PolicyEventKind.StartFailed, at.Now)));

    /// <summary>That process has said that it is ready.</summary>
    internal static Reaction Serve(ChildState state, ProcessStatus ready, Situation at) => Reaction
        .Of(
            state with
            {
                Condition = WorkerCondition.Serving, Tag = ready.Tag, ReadyBy = null,
                IsBringingUp = false,
            },
            WorkerAct.Log(LogCode.WorkerReady, ready.Identity.Pid),
            WorkerAct.Tell(PolicyEventKind.Ready, at.Now))
        .And(Post(state, GroupEventKind.Ready, at.Now))
        .Then(now => Replaced(now, now.IsUpToDate));

    /// <summary>
    /// Its process has ended. What that costs is decided before anybody is asked when there is to
    /// be a new one.
    /// </summary>
    /// <param name="state">What was believed.</param>
    /// <param name="exit">How it ended.</param>
    /// <param name="when">When.</param>
    /// <param name="isListed">Whether it is on the list, so that it must be collected.</param>
    /// <param name="at">What is so.</param>
    internal static Reaction Ended(
        ChildState state, ExitStatus exit, Instant when, bool isListed, Situation at)
    {
        ProcessIdentity ended = state.Known!.Value;
        bool endsAll = !at.IsEnding && !state.IsLeaving // an end that was asked for costs nothing
            && WorkerLoss.EndsWhenDead(at.Options, state.Worker);
        Reaction gone = Reaction
            .Of(
                state with
                {
                    Known = null, ReadyBy = null, EndDue = null, LastExit = exit, LastExitAt = when,
                    Condition = state.IsDisabled
                        ? WorkerCondition.GivenUp
                        : WorkerCondition.Starting,
                    IsLeaving = false,
                },
                WorkerAct.Log(
                    LogCode.WorkerExited, ended.Pid,
                    (long)(when - ended.StartedAt).TotalMilliseconds))
            .Then(now => Replaced(now, false))
            .And(Post(state, GroupEventKind.Exited, when, exit))
            .And(new WorkerAct(ActKind.WakeReaper))
            .And(endsAll
                ? WorkerAct.EndInstance(InstanceEnd.WorkerDied, ErrorKind.Missing)
                : null);
        return isListed
            ? gone.Then(now => WorkerTable.Do(
                now, endsAll ? Operation.CollectingLast : Operation.Collecting,
                WorkerAct.Collect(ended)))
            : endsAll ? gone
            : gone.Then(now => WorkerTable.Do(
                now, Operation.Deciding, WorkerAct.Ask(PolicyEventKind.Exited, when, exit)));
    }

    /// <summary>
    /// Its policy gave its process a time, and that is over: it is asked to end, and killed after
    /// its grace. Its end is told to the policy as any other.
    /// </summary>
    internal static Reaction EndOverrun(ChildState state) => state.Known is null
        ? Reaction.Of(state with { EndDue = null })
        : WorkerTable.Do(
            state with { EndDue = null }, Operation.Ending, new WorkerAct(ActKind.EndUnit));

    /// <summary>An end has failed: it is tried again, as long after as a start may take.</summary>
    internal static Reaction EndAgain(ChildState state, Situation at) => Reaction.Of(
        state with { IsLeaving = false, EndDue = at.Now + state.Worker.ReadyWithin },
        WorkerAct.Meet(ErrorKind.Damaged));

    /// <summary>
    /// It failed for good, and the service is whole without it: from now on it is left down.
    /// </summary>
    internal static Reaction Disable(ChildState state, Instability because) => Reaction.Of(
        state with { IsDisabled = true, Condition = WorkerCondition.GivenUp, StartDue = null },
        WorkerAct.Log(LogCode.WorkerDisabled, (long)because));

    /// <summary>Answers who replaces it, if anybody does.</summary>
    internal static Reaction Replaced(ChildState state, bool isServing) => state.IsBeingReplaced
        ? Reaction.Of(
            state with { IsBeingReplaced = false }, WorkerAct.AnswerReplace(isServing))
        : Reaction.None(state, Ignored.SoAlready);

    private static Reaction LookAfter(
        ChildState state, ProcessIdentity process, Instant startedAt, string tag, Situation at) =>
        Reaction
            .Of(
                state with
                {
                    Known = process, Tag = tag, Condition = WorkerCondition.Starting,
                    StartDue = null, EndDue = null, ReadyBy = at.Now + state.Worker.ReadyWithin,
                },
                WorkerAct.Tell(PolicyEventKind.Started, startedAt))
            .And(Post(state, GroupEventKind.Started, startedAt));

    private static WorkerAct? Post(
        ChildState state, GroupEventKind happened, Instant at, ExitStatus exit = default) =>
        state.Seat is { } seat ? WorkerAct.Post(seat, happened, at, exit) : null;
}
