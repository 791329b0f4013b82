using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// What is done about everything that a worker's controller can hear: a pure function of what is
/// believed, what was heard and what is so around it. It reads no clock and calls nobody; whoever
/// carries out the acts feeds their outcomes back.
/// </summary>
internal static class WorkerTable
{
    /// <summary>One step.</summary>
    internal static Reaction Step(ChildState state, WorkerStimulus heard, Situation at) =>
        Refusal(state, heard.Sort, heard.Kind) is { } refusal
            ? Reaction.None(state, refusal)
            : heard.Kind switch
            {
                // Notes change what is believed, whatever is under way.
                StimulusKind.Adopted => ChildMoves.Adopt(state, heard.Process!, at),
                StimulusKind.Shown => Show(state, heard, at),
                StimulusKind.Disabled => ChildMoves.Disable(state, heard.Because),
                StimulusKind.Seated => Change(state, state with { Seat = heard.Seat }),
                StimulusKind.Given => Change(
                    state, state with { Next = heard.Options, IsBeingReplaced = true }),
                StimulusKind.Retired => Change(state, state with { IsRetired = true }),

                // Orders begin something. Whatever is told during startup is a reason to look.
                StimulusKind.BringUp or StimulusKind.Look or StimulusKind.Wake
                    or StimulusKind.Reset or StimulusKind.Replace or StimulusKind.StartNow
                    or StimulusKind.StopNow or StimulusKind.EndForGood or StimulusKind.Stop
                    when state.IsBringingUp => Look(state),
                StimulusKind.BringUp => BringUp(state, at),
                StimulusKind.Look => Look(state),
                StimulusKind.Wake => Due(state, at),
                StimulusKind.Reset => Reset(state, at),
                StimulusKind.Replace => ReplaceRows.TakeNext(state),
                StimulusKind.StartNow => StartNow(state, heard.Order, at),
                StimulusKind.StopNow => StopNow(state, heard.Order),
                StimulusKind.EndForGood => Do(
                    state, Operation.Retiring, new WorkerAct(ActKind.EndUnit)),
                StimulusKind.Stop => Reaction.None(state, Ignored.Ending),

                // Outcomes are what became of what was under way.
                StimulusKind.Listed or StimulusKind.StartAnswered or StimulusKind.ProcessEnded
                    or StimulusKind.UnitEnded or StimulusKind.Defined or StimulusKind.Collected
                    or StimulusKind.Decided => GoOn(
                        state with { Under = Operation.None }, state.Under, heard, at),
            };

    // One thing at a time, and no outcome of anything else.
    private static Ignored? Refusal(ChildState state, StimulusSort sort, StimulusKind kind) =>
        sort switch
        {
            StimulusSort.Note => null,
            StimulusSort.Order => state.Under != Operation.None ? Ignored.Busy : null,
            StimulusSort.Outcome => Awaited(state.Under) != kind ? Ignored.NotUnderWay : null,
        };

    /// <summary>What became of what was under way, and what comes next.</summary>
    private static Reaction GoOn(
        ChildState state, Operation done, WorkerStimulus outcome, Situation at) => done switch
        {
            Operation.None => throw new InvalidOperationException("nothing was under way"),
            Operation.Looking => state.IsBringingUp
                ? BringUpRows.Seen(state, outcome, at)
                : ListRows.Seen(state, outcome, at),
            Operation.Starting => Started(state, outcome.Answer, at),
            Operation.Settling => Settled(state, outcome, at),
            Operation.Killing => outcome.IsDone
                ? Look(state)
                : Reaction.Of(state, WorkerAct.Meet(ErrorKind.Damaged)), // it is tried again
            Operation.Ending => outcome.IsDone ? Look(state) : ChildMoves.EndAgain(state, at),
            Operation.Collecting => Do(
                state, Operation.Deciding,
                WorkerAct.Ask(PolicyEventKind.Exited, state.LastExitAt, state.LastExit)),
            Operation.CollectingLast => Reaction.None(state, Ignored.Over),
            Operation.Defining => ReplaceRows.Defined(state, outcome.IsDone),
            Operation.MakingWay => outcome.IsDone
                ? ReplaceRows.MadeWay(state, at)
                : ReplaceRows.Stays(state, at),
            Operation.Clearing => ReplaceRows.Restart(state, at),
            Operation.Retiring => Reaction.Of(
                state with { Known = null, Condition = WorkerCondition.Stopped },
                WorkerAct.AnswerRetire(outcome.IsDone)),
            Operation.Deciding => DecisionRows.CarryOut(state, outcome.Decision, at),
            Operation.Forgetting => Forgot(state, outcome.Decision, at),
            Operation.Insisting => Insisted(state, outcome.Decision, at),
        };

