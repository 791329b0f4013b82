using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using static Harness.Properties.Oracles.Story;
using static Harness.Sim.Oracles.Verdict;

namespace Harness.Properties.Oracles;

/// <summary>Stories for the oracles that look at the supervisor.</summary>
internal static class SupervisorStories
{
    private const string Budget = "error-budget-is-kept";
    private const string Startup = "startup-errors-are-fatal";
    private const string First = "fatal-message-comes-first";
    private const string Absorbing = "shutdown-is-absorbing";
    private const string Bounded = "shutdown-is-bounded";
    private const string Answered = "every-request-is-answered";
    private const string Clock = "clock-steps-change-nothing";
    private const string AsRecorded = "starts-as-recorded";
    private const string Crash = "supervisor-does-not-crash";

    private static RequestArrived Stop => new(1, ControlVerb.Stop, true);
    private static RequestArrived Asked => new(1, ControlVerb.Status, false);
    private static RequestAnswered Answer => new(1, ControlResult.Accepted);
    private static StartRefused Refused => new("b", StartFailure.NotFound);

    internal static IEnumerable<Judgement> All =>
    [
        .. AboutTheBudget, .. AboutStartup, .. AboutTheFatalMessage, .. AboutTheEnd,
        .. AboutRequests, .. AboutClocks, .. AboutRecordings, .. AboutEscapes,
    ];

    /// <summary>
    /// A supervisor that has begun with an empty budget, put it on record, and runs.
    /// </summary>
    private static Story Begun => new()
    {
        { 0, Up(), Says(LogCode.SupervisorStarting), Renames(1), new PortEffect(1), Running },
    };

    private static IEnumerable<Judgement> AboutTheBudget =>
    [
        new(Budget, Pass, "three errors are repaired and the fourth is fatal",
            Begun.Then(1, Repaired(0)).Then(2, Repaired(1)).Then(3, Repaired(2)).Then(4, Spent(3))),
        new(Budget, Fail, "the fourth error is repaired",
            Begun.Then(1, Repaired(0)).Then(2, Repaired(1)).Then(3, Repaired(2))
                .Then(4, Repaired(3))),
        new(Budget, Fail, "the third error is fatal",
            Begun.Then(1, Repaired(0)).Then(2, Repaired(1)).Then(3, Spent(2))),
        new(Budget, Pass, "the counter goes down at thirty minutes",
            Begun.Then(1, Repaired(0)).Then(1800, Repaired(0))),
        new(Budget, Fail, "the counter goes down before thirty minutes",
            Begun.Then(1, Repaired(0)).Then(1799.9, Repaired(0))),
        new(Budget, Fail, "an error restarts the interval",
            Begun.Then(1700, Repaired(0)).Then(1800, Repaired(1))),
        new(Budget, Pass, "a kill keeps the counter",
            Begun.Then(1, Repaired(0)).Then(9, Killed()).Then(10, Again(1)).Then(11, Repaired(1))),
        new(Budget, Fail, "a kill forgets the counter",
            Begun.Then(1, Repaired(0)).Then(9, Killed())
                .Then(10, Up(2), Says(LogCode.SupervisorStarting, "", 0, 0))),
        new(Budget, Pass, "a kill before the error is on record forgets it",
            Begun.Then(1, Says(LogCode.InstabilityFound, "a", 1, 0), Killed())
                .Then(2, Again(0)).Then(3, Repaired(0))),
        new(Budget, Fail, "a kill before the error is on record keeps it",
            Begun.Then(1, Says(LogCode.InstabilityFound, "a", 1, 0), Killed())
                .Then(2, Again(1)).Then(3, Repaired(1))),
        new(Budget, Pass, "a reboot begins a new interval",
            Begun.Then(1, Repaired(0)).Then(1700, Killed())
                .Then(1701, Again(1, boot: 2)).Then(1801, Repaired(1))),
        new(Budget, Fail, "a supervisor ends in the middle of a repair and says nothing",
            Begun.Then(1, Says(LogCode.InstabilityFound, "a", 1, 0),
                Says(LogCode.RepairBegun, "a", 1), Ended(1))),
        new(Budget, Inconclusive, "nothing is found", Begun),
    ];

