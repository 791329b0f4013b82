using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// What is done about what the list says of a worker during startup: whatever is wrong is the
/// answer, and nothing is tried again. "if we fail to start, the user will more likely notice"
/// (Knot)
/// </summary>
internal static class BringUpRows
{
    /// <summary>The list was asked for, and this is what it says.</summary>
    internal static Reaction Seen(ChildState state, WorkerStimulus listed, Situation at)
    {
        if (listed.List is not { } all)
        {
            return Fail(state, ErrorOrigin.Services, ErrorKind.TimedOut);
        }

        return state.Known is not { } known
            || Fates.Find(known, all) is not { IsAlive: true } status
                ? Fail(state, ErrorOrigin.Worker, ErrorKind.Missing)
            : status.State == ProcessState.Ready ? ChildMoves.Serve(state, status, at)
            : ListRows.IsOverdue(state, status, listed.AskedAt)
                ? Fail(state, ErrorOrigin.Worker, ErrorKind.TimedOut)
            : Reaction.None(state, Ignored.AllIsWell);
    }

    /// <summary>It could not be brought up, and that is the answer.</summary>
    internal static Reaction Fail(ChildState state, ErrorOrigin origin, ErrorKind error) =>
        Reaction.Of(
            state with { IsBringingUp = false }, WorkerAct.FailBringUp(origin, error));
}
