using Harness.Properties.Machine;
using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using static Harness.Properties.Oracles.Story;
using static Harness.Sim.Oracles.Verdict;

namespace Harness.Properties.Oracles;

/// <summary>Stories about changes of the configuration.</summary>
internal static class ChangeStories
{
    private const string One = "one-configuration-is-in-force";
    private const string Truth = "requesters-are-told-the-truth";
    private const string Budget = "error-budget-is-kept";
    private const string Accepted = "unaccepted-settings-never-serve";
    private const string GoesOn = "service-goes-on-during-a-change";
    private const string Looks = "the-watchdog-looks-before-a-change";
    private const string Answers = "the-fatal-message-comes-after-the-answers";
    private const string Noise = "log-noise-is-bounded";
    private const string AsBefore = "restarted-workers-serve-as-before";

    private static readonly Scenario Configured = Scenes.Of(
        Scenes.Worker("a") with { Group = "a" }, Scenes.Worker("b") with { Group = "b" }) with
    {
        Configs =
        [
            new ConfigSetup { Name = "new" }, new ConfigSetup { Name = "newer" },
            new ConfigSetup { Name = "of-b", Of = "b" },
        ],
    };

    internal static IEnumerable<Judgement> All =>
    [
        .. AboutOne, .. AboutTruth, .. AboutAccepted, .. AboutService, .. AboutLooks,
        .. AboutAnswers, .. AboutRestarts, .. AboutNoise,
    ];

    private static Story Begun(double? until = null) =>
        new() { Scenario = Configured, Until = until };

    /// <summary>A and b run and serve with the first configuration, which is stored.</summary>
    private static Story Serving(double? until = null) => Begun(until).Then(
        0, Up(), With("a", ConfigSetup.First), Ready("a"), With("b", ConfigSetup.First), Ready("b"),
        new ConfigStored(ConfigSetup.First), Running);

    private static ProcessStarted With(
        string unit, string config, int life = 1, UnitRole role = UnitRole.Worker) =>
        Start(unit, life) with { Config = config, Role = role };

    private static Logged Begins(string tag = "t", long request = 1) =>
        Says(LogCode.ChangeBegun, tag, request);

    private static Logged Over => Says(LogCode.ChangeOver, "t");

    private static RequestArrived Asks(
        string config, string from = "", long id = 1, ControlVerb verb = ControlVerb.Change) =>
        new(id, verb, false) { Config = config, IfMatch = from };

    private static RequestAnswered Told(ControlResult result, string inForce, long id = 1) =>
        new(id, result) { Config = inForce };

    private static ClientServed Served(string unit, string config, int life = 1) =>
        new(1, unit, life, true) { Config = config, Took = TimeSpan.FromMilliseconds(5) };

    private static TraceEvent[] Many(TraceEvent made, Func<TraceEvent> make) =>
        [made, .. Enumerable.Range(0, 19).Select(_ => make())];

    private static IEnumerable<Judgement> AboutOne =>
    [
        new(One, Pass, "both run with the new configuration within 60 s",
            Serving(300).Then(10, Begins()).Then(
                11, new ConfigStored("new"), Over,
                Exit("a", cause: ExitCause.Asked), With("a", "new", 2),
                Exit("b", cause: ExitCause.Asked), With("b", "new", 2))),
        new(One, Pass, "a configuration of b alone leaves a as it is",
            Serving(300).Then(10, Begins()).Then(
                11, new ConfigStored("of-b"), Over,
                Exit("b", cause: ExitCause.Asked), With("b", "of-b", 2))),
        new(One, Fail, "b goes on with the old configuration",
            Serving(300).Then(10, Begins()).Then(
                11, Exit("a", cause: ExitCause.Asked), With("a", "new", 2),
                new ConfigStored("new"), Over)),
        new(One, Fail, "a canary is left beside the fleet",
            Serving(300).Then(10, Begins()).Then(
                11, With("a.canary", "new", 1, UnitRole.Canary), Over)),
        new(One, Pass, "a canary is there for as long as the change goes on",
            Serving(300).Then(10, Begins()).Then(
                11, With("a.canary", "new", 1, UnitRole.Canary))),
        new(One, Inconclusive, "nothing is changed", Serving(300)),
    ];

