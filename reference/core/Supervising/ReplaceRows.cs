using Harness.Reference.Policies;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// A change of the configuration: the worker gets other options. It is the controller that acts, so
/// that nobody else starts or ends its process meanwhile.
/// </summary>
internal static class ReplaceRows
{
    /// <summary>It takes the options that it was given.</summary>
    internal static Reaction TakeNext(ChildState state) => state.Next is not { } next
        ? Reaction.None(state, Ignored.NoOptions)
        : WorkerTable.Do(
            state with { Worker = next, Next = null, IsDisabled = false }, // that revives
            Operation.Defining,
            new WorkerAct(ActKind.RenewPolicy), new WorkerAct(ActKind.Define));

    /// <summary>Whether the options are known to the service manager.</summary>
    internal static Reaction Defined(ChildState state, bool isDone)
    {
        if (!isDone)
        {
            return ChildMoves.Replaced(state, false);
        }

        if (!state.IsUpToDate)
        {
            return MakeWay(state);
        }

        Reaction told = Reaction.Of(
            state, WorkerAct.Tell(PolicyEventKind.Started, state.Known!.Value.StartedAt));
        return state.Condition == WorkerCondition.Serving
            ? told.Then(now => ChildMoves.Replaced(now, true))
            : told;
    }

    // From here on there is to be none: nobody else need look after it.
    private static Reaction MakeWay(ChildState state) => WorkerTable.Do(
        state with
        {
            MakingWay = state.Known, Known = null, ReadyBy = null, StartDue = null, EndDue = null,
            Condition = WorkerCondition.Starting,
        },
        Operation.MakingWay,
        WorkerAct.Log(LogCode.RestartDecided), new WorkerAct(ActKind.EndUnit));

    /// <summary>The process with the former options is gone.</summary>
    internal static Reaction MadeWay(ChildState state, Situation at) =>
        state.MakingWay is { } ended
            ? WorkerTable.Do(
                state with { MakingWay = null }, Operation.Clearing, WorkerAct.Collect(ended))
            : Restart(state, at);

    /// <summary>There is none: one with the new options is started.</summary>
    internal static Reaction Restart(ChildState state, Situation at) =>
        state.IsRetired || at.IsEnding
            ? Reaction.None(state, Ignored.Ending)
            : WorkerTable.Start(state, at);

    /// <summary>
    /// The process could not be ended: it goes on as it was, and is looked at anew.
    /// </summary>
    internal static Reaction Stays(ChildState state, Situation at) => Reaction.Of(
        state with
        {
            Known = state.MakingWay, MakingWay = null, ReadyBy = at.Now + state.Worker.ReadyWithin,
        },
        new WorkerAct(ActKind.LookAgain)).Then(now => ChildMoves.Replaced(now, false));
}
