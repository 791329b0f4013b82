using Harness.Reference.Supervising;
using Xunit;

namespace Harness.Properties.Reference.Supervising;

/// <summary>
/// Every pair of a state and a stimulus is answered: with an act, with a change, or with the reason
/// why it is ignored.
/// </summary>
public class WorkerTableTests(ITestOutputHelper output)
{
    private const int Pairs = 2_555_280;

    [Fact]
    public void No_pair_of_a_state_and_a_stimulus_is_passed_over_in_silence()
    {
        var reasons = new HashSet<Ignored>();
        var kinds = new HashSet<ActKind>();
        var begun = new HashSet<Operation>();
        int pairs = 0;
        foreach (ChildState state in WorkerWorld.States())
        {
            foreach (WorkerStimulus heard in WorkerWorld.Stimuli)
            {
                pairs++;
                foreach (Situation at in WorkerWorld.Situations)
                {
                    Reaction reaction = WorkerTable.Step(state, heard, at);
                    if (WrongWith(state, heard, at, reaction) is { } wrong)
                    {
                        Assert.Fail($"{wrong}: {state}, {heard}, {at}: {reaction}");
                    }

                    reasons.Add(reaction.Because);
                    begun.Add(reaction.State.Under);
                    kinds.UnionWith(reaction.Acts.Select(act => act.Kind));
                }
            }
        }

        output.WriteLine($"{pairs} pairs, each in {WorkerWorld.Situations.Length} situations");
        Assert.Equal(Pairs, pairs);
        Assert.Equal(Enum.GetValues<Ignored>(), reasons.Order());
        Assert.Equal(Enum.GetValues<ActKind>(), kinds.Order());
        Assert.Equal(Enum.GetValues<Operation>(), begun.Order());
    }

    [Fact]
    public void The_same_is_answered_to_the_same() => Assert.All(
        WorkerWorld.States().Where((_, index) => index % 97 == 0),
        state => Assert.All(WorkerWorld.Stimuli, heard => Assert.Equal(
            WorkerTable.Step(state, heard, WorkerWorld.Situations[0]),
            WorkerTable.Step(state with { }, heard, WorkerWorld.Situations[0]))));

    private static string? WrongWith(
        ChildState state, WorkerStimulus heard, Situation at, Reaction reaction)
    {
        bool isIgnored = reaction.Because != Ignored.No;
        if (reaction.Acts.Count > 0 ? isIgnored : !isIgnored && Same(state, reaction.State))
        {
            return isIgnored ? "ignored and acted on" : "passed over in silence";
        }

        // An order is refused while something is under way, and an outcome that nobody waits for.
        StimulusKind? awaited = WorkerTable.Awaited(state.Under);
        Ignored? refusal = heard.Sort switch
        {
            StimulusSort.Note => null,
            StimulusSort.Order => awaited is null ? null : Ignored.Busy,
            StimulusSort.Outcome => awaited == heard.Kind ? null : Ignored.NotUnderWay,
        };
        if (refusal is { } refused ? reaction.Because != refused || reaction.State != state
            : reaction.Because is Ignored.Busy or Ignored.NotUnderWay)
        {
            return "refused, or not, against the rule";
        }

        // Only the last act has an outcome, and it is the one that the state waits for.
        for (int i = 0; i < reaction.Acts.Count; i++)
        {
            bool isLast = i == reaction.Acts.Count - 1;
            if (OutcomeOf(reaction.Acts[i].Kind) is { } outcome
                && (!isLast || outcome != WorkerTable.Awaited(reaction.State.Under)))
            {
                return "an outcome that nobody waits for";
            }

            // A disabled worker is not started, and none is while the supervisor stops.
            if (reaction.Acts[i].Kind == ActKind.Start
                && (!at.MayStart || reaction.State.IsDisabled))
            {
                return "a start that may not be";
            }
        }

        bool waits = reaction.Acts.Count > 0 && OutcomeOf(reaction.Acts[^1].Kind) is not null;
        return heard.Sort == StimulusSort.Note
            ? waits || reaction.State.Under != state.Under ? "a note begins something" : null
            : refusal is null && !waits && reaction.State.Under != Operation.None
                ? "it waits for nothing"
            : null;
    }

    private static bool Same(ChildState before, ChildState after) =>
        before == after with { Under = before.Under };

    private static StimulusKind? OutcomeOf(ActKind act) => act switch
    {
        ActKind.List => StimulusKind.Listed,
        ActKind.Start => StimulusKind.StartAnswered,
        ActKind.EndProcess => StimulusKind.ProcessEnded,
        ActKind.EndUnit or ActKind.EndUnitWith => StimulusKind.UnitEnded,
        ActKind.Define => StimulusKind.Defined,
        ActKind.Collect => StimulusKind.Collected,
        ActKind.AskPolicy => StimulusKind.Decided,
        ActKind.TellPolicy or ActKind.RenewPolicy or ActKind.Log or ActKind.PostToGroup
            or ActKind.WakeReaper or ActKind.LookAgain or ActKind.MeetError
            or ActKind.EndInstance or ActKind.AnswerBringUp or ActKind.AnswerReplace
            or ActKind.AnswerRetire => null,
    };
}