    private static IEnumerable<Judgement> AboutTruth =>
    [
        new(Budget, Inconclusive, "a change kills what does not heed it",
            Serving().Then(10, Asks("new"), Begins())
                .Then(20, Exit("a", 1, ExitCause.Killed)).Then(21, Over)),
        new(Budget, Fail, "a worker is killed when no change is under way any more",
            Serving().Then(10, Asks("new"), Begins()).Then(20, Over)
                .Then(21, Exit("a", 1, ExitCause.Killed))),
        new(Truth, Pass, "what was told to be made is stored",
            Serving().Then(10, Asks("new")).Then(11, new ConfigStored("new"))
                .Then(12, Told(ControlResult.Accepted, "new"))),
        new(Truth, Fail, "what was told to be made is not stored",
            Serving().Then(10, Asks("new")).Then(12, Told(ControlResult.Accepted, "first"))),
        new(Truth, Fail, "what was told to be rolled back is stored",
            Serving().Then(10, Asks("new")).Then(11, new ConfigStored("new"))
                .Then(12, Told(ControlResult.RolledBack, "new"))),
        new(Truth, Fail, "what was told to be refused is stored",
            Serving().Then(10, Asks("new")).Then(11, new ConfigStored("new"))
                .Then(12, Told(ControlResult.Refused, "new"))),
        new(Truth, Pass, "what was rolled back had been stored for a moment",
            Serving().Then(10, Asks("new")).Then(
                11, new ConfigStored("new"), new ConfigStored("first"))
                .Then(12, Told(ControlResult.RolledBack, "first"))),
        new(Truth, Fail, "another configuration is said to be in force than ever was",
            Serving().Then(10, Asks("new")).Then(12, Told(ControlResult.Invalid, "newer"))),
        new(Truth, Fail, "a change is made from a configuration that was not in force",
            Serving().Then(10, Asks("new", from: "newer")).Then(11, new ConfigStored("new"))
                .Then(12, Told(ControlResult.Accepted, "new"))),
        new(Truth, Fail, "a change from what is in force is told not to match",
            Serving().Then(10, Asks("new", from: "first"))
                .Then(12, Told(ControlResult.Mismatch, "first"))),
        new(Truth, Pass, "of two changes from one base the second is told not to match",
            Serving().Then(10, Asks("new", "first"), Asks("newer", "first", 2))
                .Then(11, new ConfigStored("new"), Told(ControlResult.Accepted, "new"))
                .Then(12, Told(ControlResult.Mismatch, "new", 2))),
        new(Truth, Pass, "what another one has made meanwhile is asked for, and made from itself",
            Serving().Then(10, Asks("new"), Asks("new", "new", 2))
                .Then(11, new ConfigStored("new"), Told(ControlResult.Accepted, "new"))
                .Then(12, Told(ControlResult.Accepted, "new", 2))),
        new(Truth, Pass, "the status says what became of the last change",
            Serving().Then(10, Asks("new")).Then(12, Told(ControlResult.Invalid, "first"))
                .Then(13, Asks("", id: 2, verb: ControlVerb.Status))
                .Then(14, new LastChangeTold(2, ControlResult.Invalid))),
        new(Truth, Fail, "the status says that the last change was made, and it was not",
            Serving().Then(10, Asks("new")).Then(12, Told(ControlResult.Invalid, "first"))
                .Then(13, Asks("", id: 2, verb: ControlVerb.Status))
                .Then(14, new LastChangeTold(2, ControlResult.Accepted))),
        new(Truth, Inconclusive, "who asked was told nothing, because the supervisor was killed",
            Serving().Then(10, Asks("new")).Then(11, Killed())),
    ];

    private static IEnumerable<Judgement> AboutAccepted =>
    [
        new(Accepted, Pass, "a canary was ready for 2 s before anybody was served",
            Serving().Then(10, With("a.canary", "new", 1, UnitRole.Canary), Ready("a.canary"))
                .Then(12, Exit("a.canary", cause: ExitCause.Asked))
                .Then(13, Served("a", "new"))),
        new(Accepted, Fail, "a canary was ready for less than 2 s",
            Serving().Then(10, With("a.canary", "new", 1, UnitRole.Canary), Ready("a.canary"))
                .Then(11.999, Exit("a.canary"))
                .Then(13, Served("a", "new"))),
        new(Accepted, Fail, "a canary never got ready",
            Serving().Then(10, With("a.canary", "new", 1, UnitRole.Canary))
                .Then(20, Served("a", "new"))),
        new(Accepted, Fail, "the canary was of another configuration",
            Serving().Then(10, With("a.canary", "newer", 1, UnitRole.Canary), Ready("a.canary"))
                .Then(20, Served("a", "new"))),
        new(Accepted, Pass, "the first configuration needs no canary",
            Serving().Then(10, With("a.canary", "new", 1, UnitRole.Canary))
                .Then(11, Served("a", "first"))),
        new(Accepted, Inconclusive, "nobody tries anything", Serving().Then(11, Served("a", ""))),
    ];

    private static IEnumerable<Judgement> AboutService =>
    [
        new(GoesOn, Pass, "a stand-in serves while a is replaced",
            Serving().Then(10, Begins(), Says(LogCode.ChangeAccepted, "t"))
                .Then(11, With("a.surge", "new", 1, UnitRole.Surge), Ready("a.surge"))
                .Then(12, Exit("a", cause: ExitCause.Asked)).Then(13, With("a", "new", 2))),
        new(GoesOn, Fail, "a is ended before anybody stands in for it",
            Serving().Then(10, Begins(), Says(LogCode.ChangeAccepted, "t"))
                .Then(12, Exit("a", cause: ExitCause.Asked))),
        new(GoesOn, Fail, "the stand-in is not ready yet",
            Serving().Then(10, Begins(), Says(LogCode.ChangeAccepted, "t"))
                .Then(11, With("a.surge", "new", 1, UnitRole.Surge))
                .Then(12, Exit("a", cause: ExitCause.Asked))),
        new(GoesOn, Pass, "what a fault takes is not the change's doing",
            Serving().Then(10, Begins(), Says(LogCode.ChangeAccepted, "t")).Then(12, Exit("a"))),
        new(GoesOn, Pass, "after the change other rules hold",
            Serving().Then(10, Begins(), Says(LogCode.ChangeAccepted, "t"), Over)
                .Then(12, Exit("a", cause: ExitCause.Asked))),
        new(GoesOn, Inconclusive, "nothing was accepted", Serving().Then(10, Begins(), Over)),
    ];

