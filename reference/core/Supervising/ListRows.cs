using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>What is done about what the list says of a worker.</summary>
internal static class ListRows
{
    /// <summary>The list was asked for, and this is what it says.</summary>
    internal static Reaction Seen(ChildState state, WorkerStimulus listed, Situation at)
    {
        if (listed.List is not { } all)
        {
            return Reaction.None(state, Ignored.NobodySays);
        }

        if (state.Known is not { } known)
        {
            return AdoptWhatRuns(state, all, at);
        }

        ProcessStatus? status = Fates.Find(known, all);
        return Fates.Of(known, all) switch
        {
            Fate.Vanished => ChildMoves.Ended(
                state, ExitStatus.Unknown, at.Now, isListed: false, at),

            // The machine's stamp is better than the time of looking: the hint may be late.
            Fate.Ended => ChildMoves.Ended(
                state, status!.Exit, status.ExitedAt, isListed: true, at),
            Fate.Alive => Recover(state, status!) ?? Living(state, status!, listed.AskedAt, at),
        };
    }

    /// <summary>
    /// Whether it has had its time, and what it has asked for besides. It is judged by when it was
    /// asked: a stall may lie between asking and hearing.
    /// </summary>
    internal static bool IsOverdue(ChildState state, ProcessStatus status, Instant askedAt) =>
        askedAt >= state.ReadyBy && askedAt >= status.PatienceUntil;

    /// <summary>
    /// Nothing is looked after, but something runs: somebody else has started it.
    /// </summary>
    private static Reaction AdoptWhatRuns(
        ChildState state, IReadOnlyList<ProcessStatus> all, Situation at)
    {
        if (SlotPlan.Of(all).Keep is { } running)
        {
            return ChildMoves.Adopt(state, running, at);
        }

        // A person who asks how it is is told what the service manager says.
        return state.Condition != WorkerCondition.GivenUp && all.Any(status => status.IsGivenUp)
            ? Reaction.Of(
                state with { Condition = WorkerCondition.GivenUp },
                WorkerAct.Log(LogCode.WorkerGivenUp))
            : Reaction.None(state, Ignored.NothingRuns);
    }

    /// <summary>
    /// What the process asked for; null if it asked for nothing. Integrity comes before continuity:
    /// it is killed at once, without its grace, and only then is it asked when there will be a new
    /// one. That is for the worker's policy, so that one that asks too often pauses.
    /// </summary>
    private static Reaction? Recover(ChildState state, ProcessStatus status)
    {
        if (status.Report is not { } report || !WorkerLoss.IsAskedFor(status))
        {
            return null;
        }

        var told = WorkerAct.Log(LogCode.WorkerReported, (long)report.Asks, (long)report.Kind);
        return report.Asks == Rung.EndInstance
            ? Reaction.Of(
                state, told, WorkerAct.EndInstance(InstanceEnd.Integrity, ErrorKind.Damaged))
            : WorkerTable.Do(
                state, Operation.Killing, told, WorkerAct.EndProcess(status.Identity));
    }

    private static Reaction Living(
        ChildState state, ProcessStatus status, Instant askedAt, Situation at) =>
        status.State == ProcessState.Ready && state.Condition == WorkerCondition.Starting
            ? ChildMoves.Serve(state, status, at)
        : IsOverdue(state, status, askedAt)
            ? WorkerTable.Do(
                // If it cannot be ended it is tried again, as long after as a start may take.
                state with { ReadyBy = at.Now + state.Worker.ReadyWithin },
                Operation.Killing,
                WorkerAct.Meet(ErrorKind.TimedOut), WorkerAct.EndProcess(status.Identity))
        : Reaction.None(state, Ignored.AllIsWell);
}
