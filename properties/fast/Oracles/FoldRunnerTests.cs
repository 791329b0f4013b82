using Harness.Reference.Ports;
using Harness.Sim.Oracles;
using Harness.Sim.Trace;
using Xunit;
using static Harness.Properties.Oracles.Story;

namespace Harness.Properties.Oracles;

/// <summary>
/// All oracles of a run share one fold of its trace, and are spared the events that they do not
/// read: neither may show in what they find.
/// </summary>
public sealed class FoldRunnerTests
{
    public static TheoryData<string, string> Sentences => OracleTests.Sentences;

    [Theory]
    [MemberData(nameof(Sentences))]
    public void An_oracle_finds_the_same_of_a_story_if_it_is_handed_what_it_does_not_read(
        string oracle, string sentence)
    {
        Story story = StoryOf(oracle, sentence);
        foreach (RunView view in (RunView[])[story.View, Amid(story)])
        {
            Assert.Equal(
                FoldRunner.Judge(view, OracleCatalog.All),
                FoldRunner.Judge(view, OracleCatalog.All, EventGroups.All));
        }
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void An_oracle_finds_the_same_of_a_story_alone_and_among_all(
        string oracle, string sentence)
    {
        RunView view = Amid(StoryOf(oracle, sentence));
        Assert.Equal(
            OracleCatalog.All.Select(one => one.Judge(view)),
            FoldRunner.Judge(view, OracleCatalog.All));
    }

    [Theory]
    [InlineData(75, Verdict.Pass)] // its own bound of 60 s, and 15 s for the killing
    [InlineData(75.001, Verdict.Fail)]
    public void What_is_overdue_shows_at_an_event_that_its_oracle_does_not_read(
        double seconds, Verdict expected)
    {
        var story = new Story
        {
            { 0, Up(), Running, new RequestArrived(1, ControlVerb.Stop, IsSignal: true) },
            { seconds, new PortCalled(7, "processes", "list", "") },
            { seconds, Ended(0) },
        };
        Finding finding = FoldRunner.Judge(story.View, [ShutdownIsBounded.Oracle])[0];
        Assert.Equal(expected, finding.Verdict);
        Assert.Equal(expected == Verdict.Fail ? 3 : -1, finding.LastEvent);
    }

    [Theory]
    [InlineData(At.Beginning)]
    [InlineData(At.Overdue)]
    [InlineData(At.Before)]
    [InlineData(At.After)]
    [InlineData(At.End)]
    public void An_oracle_that_throws_is_at_fault_and_the_others_judge_on(At where)
    {
        var story = new Story { { 0, Up(), Running } };
        Finding[] findings = FoldRunner.Judge(
            story.View, [Throwing(where), SupervisorDoesNotCrash.Oracle]);
        Assert.Equal(
            [Verdict.HarnessFault, Verdict.Pass], findings.Select(one => one.Verdict));
        Assert.Equal("the oracle threw InvalidOperationException: on purpose", findings[0].Because);
    }

    [Fact]
    public void Of_two_things_that_are_wrong_an_oracle_tells_the_first()
    {
        var story = new Story
        {
            { 0, Up(), Start("a"), Start("a", 2), Start("a", 3) },
        };
        Assert.Equal(2, FoldRunner.Judge(story.View, [NoSlotRunsTwice.Oracle])[0].LastEvent);
    }

    private static Story StoryOf(string oracle, string sentence) => OracleTests.Judgements
        .Single(one => one.Oracle == oracle && one.Sentence == sentence).Story;

    /// <summary>
    /// The story with a call and a refused client between any two of its moments: time passes at
    /// events that few oracles read.
    /// </summary>
    private static RunView Amid(Story story)
    {
        RunView view = story.View;
        var events = new List<TraceEvent>();
        foreach (TraceEvent happened in view.Everything)
        {
            if (events.Count > 0 && events[^1] is var last && last.At < happened.At)
            {
                TraceEvent[] traffic =
                [
                    new PortCalled(-7, "files", "stat", ""), new PortEffect(-7),
                    new PortAnswered(-7), new ClientRefused(1, "nobody"),
                    new EntryFreed(-7, -7, FreedBecause.Evicted),
                ];
                foreach (TraceEvent one in traffic)
                {
                    one.At = last.At + ((happened.At - last.At) / 2);
                    one.Life = last.Life;
                    events.Add(one);
                }
            }

            events.Add(happened with { });
        }

        for (int i = 0; i < events.Count; i++)
        {
            events[i].Index = i;
        }

        return RunView.Of(view.Scenario, events, view.EndedAt, view.Twin);
    }

    /// <summary>Where an oracle throws.</summary>
    public enum At
    {
        /// <summary>When it begins to judge a run.</summary>
        Beginning,

        /// <summary>When it is asked what is overdue.</summary>
        Overdue,

        /// <summary>Before an event.</summary>
        Before,

        /// <summary>After an event.</summary>
        After,

        /// <summary>At the end.</summary>
        End,
    }

    private static Oracle Throwing(At where) => new("throws", Vocabulary.Acts, _ =>
    {
        Throw(where, At.Beginning);
        return new Thrower(where);
    })
    {
        Claim = "Nothing.",
        ReachedWhen = "never",
        Unreached = "never",
    };

    private static void Throw(At where, At here)
    {
        if (where == here)
        {
            throw new InvalidOperationException("on purpose");
        }
    }

    private sealed class Thrower(At where) : TimedChecker
    {
        internal override Finding? Overdue(
            Harness.Reference.Ports.Instant now, int last, WorldState world)
        {
            Throw(where, At.Overdue);
            return null;
        }

        internal override Finding? Before(TraceEvent happened, WorldState world)
        {
            Throw(where, At.Before);
            return null;
        }

        internal override Finding? After(TraceEvent happened, WorldState world)
        {
            Throw(where, At.After);
            return null;
        }

        internal override Finding? AtEnd()
        {
            Throw(where, At.End);
            return null;
        }
    }
}
