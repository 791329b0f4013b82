using Harness.Properties.Machine;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using static Harness.Properties.Oracles.Story;
using static Harness.Sim.Oracles.Verdict;

namespace Harness.Properties.Oracles;

/// <summary>Stories for the oracles that look at workers.</summary>
internal static class WorkerStories
{
    private const string Outlive = "services-outlive-the-supervisor";
    private const string Twice = "no-slot-runs-twice";
    private const string Right = "every-answer-is-right";
    private const string Crashed = "every-crashed-worker-comes-back";
    private const string Silent = "every-silent-worker-is-replaced";
    private const string Hopeless = "hopeless-worker-is-paused-and-revived";
    private const string Delay = "restarts-keep-their-delay";
    private const string Grace = "workers-are-asked-before-they-are-killed";
    private const string Healthy = "healthy-workers-are-left-alone";

    private static Logged Paused => Says(LogCode.WorkerPaused, "a");

    internal static IEnumerable<Judgement> All =>
    [
        .. AboutTheSupervisorsDeath, .. AboutSlotsAndAnswers, .. AboutCrashes, .. AboutSilence,
        .. AboutPauses, .. AboutHealth, .. AboutDelays, .. AboutGrace,
    ];

    /// <summary>One worker that serves under a running supervisor.</summary>
    private static Story Serving => new() { { 0, Up(), Start("a"), Ready("a"), Running } };

    /// <summary>Two of them.</summary>
    private static Story Both => new()
    {
        { 0, Up(), Start("a"), Ready("a"), Start("b"), Ready("b"), Running },
    };

    private static IEnumerable<Judgement> AboutTheSupervisorsDeath =>
    [
        new(Outlive, Pass, "a worker serves on over a kill",
            Serving.Then(9, Killed()).Then(10, Up(2), Running)),
        new(Outlive, Fail, "the next life ends what it finds",
            Serving.Then(9, Killed())
                .Then(10, Up(2), Sent("a"), Exit("a", 1, ExitCause.Asked))),
        new(Outlive, Fail, "a supervisor that fails takes a worker with it",
            Serving.Then(9, Fatal(Phase.Running), Sent("a"), Exit("a", 1, ExitCause.Asked))),
        new(Outlive, Pass, "what was asked to end before the death may end after it",
            Both.Then(9, Stopping, Sent("a"), Killed())
                .Then(9.1, Exit("a", 1, ExitCause.Asked)).Then(10, Up(2), Running)),
        new(Outlive, Fail, "what was not asked before the death must not end after it",
            Both.Then(9, Stopping, Sent("a"), Killed())
                .Then(9.1, Exit("b", 1, ExitCause.Asked)).Then(10, Up(2), Running)),
        new(Outlive, Inconclusive, "nothing served when the supervisor died", new Story
        {
            { 0, Up(), Start("a") }, { 9, Killed() },
        }),
    ];

    private static IEnumerable<Judgement> AboutSlotsAndAnswers =>
    [
        new(Twice, Pass, "a second life comes after the first has ended",
            Serving.Then(1, Exit("a")).Then(2, Start("a", 2))),
        new(Twice, Fail, "a second life comes beside the first", Serving.Then(2, Start("a", 2))),
        new(Twice, Inconclusive, "every worker is started once", Both),

        new(Right, Pass, "the newest life serves", new Story { { 1, Served(true) } }),
        new(Right, Fail, "a replaced life serves", new Story
        {
            { 1, Served(true), Served(false) },
        }),
        new(Right, Inconclusive, "nobody serves", new Story { { 1, new ClientRefused(1, "a") } }),
    ];

    private static IEnumerable<Judgement> AboutCrashes =>
    [
        new(Crashed, Pass, "it serves again",
            Serving.Then(9, Exit("a")).Then(10, Start("a", 2), Ready("a", 2))),
        new(Crashed, Pass, "it is visibly paused by a policy that pauses",
            new Story { Scenario = Scenes.Of(Scenes.Kid("a")) }
                .Then(0, Up(), Start("a"), Ready("a"), Running).Then(9, Exit("a"), Paused)
                .Then(999, Served(true))),
        new(Crashed, Fail, "it is paused by a policy that never pauses",
            Both.Then(9, Exit("a"), Paused).Then(999, Served(true))),
        new(Crashed, Fail, "it is given up",
            Both.Then(9, Exit("a"), Says(LogCode.WorkerGivenUp, "a")).Then(999, Served(true))),
        new(Crashed, Fail, "one that was there before is never started",
            new Story { { 0, Up(), Start("a"), Ready("a"), Running }, { 999, Served(true) } }),
        new(Crashed, Pass, "it serves again at the end of its bound of 70 s",
            Both.Then(10, Exit("a")).Then(80, Start("a", 2), Ready("a", 2))),
        new(Crashed, Fail, "it serves again after the end of its bound of 70 s",
            Both.Then(10, Exit("a")).Then(80.1, Start("a", 2), Ready("a", 2))),
        new(Crashed, Inconclusive, "no supervisor is there to bring it back",
            Serving.Then(10, Exit("a"), Killed()).Then(9999, Served(true))),
        new(Crashed, Inconclusive, "it was asked to end",
            Both.Then(9, Exit("a", 1, ExitCause.Asked)).Then(999, Served(true))),
    ];