    private static IEnumerable<Judgement> AboutLooks =>
    [
        new(Looks, Pass, "everything was listed before the canary was started",
            Serving().Then(10, Begins(), new PortCalled(7, "processes", "list", ""))
                .Then(11, new PortAnswered(7))
                .Then(12, With("a.canary", "new", 1, UnitRole.Canary))),
        new(Looks, Fail, "nobody looked",
            Serving().Then(10, Begins()).Then(12, With("a.canary", "new", 1, UnitRole.Canary))),
        new(Looks, Fail, "the list had not been answered",
            Serving().Then(10, Begins(), new PortCalled(7, "processes", "list", ""))
                .Then(12, With("a.canary", "new", 1, UnitRole.Canary))),
        new(Looks, Fail, "one worker only was looked at",
            Serving().Then(10, Begins(), new PortCalled(7, "processes", "list", "a"))
                .Then(11, new PortAnswered(7))
                .Then(12, With("a.canary", "new", 1, UnitRole.Canary))),
        new(Looks, Inconclusive, "the change was refused", Serving().Then(
            10, Begins(), Told(ControlResult.Refused, "first"))),
    ];

    private static IEnumerable<Judgement> AboutAnswers =>
    [
        new(Answers, Pass, "the requester is told before the world is",
            Serving().Then(10, Asks("new"), Begins(), Says(LogCode.BudgetSpent, "a"))
                .Then(11, Told(ControlResult.Refused, "first")).Then(12, Fatal(Phase.Running))),
        new(Answers, Fail, "the requester is told after the world",
            Serving().Then(10, Asks("new"), Begins(), Says(LogCode.BudgetSpent, "a"))
                .Then(11, Fatal(Phase.Running)).Then(12, Told(ControlResult.Refused, "first"))),
        new(Answers, Inconclusive, "nothing was under way",
            Serving().Then(10, Says(LogCode.BudgetSpent, "a")).Then(11, Fatal(Phase.Running))),
    ];

    private static IEnumerable<Judgement> AboutRestarts =>
    [
        new(AsBefore, Pass, "the second life serves as the first did",
            Serving().Then(10, Many(Served("a", ""), () => Served("a", "")))
                .Then(20, Exit("a"), Start("a", 2), Ready("a", 2))
                .Then(30, Many(Served("a", "", 2), () => Served("a", "", 2)))),
        new(AsBefore, Fail, "the second life is ready and refuses everybody",
            Serving().Then(10, Many(Served("a", ""), () => Served("a", "")))
                .Then(20, Exit("a"), Start("a", 2), Ready("a", 2))
                .Then(30, Many(new ClientRefused(1, "a"), () => new ClientRefused(1, "a")))),
        new(AsBefore, Fail, "the second life is four times as slow",
            Serving().Then(10, Many(Served("a", ""), () => Served("a", "")))
                .Then(20, Exit("a"), Start("a", 2), Ready("a", 2))
                .Then(30, Many(Slow(2), () => Slow(2)))),
        new(AsBefore, Inconclusive, "nobody asked often enough",
            Serving().Then(10, Served("a", "")).Then(20, Exit("a"), Start("a", 2), Ready("a", 2))
                .Then(30, new ClientRefused(1, "a"))),
    ];

    private static IEnumerable<Judgement> AboutNoise =>
    [
        new(Noise, Pass, "61 starts in a minute are told 61 times",
            Serving().Then(10, Starts(61)).Then(20, Entries(61))),
        new(Noise, Pass, "61 starts in a minute are told 120 times",
            Serving().Then(10, Starts(61)).Then(20, Entries(120))),
        new(Noise, Fail, "61 starts in a minute are told 121 times",
            Serving().Then(10, Starts(61)).Then(20, Entries(121))),
        new(Noise, Pass, "121 entries are in two minutes",
            Serving().Then(10, Starts(61)).Then(20, Entries(120)).Then(80, Entries(1))),
        new(Noise, Inconclusive, "60 starts in a minute are not many",
            Serving().Then(10, Starts(60)).Then(20, Entries(60))),
    ];

    private static TraceEvent[] Starts(int count) =>
        [.. Enumerable.Range(2, count).Select(life => Start("c", life))];

    private static TraceEvent[] Entries(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Says(LogCode.WorkerStarted, "c"))];

    private static ClientServed Slow(int life) =>
        Served("a", "", life) with { Took = TimeSpan.FromMilliseconds(20) };
}
