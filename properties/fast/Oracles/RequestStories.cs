using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using static Harness.Properties.Oracles.Story;
using static Harness.Sim.Oracles.Verdict;

namespace Harness.Properties.Oracles;

/// <summary>Stories about who waits for an answer, and what is done meanwhile.</summary>
internal static class RequestStories
{
    private const string Answered = "every-request-is-answered";

    // 2 x 30 s of readiness, 2 s of canary, 2 workers of 10 + 30 s each, and 60 s.
    private const double PerChange = 202;

    private const string Truth = "requesters-are-told-the-truth";
    private const string Absorbing = "shutdown-is-absorbing";
    private const string Alone = "one-supervisor-at-a-time";
    private const string One = "one-configuration-is-in-force";

    private static readonly Scenario Configured = Pair with
    {
        Configs = [new ConfigSetup { Name = "new" }, new ConfigSetup { Name = "newer" }],
    };

    internal static IEnumerable<Judgement> All =>
        [.. AboutTime, .. AboutReloads, .. AboutAbsence, .. AboutOtherPorts];

    private static RequestArrived Asks(ControlVerb verb, long id = 1) => new(id, verb, false);

    private static RequestAnswered Told(long id = 1) => new(id, ControlResult.Accepted);

    private static Story Begun(double? until = null) =>
        new Story { Until = until }.Then(0, Up(), Running);

    /// <summary>A and b run with the first configuration, which is stored.</summary>
    private static Story Serving(double? until = null) =>
        new Story { Scenario = Configured, Until = until }.Then(
            0, Up(), With("a", ConfigSetup.First), Ready("a"), With("b", ConfigSetup.First),
            Ready("b"), new ConfigStored(ConfigSetup.First), Running);

    private static ProcessStarted With(string unit, string config, int life = 1) =>
        Start(unit, life) with { Config = config };

    private static RequestArrived Reload(string file) =>
        Asks(ControlVerb.Reload) with { Config = file };

    private static RequestAnswered Made(string config) =>
        new(1, ControlResult.Accepted) { Config = config };

    private static IEnumerable<Judgement> AboutReloads =>
    [
        new(Truth, Pass, "what the file said is made",
            Serving().Then(10, Reload("new")).Then(11, new ConfigStored("new"))
                .Then(12, Made("new"))),
        new(Truth, Fail, "what the file said is told to be made, and is not",
            Serving().Then(10, Reload("new")).Then(12, Made("first"))),
        new(Truth, Fail, "something else than the file said is made",
            Serving().Then(10, Reload("new")).Then(11, new ConfigStored("newer"))
                .Then(12, Made("newer"))),
        new(Truth, Pass, "the file says something else before it is read",
            Serving().Then(10, Reload("new"), new ConfigFileEdited("newer"))
                .Then(11, new ConfigStored("newer")).Then(12, Made("newer"))),
        new(Truth, Fail, "the file says something else before anybody asks",
            Serving().Then(9, new ConfigFileEdited("newer")).Then(10, Reload("newer"))
                .Then(12, Made("first"))),
    ];

    private static Story Lost(double until) => Serving(until).Then(
        10, Says(LogCode.ChangeBegun, "t", 1)).Then(
        11, Says(LogCode.ChangeOver, "t"), Exit("b", cause: ExitCause.Asked));

    private static IEnumerable<Judgement> AboutAbsence =>
    [
        new(One, Pass, "a worker has no process for 60 s", Lost(until: 71)),
        new(One, Fail, "a worker has no process for more than 60 s", Lost(until: 71.001)),
        new(One, Pass, "a worker that is paused has no process",
            Lost(until: 200).Then(12, Says(LogCode.WorkerPaused, "b"))),
        new(One, Pass, "a worker cannot be started, and is tried again",
            Lost(until: 120).Then(65, new StartRefused("b", StartFailure.NoResources))),
        new(One, Fail, "a paused worker is revived and not started",
            Lost(until: 200).Then(12, Says(LogCode.WorkerPaused, "b"))
                .Then(100, Says(LogCode.WorkerRevived, "b"))),
    ];

    private static IEnumerable<Judgement> AboutOtherPorts =>
    [
        new(Absorbing, Fail, "a service manager is told to start a worker after the end began",
            Begun().Then(5, Stopping, new PortCalled(3, "services", "start", "a"))),
        new(Absorbing, Pass, "a service manager is told to stop a worker after the end began",
            Begun().Then(5, Stopping, new PortCalled(3, "services", "stop", "a"))),
        new(Alone, Fail, "who was refused the lock has a worker stopped",
            Refused(new PortCalled(3, "services", "stop", "a"))),
        new(Alone, Pass, "who was refused the lock has only asked what runs",
            Refused(new PortCalled(3, "services", "list", ""))),
    ];

    private static Story Refused(PortCalled call) => Begun().Then(5, Up(2))
        .Then(6, new LockAsked("/lock", FileError.Locked)).Then(7, call)
        .Then(8, Fatal(Phase.Starting)).Then(9, Ended(1, 2));

    private static IEnumerable<Judgement> AboutTime =>
    [
        new(Answered, Pass, "a look at the workers is answered after 30 s",
            Begun().Then(10, Asks(ControlVerb.Status)).Then(40, Told())),
        new(Answered, Fail, "a look at the workers is answered after more than 30 s",
            Begun().Then(10, Asks(ControlVerb.Status)).Then(40.001, Told())),
        new(Answered, Fail, "a request to stop is heard by nobody until the run ends",
            Begun(until: 40.001).Then(10, Asks(ControlVerb.Stop))),
        new(Answered, Pass, "the run ends before a reset is late",
            Begun(until: 40).Then(10, Asks(ControlVerb.Reset))),
        new(Answered, Pass, "a supervisor that is held still answers nobody",
            Begun().Then(10, Asks(ControlVerb.Status), new SupervisorStalled(false))
                .Then(100, new SupervisorStalled(true)).Then(129, Told())),
        new(Answered, Pass, "a change takes as long as its rollout and the way back",
            Begun(until: 10 + PerChange).Then(10, Asks(ControlVerb.Change))),
        new(Answered, Fail, "a change takes longer than its rollout and the way back",
            Begun(until: 10.001 + PerChange).Then(10, Asks(ControlVerb.Change))),
        new(Answered, Pass, "the second change waits for the first one, which nobody waits for",
            Begun().Then(10, Asks(ControlVerb.Change), new RequestWithdrawn(1),
                Asks(ControlVerb.Reload, 2)).Then(10 + (2 * PerChange), Told(2))),
        new(Answered, Fail, "the second change waits longer than for both",
            Begun().Then(10, Asks(ControlVerb.Change), new RequestWithdrawn(1),
                Asks(ControlVerb.Reload, 2)).Then(10.001 + (2 * PerChange), Told(2))),
    ];
}