    /// <summary>The outcome that an operation waits for; null: none is under way.</summary>
    internal static StimulusKind? Awaited(Operation under) => under switch
    {
        Operation.None => null,
        Operation.Looking or Operation.Settling => StimulusKind.Listed,
        Operation.Starting => StimulusKind.StartAnswered,
        Operation.Killing => StimulusKind.ProcessEnded,
        Operation.Ending or Operation.MakingWay or Operation.Retiring => StimulusKind.UnitEnded,
        Operation.Collecting or Operation.CollectingLast or Operation.Clearing =>
            StimulusKind.Collected,
        Operation.Defining => StimulusKind.Defined,
        Operation.Deciding or Operation.Forgetting or Operation.Insisting => StimulusKind.Decided,
    };

    /// <summary>Those acts, of which the last one's outcome is waited for.</summary>
    internal static Reaction Do(
        ChildState state, Operation under, params ReadOnlySpan<WorkerAct> acts) =>
        Reaction.Of(state with { Under = under }, acts);

    private static Reaction Look(ChildState state) =>
        Do(state, Operation.Looking, new WorkerAct(ActKind.List));

    // Notes.

    private static Reaction Show(ChildState state, WorkerStimulus shown, Situation at) =>
        shown.Decision.Verb != RestartVerb.Wait
            ? DecisionRows.Show(state, shown.Decision, at)
            : Reaction.Of(
                state with { Condition = WorkerCondition.Starting },
                WorkerAct.Log(
                    LogCode.RestartDecided, at.Until(shown.GroupWake), shown.Decision.Count));

    private static Reaction Change(ChildState before, ChildState after) => before == after
        ? Reaction.None(before, Ignored.SoAlready)
        : Reaction.Of(after);

    // Orders.

    private static Reaction BringUp(ChildState state, Situation at)
    {
        ChildState coming = state with { IsBringingUp = true };
        return state.Condition == WorkerCondition.Serving
            ? Reaction.None(state, Ignored.SoAlready)
            : state.Known is null ? Start(coming, at)
            : at.IsEnding ? Reaction.None(state, Ignored.Ending)
            : Look(coming);
    }

    /// <summary>
    /// The time has come for something: a start, the end of what is over its time, a tick of the
    /// policy, or a look.
    /// </summary>
    private static Reaction Due(ChildState state, Situation at) =>
        state.StartDue <= at.Now ? Start(state with { StartDue = null }, at)
        : state.EndDue <= at.Now ? ChildMoves.EndOverrun(state)

        // The policy comes before the look: it may have a limit of its own for a start.
        : state.ReadyBy is null || at.PolicyWake <= at.Now
            ? Do(state, Operation.Deciding, WorkerAct.Ask(PolicyEventKind.Tick, at.Now))
        : Look(state);

    /// <summary>
    /// A person asked that failures be forgotten. What is down for good, or paused, is started
    /// again: a policy that only forgets is told of a request to start besides.
    /// </summary>
    private static Reaction Reset(ChildState state, Situation at) => Do(
        state with { IsDisabled = false, WasDisabled = state.IsDisabled },
        Operation.Forgetting, WorkerAct.Ask(PolicyEventKind.Reset, at.Now));