    private static IEnumerable<Judgement> AboutDelays =>
    [
        new(Delay, Pass, "it is started when its delay of 1 s is over",
            Delayed.Then(10, Exit("a")).Then(11, Start("a", 2))),
        new(Delay, Fail, "it is started before that",
            Delayed.Then(10, Exit("a")).Then(10.9, Start("a", 2))),
        new(Delay, Inconclusive, "a person asks that failures be forgotten",
            Delayed.Then(10, Exit("a"), new RequestArrived(1, ControlVerb.Reset, true))
                .Then(10.1, Start("a", 2))),
        new(Delay, Inconclusive, "an external service manager has a rule of its own", Early),
        new(Delay, Inconclusive, "it is never started again", Delayed.Then(10, Exit("a"))),
    ];

    private static IEnumerable<Judgement> AboutGrace =>
    [
        new(Grace, Pass, "it is killed when its grace of 10 s is over",
            Both.Then(9, Stopping, Sent("a")).Then(19, Sent("a", 1, Signal.Kill))),
        new(Grace, Fail, "it is killed before that",
            Both.Then(9, Stopping, Sent("a")).Then(18.9, Sent("a", 1, Signal.Kill))),
        new(Grace, Fail, "it is killed without being asked",
            Both.Then(9, Stopping, Sent("a", 1, Signal.Kill))),
        new(Grace, Pass, "a second request forces the end",
            Both.Then(8, Stop(1), Stop(2)).Then(9, Stopping, Sent("a", 1, Signal.Kill))),
        new(Grace, Inconclusive, "no end begins", Both),
    ];

    private static IEnumerable<Judgement> AboutSilence =>
    [
        new(Silent, Pass, "it is killed",
            Serving.Then(10, Hang("a")).Then(30, Sent("a"), Exit("a", 1, ExitCause.Killed))),
        new(Silent, Inconclusive, "it hangs until the end of its bound of 60 s",
            Serving.Then(10, Hang("a")).Then(70, Served(true))),
        new(Silent, Fail, "it hangs after the end of its bound of 60 s",
            Serving.Then(10, Hang("a")).Then(70.1, Served(true))),
        new(Silent, Inconclusive, "nothing hangs", Serving),
        new(Silent, Inconclusive, "it hangs while the supervisor is stalled",
            Serving.Then(10, Hang("a"), new SupervisorStalled(false)).Then(999, Served(true))),
    ];

    private static IEnumerable<Judgement> AboutPauses =>
    [
        new(Hopeless, Pass, "five short lives are followed by a pause of an hour",
            ShortLives(5).Then(5, Paused).Then(3605, Start("a", 6))),
        new(Hopeless, Fail, "four short lives are followed by a pause",
            ShortLives(4).Then(4, Paused)),
        new(Hopeless, Fail, "a pause is shorter than an hour",
            ShortLives(5).Then(5, Paused).Then(3604.9, Start("a", 6))),
        new(Hopeless, Fail, "a pause does not end",
            ShortLives(5).Then(5, Paused).Then(3630, Served(true))),
        new(Hopeless, Fail, "nobody says that there is a pause",
            ShortLives(5).Then(30, Served(true))),
        new(Hopeless, Pass, "a reset cuts a pause short",
            ShortLives(5).Then(5, Paused)
                .Then(60, new RequestArrived(1, ControlVerb.Reset, true), Start("a", 6))),
        new(Hopeless, Inconclusive, "only four lives are short", ShortLives(4)),
        new(Hopeless, Inconclusive, "a life of ten seconds comes in between",
            ShortLives(4).Then(4, Start("a", 5)).Then(14, Exit("a", 5), Start("a", 6))
                .Then(15, Exit("a", 6), Start("a", 7))),
    ];

    private static IEnumerable<Judgement> AboutHealth =>
    [
        new(Healthy, Pass, "a crash costs one worker",
            Both.Then(9, Exit("a"), Start("a", 2), Ready("a", 2))),
        new(Healthy, Fail, "a crash costs the other worker too",
            Both.Then(9, Exit("a"), Sent("b"))),
        new(Healthy, Pass, "a hung worker is killed", Both.Then(9, Hang("a")).Then(30, Sent("a"))),
        new(Healthy, Pass, "an orderly end ends all",
            Both.Then(9, Exit("a"), Stopping, Sent("b"))),
        new(Healthy, Inconclusive, "a worker crashes alone", Serving.Then(9, Exit("a"))),
        new(Healthy, Inconclusive, "nobody is in trouble", Both),
    ];

    private static Story Delayed => new Story
    {
        Scenario = Scenes.Of(Scenes.Worker("a") with
        {
            Policy = new AlwaysOptions(TimeSpan.FromSeconds(1)),
        }),
    }.Then(0, Up(), Start("a"), Ready("a"), Running);

    /// <summary>A service manager of the machine starts it before its delay is over.</summary>
    private static Story Early => new Story
    {
        Scenario = Delayed.Scenario with { Services = new ServicesSetup() },
    }.Then(0, Up(), Start("a"), Ready("a"), Running).Then(10, Exit("a")).Then(10.5, Start("a", 2));

    private static RequestArrived Stop(long id) => new(id, ControlVerb.Stop, true);

    private static ClientServed Served(bool isRight) => new(1, "a", 1, isRight);

    /// <summary>That many lives of one second each, of a worker under Squid's rule.</summary>
    private static Story ShortLives(int times)
    {
        var story = new Story { Scenario = Scenes.Of(Scenes.Kid("a")) };
        story.Then(0, Up(), Running);
        for (int life = 1; life <= times; life++)
        {
            story.Then(life - 1, Start("a", life)).Then(life, Exit("a", life));
        }

        return story;
    }
}