    private static IEnumerable<Judgement> AboutStartup =>
    [
        new(Startup, Pass, "a refused start ends it, with what it began", new Story
        {
            { 0, Up(), Start("a"), Refused, Fatal(Phase.Starting) },
            { 1, Sent("a"), Exit("a", 1, ExitCause.Killed), Ended(1) },
        }),
        new(Startup, Fail, "a refused start does not end it", new Story
        {
            { 0, Up(), Refused, Running },
        }),
        new(Startup, Fail, "it ends with code 0", new Story
        {
            { 0, Up(), Refused, Fatal(Phase.Starting), Ended(0) },
        }),
        new(Startup, Fail, "it ends without a fatal message", new Story
        {
            { 0, Up(), Refused, Ended(1) },
        }),
        new(Startup, Fail, "something that it began is left", new Story
        {
            { 0, Up(), Start("a"), Refused, Fatal(Phase.Starting), Ended(1) },
        }),
        new(Startup, Pass, "what ran before is left", new Story
        {
            { 0, Start("a", 1, byMachine: true) },
            { 1, Up(), Refused, Fatal(Phase.Starting), Ended(1) },
        }),
        new(Startup, Fail, "what ran before is ended", new Story
        {
            { 0, Start("a", 1, byMachine: true) },
            { 1, Up(), Refused, Fatal(Phase.Starting), Exit("a", 1, ExitCause.Killed), Ended(1) },
        }),
        new(Startup, Inconclusive, "nothing fails", new Story { { 0, Up(), Start("a"), Running } }),
        new(Startup, Inconclusive, "it was killed before it could say so", new Story
        {
            { 0, Up(), Refused, Killed() },
        }),
    ];

    private static IEnumerable<Judgement> AboutTheFatalMessage =>
    [
        new(First, Pass, "it is written before the end",
            Begun.Then(9, Says(LogCode.BudgetSpent), Fatal(Phase.Running), Ended(1))),
        new(First, Fail, "it is not written", Begun.Then(9, Ended(1))),
        new(First, Fail, "a worker is signalled before it is written", new Story
        {
            { 0, Up(), Start("a"), Ready("a"), Running },
            { 9, Says(LogCode.BudgetSpent), Sent("a"), Fatal(Phase.Running), Ended(1) },
        }),
        new(First, Fail, "what a start began is undone before it is written", new Story
        {
            { 0, Up(), Start("a"), Refused, Sent("a"), Fatal(Phase.Starting), Ended(1) },
        }),
        new(First, Pass, "a second process of a slot is ended before it is written", new Story
        {
            { 0, Start("a", 1, true), Start("a", 2, true) },
            { 1, Up(), Sent("a", 2), Exit("a", 2, ExitCause.Killed) },
            { 2, Fatal(Phase.Starting), Ended(1) },
        }),
        new(First, Inconclusive, "the end is an orderly one", Begun.Then(9, Stopping, Ended(0))),
    ];

    private static IEnumerable<Judgement> AboutTheEnd =>
    [
        new(Absorbing, Pass, "all is gone at the end", new Story
        {
            { 0, Up(), Start("a"), Running },
            { 9, Stopping, Sent("a"), Exit("a", 1, ExitCause.Asked), Ended(0) },
        }),
        new(Absorbing, Fail, "something is left at the end", new Story
        {
            { 0, Up(), new PortCalled(1, "files", "read", "state"), Start("a"), Running },
            { 9, Stopping, Ended(0) },
        }),
        new(Absorbing, Pass, "a start that was called before takes effect", new Story
        {
            { 0, Up(), Running }, { 9, Starts("a"), Stopping, Start("a") },
            { 10, Exit("a", 1, ExitCause.Asked), Ended(0) },
        }),
        new(Absorbing, Fail, "a start is called after it", new Story
        {
            { 0, Up(), Running }, { 9, Stopping, Starts("a") },
        }),
        new(Absorbing, Pass, "the next life may start again", new Story
        {
            { 0, Up(), Running }, { 9, Stopping, Killed() }, { 10, Up(2), Starts("a"), Running },
        }),
        new(Absorbing, Inconclusive, "no end begins", Begun),

        new(Bounded, Pass, "it is gone at the end of its bound of 75 s",
            Begun.Then(9, Stop).Then(84, Ended(0))),
        new(Bounded, Fail, "it is gone after the end of its bound of 75 s",
            Begun.Then(9, Stop).Then(84.1, Ended(0))),
        new(Bounded, Fail, "it is still there when the run ends",
            Begun.Then(9, Stop, Answer).Then(85, Served)),
        new(Bounded, Inconclusive, "it was killed before its time was over",
            Begun.Then(9, Stop).Then(20, Killed())),
        new(Bounded, Inconclusive, "nobody asks it to stop", Begun),
    ];