    private static Reaction Forgot(ChildState state, RestartDecision decision, Situation at) =>
        state.Known is not null || decision.Verb is not (RestartVerb.Nothing or RestartVerb.Rest)
            ? DecisionRows.CarryOut(state with { WasDisabled = false }, decision, at)
        : state.Condition is WorkerCondition.GivenUp or WorkerCondition.Done
            or WorkerCondition.Paused
            ? Do(state, Operation.Insisting, WorkerAct.Ask(PolicyEventKind.Manual, at.Now))
        : Insisted(state, decision, at);

    private static Reaction Insisted(ChildState state, RestartDecision decision, Situation at) =>
        DecisionRows.CarryOut(
            state with { WasDisabled = false },
            state.WasDisabled && decision.Verb == RestartVerb.Nothing
                ? new RestartDecision(RestartVerb.Start, RestartReason.Asked)
                : decision,
            at);

    private static Reaction StartNow(ChildState state, GroupAct order, Situation at) =>
        state.Seat is not { } seat
            ? Reaction.None(state, Ignored.NoMember) // it was taken out of the group meanwhile
        : state.Known is { } running
            ? Reaction.Of(
                state, WorkerAct.Post(seat, GroupEventKind.Started, running.StartedAt))
        : Reaction.Of(
            state with { Condition = WorkerCondition.Starting },
            WorkerAct.Log(LogCode.RestartDecided, 0, order.Count)).Then(now => Start(now, at));

    private static Reaction StopNow(ChildState state, GroupAct order) =>
        state.Seat is null ? Reaction.None(state, Ignored.NoMember)
        : state.Known is null ? Reaction.None(state, Ignored.Down)
        : Do(
            // From here on nobody else need look after it.
            state with
            {
                Condition = WorkerCondition.Starting, IsLeaving = true, ReadyBy = null,
            },
            Operation.Ending,
            WorkerAct.Log(LogCode.WorkerStopped, (long)order.Because),
            WorkerAct.EndUnitWith(order.With, order.Patience));

    // A start, and what becomes of it.

    internal static Reaction Start(ChildState state, Situation at) =>
        !at.MayStart || state.IsDisabled
            ? Reaction.None(state, Ignored.MayNotStart)
            : Do(state, Operation.Starting, new WorkerAct(ActKind.Start));

    private static Reaction Started(ChildState state, ServiceAnswer answer, Situation at) =>
        answer.Result != ServiceResult.TimedOut
            ? Answered(state, answer, at)
            : Do( // it may have happened: the list is asked
                state with { MayHaveBegun = true }, Operation.Settling,
                new WorkerAct(ActKind.List));

    private static Reaction Settled(ChildState state, WorkerStimulus listed, Situation at) =>
        Answered(
            state,
            listed.List?.FirstOrDefault(status => status.IsAlive) is { } running
                ? new ServiceAnswer(ServiceResult.Done, running.Identity)
                : new ServiceAnswer(ServiceResult.TimedOut),
            at);

    private static Reaction Answered(ChildState state, ServiceAnswer answer, Situation at)
    {
        if (answer.Result == ServiceResult.Ending)
        {
            return Reaction.None(state, Ignored.MayNotStart);
        }

        if (answer.Process is not { } process)
        {
            Reaction told = Reaction.Of(
                state, WorkerAct.Log(LogCode.WorkerStartFailed, (long)answer.Failure));
            return told.Then(now => state.IsBringingUp
                ? BringUpRows.Fail(now, ErrorOrigin.Worker, ErrorKind.Refused)
                : ChildMoves.NotStarted(now, at));
        }

        Reaction up = ChildMoves.Started(
            state, process, isNew: answer.Result == ServiceResult.Done, at);
        return state.IsBringingUp && !at.IsEnding ? up.Then(Look) : up;
    }
}
