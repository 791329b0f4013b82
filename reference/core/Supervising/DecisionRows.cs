using Harness.Reference.Policies;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>What is done about what a policy wants.</summary>
internal static class DecisionRows
{
    /// <summary>What the worker's own policy wants.</summary>
    internal static Reaction CarryOut(ChildState state, RestartDecision decision, Situation at) =>
        decision.Verb != RestartVerb.End ? Show(state, decision, at)
        : state.Known is null ? Reaction.None(state, Ignored.NothingRuns)
        : Reaction.Of(state, WorkerAct.Log(LogCode.WorkerOverran, (long)decision.Because))
            .Then(ChildMoves.EndOverrun);

    /// <summary>What is to be seen of a decision about a worker that is down.</summary>
    internal static Reaction Show(ChildState state, RestartDecision decision, Situation at) =>
        state.IsDisabled ? Reaction.None(state, Ignored.IsDisabled) : decision.Verb switch
        {
            RestartVerb.Nothing or RestartVerb.End => Reaction.None(state, Ignored.NothingWanted),
            RestartVerb.Start => Plan(state, at.Now, decision, at),
            RestartVerb.Wait => Plan(state, null, decision, at),
            RestartVerb.Pause => Crippled(
                Reaction.Of(
                    state with { Condition = WorkerCondition.Paused, StartDue = null },
                    WorkerAct.Log(
                        LogCode.WorkerPaused, at.Until(at.PolicyWake), decision.Count)),
                at),
            RestartVerb.Rest or RestartVerb.GiveUp or RestartVerb.EndAll =>
                DownForGood(state, decision, at),
        };

    private static Reaction DownForGood(
        ChildState state, RestartDecision decision, Situation at)
    {
        if (decision.Verb == RestartVerb.Rest && !WorkerLoss.IsOne(decision, state.LastExit))
        {
            return Reaction.Of(
                state with { Condition = WorkerCondition.Done, StartDue = null },
                WorkerAct.Log(LogCode.WorkerDone, (long)decision.Because, decision.Count));
        }

        Reaction lost = Reaction.Of(
            state with { Condition = WorkerCondition.GivenUp, StartDue = null },
            WorkerAct.Log(LogCode.WorkerGivenUp));
        return WorkerLoss.EndsInstance(decision, state.Worker)
            ? lost.And(WorkerAct.EndInstance(InstanceEnd.Policy, ErrorKind.Exhausted))
            : Crippled(lost, at);
    }

    /// <summary>The worker will be away for long, or for good.</summary>
    private static Reaction Crippled(Reaction lost, Situation at) => lost
        .And(WorkerAct.Meet(ErrorKind.Exhausted))
        .And(WorkerLoss.EndsWhenCrippled(at.Options, lost.State.Worker)
            ? WorkerAct.EndInstance(InstanceEnd.Crippled, ErrorKind.Exhausted)
            : null);

    private static Reaction Plan(
        ChildState state, Instant? start, RestartDecision decision, Situation at) => Reaction
        .Of(
            state with { Condition = WorkerCondition.Starting, StartDue = start })
        .And(decision is { Verb: RestartVerb.Start, Because: RestartReason.Revived }
            ? WorkerAct.Log(LogCode.WorkerRevived)
            : null)
        .And(WorkerAct.Log(
            LogCode.RestartDecided, at.Until(start ?? at.PolicyWake), decision.Count));
}
