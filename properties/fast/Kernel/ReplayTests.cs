using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

[Collection(nameof(AloneWithThePool))]
public class ReplayTests
{
    [Fact]
    public void A_recorded_tape_replays_to_the_identical_digest()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            SimRun recorded = SimRun.Of(seed, Traffic.Run);
            SimRun replayed = Replay(recorded.Outcome.Tape!.Choices);

            Assert.Equal(
                (Ending.Completed, ""), (replayed.Outcome.Ending, replayed.Outcome.Because));
            Assert.Equal(recorded.Order, replayed.Order);
            Assert.Equal(recorded.Digest, replayed.Digest);
            Assert.Null(Tape.FirstDifference(recorded.Outcome.Tape, replayed.Outcome.Tape!));
        }
    }

    [Fact]
    public void Different_seeds_show_different_runs()
    {
        string[] digests = [.. Enumerable.Range(0, 50)
            .Select(seed => SimRun.Of((ulong)seed, Traffic.Run).Digest)];

        Assert.Equal(50, digests.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_tape_that_ends_too_early_has_diverged()
    {
        IReadOnlyList<Choice> choices = SimRun.Of(3, Traffic.Run).Outcome.Tape!.Choices;
        for (int length = 0; length < choices.Count; length += 7)
        {
            RunOutcome outcome = Replay(choices.Take(length)).Outcome;

            Assert.Equal(Ending.Diverged, outcome.Ending);
            Assert.StartsWith(
                $"the tape ends after {length} choices; the run asks for ",
                outcome.Because, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_tape_with_a_step_that_is_not_ready_has_diverged_there()
    {
        List<Choice> choices = [.. SimRun.Of(3, Traffic.Run).Outcome.Tape!.Choices];
        int at = choices.FindLastIndex(choice => choice.Id.Kind == ChoiceKind.Schedule);
        Choice edited = choices[at] with { Id = choices[at].Id with { Ordinal = 4000 } };
        choices[at] = edited;

        RunOutcome outcome = Replay(choices).Outcome;

        Assert.Equal(
            (Ending.Diverged, $"choice {at}: the tape has {edited}, which is not ready now"),
            (outcome.Ending, outcome.Because));
    }

    [Fact]
    public void A_tape_with_a_number_out_of_bounds_has_diverged_there()
    {
        List<Choice> choices = [.. SimRun.Of(3, Traffic.Run).Outcome.Tape!.Choices];
        int at = choices.FindIndex(choice => choice.Id.Kind == ChoiceKind.Value);
        choices[at] = choices[at] with { Value = 10 };

        RunOutcome outcome = Replay(choices).Outcome;

        Assert.Equal(
            (Ending.Diverged, $"choice {at}: the tape has {choices[at]}, the run asks for"
                + $" {choices[at].Id} from 0 to 9"),
            (outcome.Ending, outcome.Because));
    }

    [Fact]
    public void A_tape_with_one_choice_too_many_has_diverged()
    {
        List<Choice> choices = [.. SimRun.Of(3, Traffic.Run).Outcome.Tape!.Choices];
        choices.Add(new Choice(new ChoiceId(ChoiceKind.Value, 1, 1), 1));

        RunOutcome outcome = Replay(choices).Outcome;

        Assert.Equal(
            (Ending.Diverged,
                $"choice {choices.Count - 1}: the tape has {choices[^1]}, but the run is over"),
            (outcome.Ending, outcome.Because));
    }

    [Fact]
    public void Code_that_catches_everything_cannot_hide_that_its_tape_has_diverged()
    {
        RunOutcome outcome = SimRun.Of(new ReplayExecution(new Tape()), async (simulation, log) =>
        {
            try
            {
                simulation.Draw(ChoiceKind.Value, 0, 9);
            }
            catch (DivergedException)
            {
                await Task.Yield();
            }
        }).Outcome;

        Assert.Equal(Ending.Diverged, outcome.Ending);
    }

    private static SimRun Replay(IEnumerable<Choice> choices) =>
        SimRun.Of(new ReplayExecution(new Tape(choices)), Traffic.Run);
}
