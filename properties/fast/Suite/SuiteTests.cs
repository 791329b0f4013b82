using Harness.Scenarios.Coverage;
using Harness.Scenarios.Files;
using Harness.Sim.Kernel;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Suite;

public sealed class SuiteTests
{
    [Fact]
    public void Every_scenario_of_the_suite_stands_for_a_sentence() => Assert.All(
        RealSuite.Files, file => Assert.NotEmpty(SentencesOf(file)));

    [Fact]
    public void The_suite_stands_for_sentences_of_both_documents()
    {
        SeedDocument[] quoted =
            [.. RealSuite.Files.SelectMany(SentencesOf).Select(one => one.Quote.Document)];
        Assert.Contains(SeedDocument.Knot, quoted);
        Assert.Contains(SeedDocument.Squid, quoted);
    }

    [Fact]
    public void
        A_run_is_the_same_with_and_without_its_tape_and_its_tape_replays_to_the_same_choices()
    {
        Scenario scenario = RealSuite.Find("knot/K-manager-crash-reattach");
        RunRecord first = ScenarioRunner.Run(
            new RunInput(scenario, 7) { Recording = Recording.Tape });
        RunRecord second = ScenarioRunner.Run(
            new RunInput(scenario, 7) { Recording = Recording.Tape });
        RunRecord untaped = ScenarioRunner.Run(new RunInput(scenario, 7));
        Assert.Equal(first.Digest, second.Digest);
        Assert.Equal(first.Digest, untaped.Digest);
        Assert.Null(Tape.FirstDifference(first.Outcome.Tape!, second.Outcome.Tape!));
        Assert.NotEmpty(first.Outcome.Tape!.Choices);
    }

    [Fact]
    public void Another_seed_is_another_run()
    {
        Scenario scenario = RealSuite.Find("knot/K-manager-crash-reattach");
        Assert.NotEqual(
            ScenarioRunner.Run(new RunInput(scenario, 7)).Digest,
            ScenarioRunner.Run(new RunInput(scenario, 8)).Digest);
    }

    [Fact]
    public void A_garbage_collection_in_between_changes_nothing()
    {
        Scenario scenario = RealSuite.Find("knot/shutdown-starts-nothing-any-more");
        string before = ScenarioRunner.Run(new RunInput(scenario, 3)).Digest;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(before, ScenarioRunner.Run(new RunInput(scenario, 3)).Digest);
    }

    [Fact]
    public void Every_event_of_a_run_has_its_place_and_its_time_never_goes_back()
    {
        Scenario scenario = RealSuite.Find("knot/K-clock-jump");
        IReadOnlyList<TraceEvent> events = ScenarioRunner.Run(new RunInput(scenario, 5)).Events;
        for (int i = 0; i < events.Count; i++)
        {
            Assert.Equal(i, events[i].Index);
            Assert.True(i == 0 || events[i].At >= events[i - 1].At);
        }
    }

    private static IReadOnlyList<PlacedQuote> SentencesOf(LoadedScenario file) =>
        [.. file.Annotations.OfType<StandsFor>().SelectMany(one => one.Sentences)];
}
