using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Oracles;
using Harness.Sim.Trace;
using Xunit;
using static Harness.Properties.Oracles.Story;

namespace Harness.Properties.Oracles;

/// <summary>What is concluded of a supervisor that keeps no log, and what is not.</summary>
public sealed class SilentSupervisorTests
{
    private static PortCalled Looks => new(1, "processes", "list", "");

    private static PortAnswered Looked => new(1);

    private static RequestArrived AskedToStop => new(7, ControlVerb.Stop, IsSignal: true);

    [Fact]
    public void It_is_running_when_all_that_is_wanted_is_ready_and_it_has_looked()
    {
        var story = new Story
        {
            { 0, Up(), Start("a"), Start("b"), Ready("a") },
            { 1, Looks, Looked },
            { 2, Ready("b") },
            { 3, Ready("b", 2) },
        };
        Assert.Equal([(LogCode.SupervisorRunning, 2.0)], Concluded(story));
    }

    [Fact]
    public void What_runs_without_it_does_not_show_that_it_is_running()
    {
        var story = new Story
        {
            { 0, Start("a"), Start("b"), Ready("a"), Ready("b") },
            { 1, Up() },
            { 2, Looks },
        };
        Assert.Empty(Concluded(story));
        Assert.Equal(
            [(LogCode.SupervisorRunning, 3.0)], Concluded(story.Then(3, Looked)));
    }

    [Fact]
    public void It_is_running_with_its_first_answer()
    {
        var story = new Story
        {
            { 0, Up() },
            { 1, new RequestArrived(3, ControlVerb.Status, IsSignal: false) },
            { 2, new RequestAnswered(3, ControlResult.Accepted) },
        };
        Assert.Equal([(LogCode.SupervisorRunning, 2.0)], Concluded(story));
    }

    [Fact]
    public void A_request_to_end_is_not_the_end_and_a_TERM_after_it_is()
    {
        var story = new Story { { 0, Up(), Start("a"), Sent("a") }, { 1, AskedToStop } };
        Assert.Empty(Concluded(story));
        Assert.Equal(
            [(LogCode.SupervisorStopping, 2.0)],
            Concluded(story.Then(2, Sent("a")).Then(3, Ended(0))));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Leaving_with_code_0_when_asked_to_is_an_orderly_end(int code, int ends) =>
        Assert.Equal(ends, Concluded(
            new Story { { 0, Up() }, { 1, AskedToStop }, { 2, Ended(code) } }).Count);

    [Fact]
    public void A_change_lasts_until_it_is_answered_and_all_runs_as_it_is_stored()
    {
        var story = new Story
        {
            { 0, Up(), new ConfigStored("first"), Start("a") },
            { 1, new RequestArrived(3, ControlVerb.Change, IsSignal: false, "good") },
            { 2, new ConfigStored("good") },
            { 3, new RequestAnswered(3, ControlResult.Accepted, "good") },
        };
        (LogCode, double)[] begun =
            [(LogCode.ChangeBegun, 1), (LogCode.ChangeAccepted, 2), (LogCode.SupervisorRunning, 3)];

        // "a" was started with no configuration, so that it is not in line while it lives.
        Assert.Equal(begun, Concluded(story));
        Assert.Equal(
            [.. begun, (LogCode.ChangeOver, 9)],
            Concluded(story.Then(9, Exit("a", cause: ExitCause.Asked))));
    }

    [Fact]
    public void What_is_not_tidied_up_a_minute_after_the_answer_is_no_part_of_the_change()
    {
        var story = new Story
        {
            { 0, Up(), new ConfigStored("first"), Start("a") },
            { 1, new RequestArrived(3, ControlVerb.Change, IsSignal: false, "good") },
            { 2, new RequestAnswered(3, ControlResult.RolledBack, "first") },
            { 62, Looks },
        };
        Assert.DoesNotContain(Concluded(story), fact => fact.Code == LogCode.ChangeOver);
        Assert.Contains((LogCode.ChangeOver, 62.5), Concluded(story.Then(62.5, Looks)));
    }

    [Fact]
    public void Nothing_is_concluded_of_one_that_says_a_single_word()
    {
        var story = new Story
        {
            { 0, Up(), Says(LogCode.SupervisorStarting) },
            { 1, Looks, Looked, Start("a"), Start("b"), Ready("a"), Ready("b") },
        };
        Assert.False(story.View.IsMute);
        Assert.Same(story.View.Events, story.View.Everything);
        Assert.Equal(LogCode.SupervisorStarting, Assert.Single(Facts(story)).Code);
    }

    [Fact]
    public void A_claim_that_is_judged_from_words_is_not_applicable_to_it_and_says_why()
    {
        RunView view = new Story { { 0, Up() } }.View;
        Assert.True(view.IsMute);
        Finding[] findings = FoldRunner.Judge(view, OracleCatalog.All);
        Assert.All(OracleCatalog.All.Zip(findings), pair => Assert.Equal(
            pair.First.Vocabulary == Vocabulary.Words,
            pair.Second.Because.EndsWith("and this one says nothing", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true, Verdict.Fail)]
    [InlineData(false, Verdict.Inconclusive)]
    public void Only_a_worker_whose_policy_always_restarts_must_come_back(
        bool always, Verdict expected)
    {
        var story = new Story
        {
            Scenario = Pair with
            {
                Workers =
                [
                    Pair.Workers[0] with
                    {
                        Policy = always
                            ? new AlwaysOptions(TimeSpan.Zero)
                            : SquidKidOptions.Default,
                    },
                    Pair.Workers[1] with { IsOptional = true },
                ],
            },
        };
        story.Add(0, Up(), Start("a"), Ready("a"), Exit("a"));
        story.Add(600, Looks);
        Assert.Equal(
            expected,
            FoldRunner.Judge(story.View, [EveryCrashedWorkerComesBack.Oracle])[0].Verdict);
    }

    private static List<(LogCode Code, double At)> Concluded(Story story)
    {
        Assert.True(story.View.IsMute);
        return [.. Facts(story).Select(fact =>
            (fact.Code, (fact.At - Instant.Zero).TotalSeconds))];
    }

    private static IEnumerable<Logged> Facts(Story story) => story.View.Events.OfType<Logged>();
}