    private static IEnumerable<Judgement> AboutRequests =>
    [
        new(Answered, Pass, "a request is answered",
            Begun.Then(1, Asked, Answer).Then(2, Ended(0))),
        new(Answered, Fail, "a request is answered twice", Begun.Then(1, Asked, Answer, Answer)),
        new(Answered, Fail, "a request is never answered", Begun.Then(1, Asked).Then(2, Ended(0))),
        new(Answered, Pass, "who asked has gone away",
            Begun.Then(1, Asked, new RequestWithdrawn(1)).Then(2, Ended(0))),
        new(Answered, Fail, "a request that came at the last moment is not answered",
            Begun.Then(1, Asked, Ended(0))),
        new(Answered, Pass, "a killed supervisor owes nobody an answer",
            Begun.Then(1, Asked, Killed()).Then(2, Up(2)).Then(9, Ended(0, 2))),
        new(Answered, Inconclusive, "nobody asks", Begun),
    ];

    private static IEnumerable<Judgement> AboutClocks =>
    [
        new(Clock, Pass, "the same happens with and without the step", Stepped(9, 20, 20)),
        new(Clock, Fail, "the same happens at another time", Stepped(9, 20, 21)),
        new(Clock, Fail, "less happens without the step", Stepped(9, 20, null)),
        new(Clock, Inconclusive, "the step is of nothing", Stepped(0, 20, 20)),
        new(Clock, Inconclusive, "no supervisor is there", new Story
        {
            { 1, new WallStepped(TimeSpan.FromHours(1)) },
        }),
        new(Clock, Inconclusive, "there is no run to compare with", new Story
        {
            { 0, Up(), new WallStepped(TimeSpan.FromHours(1)) },
        }),
    ];

    private static IEnumerable<Judgement> AboutRecordings =>
    [
        new(AsRecorded, Pass, "starts are as recorded", Recorded(0, 10)),
        new(AsRecorded, Pass, "a start is off by the tolerance", Recorded(0, 11)),
        new(AsRecorded, Fail, "a start is off by more than the tolerance", Recorded(0, 11.1)),
        new(AsRecorded, Fail, "there are fewer starts", Recorded(0)),
        new(AsRecorded, Fail, "there are more starts", Recorded(0, 10, 20)),
        new(AsRecorded, Inconclusive, "the scenario gives no recording", Begun),
    ];

    private static IEnumerable<Judgement> AboutEscapes =>
    [
        new(Crash, Pass, "nothing escapes", Begun),
        new(Crash, Fail, "an exception escapes",
            Begun.Then(1, new SupervisorCrashed(1, "main", "InvalidOperationException: x"))),
        new(Crash, Inconclusive, "no supervisor is started", new Story { { 1, Served } }),
    ];

    private static ClientServed Served => new(1, "a", 1, true);

    private static PortCalled Starts(string unit) => new(7, "processes", "start", unit);

    private static PortCalled Renames(int call) => new PortCalled(call, "files", "rename", "state");

    private static TraceEvent[] Again(int counter, int boot = 1) =>
    [
        Up(2, boot), Says(LogCode.SupervisorStarting, "", counter, 1), Renames(2),
        new PortEffect(2), Running,
    ];

    private static TraceEvent[] Repaired(int counter) =>
    [
        Says(LogCode.InstabilityFound, "a", 1, counter), Renames(7), new PortEffect(7),
        new PortCalled(8, "files", "sync-directory", ""), new PortEffect(8),
        Says(LogCode.RepairBegun, "a", counter + 1), Says(LogCode.RepairDone, "a", 1),
    ];

    private static TraceEvent[] Spent(int counter) =>
    [
        Says(LogCode.InstabilityFound, "a", 1, counter), Says(LogCode.BudgetSpent, "a", counter),
        Fatal(Phase.Running), Ended(1),
    ];

    private static Story Stepped(int hours, double crash, double? withoutStep)
    {
        var twin = new Story { { 0, Up(), Start("a") } };
        if (withoutStep is { } seconds)
        {
            twin.Then(seconds, Exit("a"));
        }

        return new Story { Twin = twin }.Then(0, Up(), Start("a"))
            .Then(1, new WallStepped(TimeSpan.FromHours(hours))).Then(crash, Exit("a"));
    }

    private static Story Recorded(params double[] starts)
    {
        var recorded = new Recorded(
            "a", [TimeSpan.Zero, TimeSpan.FromSeconds(10)], TimeSpan.FromSeconds(1));
        var story = new Story
        {
            Scenario = Pair with { Claims = [new() { Name = AsRecorded, Recorded = recorded }] },
        };
        for (int i = 0; i < starts.Length; i++)
        {
            story.Then(starts[i], Start("a", i + 1));
        }

        return story;
    }
}
