using Harness.Properties.Machine;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Faults;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using static Harness.Properties.Oracles.Story;
using static Harness.Sim.Oracles.Verdict;

namespace Harness.Properties.Oracles;

/// <summary>Stories about external service managers, and about looking ahead.</summary>
internal static class ServiceStories
{
    private const string Restarts = "external-manager-restarts-without-a-supervisor";
    private const string Ahead = "look-ahead-finds-it-first";
    private const string Freezes = "manager-hang-never-freezes-the-supervisor";
    private const string Optional = "optional-workers-cost-no-budget";

    private static readonly Scenario Managed = Scenes.Of(
        Scenes.Worker("a"), Scenes.Worker("b") with { IsOptional = true }) with
    {
        Services = new ServicesSetup(),
    };

    private static ServicesTroubled Hangs => new(ServiceTrouble.Hang, IsOver: false);

    private static ServicesTroubled Recovers => new(ServiceTrouble.Hang, IsOver: true);

    private static UnitChanged GivenUp(string unit) => new(unit, UnitState.GivenUp);

    private static RequestArrived Asks(ControlVerb verb) => new(1, verb, false);

    private static RequestAnswered Answered => new(1, ControlResult.Accepted);

    private static Logged Found(Instability found, string subject) =>
        Says(LogCode.InstabilityFound, subject, (long)found);

    private static FilesTroubled Full(bool isOver = false) =>
        new(FileOperation.Write, FileError.NoSpace, isOver);

    internal static IEnumerable<Judgement> All =>
        [.. AboutRestarts, .. AboutLookingAhead, .. AboutHangs, .. AboutOptionalWorkers];

    /// <summary>A serves under a supervisor and an external service manager.</summary>
    private static Story Begun(double? until = null) => new()
    {
        Scenario = Managed,
        Until = until,
    };

    private static Story Serving(double? until = null) => Begun(until)
        .Then(0, Up(), Start("a"), new UnitChanged("a", UnitState.Running), Ready("a"), Running);

    private static IEnumerable<Judgement> AboutRestarts =>
    [
        new(Restarts, Pass, "a worker that dies after the supervisor is started in its delay",
            Serving(30).Then(10, Killed()).Then(12, Exit("a")).Then(14, Start("a", 2))),
        new(Restarts, Fail, "a worker that dies after the supervisor is started too late",
            Serving(30).Then(10, Killed()).Then(12, Exit("a")).Then(14.1, Start("a", 2))),
        new(Restarts, Fail, "a worker that dies after the supervisor stays down",
            Serving(30).Then(10, Killed()).Then(12, Exit("a"))),
        new(Restarts, Fail, "a supervisor that ends by an error stops its units",
            Serving(30).Then(10, Fatal(Phase.Running), new UnitChanged("a", UnitState.Stopping),
                Exit("a", 1, ExitCause.Killed), new UnitChanged("a", UnitState.Stopped), Ended(1))),
        new(Restarts, Inconclusive, "an instance that ends takes its units along",
            Serving(30).Then(
                10, Exit("a"), Says(LogCode.InstanceEnding, "a"), Fatal(Phase.Running),
                new UnitChanged("a", UnitState.Stopped), Ended(1))),
        new(Restarts, Inconclusive, "a supervisor that was asked to stop stops its units",
            Serving(30).Then(10, Stopping, new UnitChanged("a", UnitState.Stopping),
                Exit("a", 1, ExitCause.Asked), new UnitChanged("a", UnitState.Stopped), Ended(0))),
        new(Restarts, Inconclusive, "a worker that failed too often is given up",
            Serving(30).Then(10, Killed()).Then(12, Exit("a"), GivenUp("a"))),
        new(Restarts, Pass, "a hanging service manager starts it when it hangs no more",
            Serving(60).Then(10, Killed(), Hangs).Then(12, Exit("a")).Then(40, Recovers)
                .Then(42, Start("a", 2))),
        new(Restarts, Fail, "a boot without a supervisor starts nothing",
            Serving(30).Then(10, Killed(), Exit("a", 1, ExitCause.Reboot))
                .Then(20, new MachineRebooted(2))),
        new(Restarts, Pass, "a boot without a supervisor starts what ran",
            Serving(30).Then(10, Killed(), Exit("a", 1, ExitCause.Reboot))
                .Then(20, new MachineRebooted(2), Start("a", 2))),
        new(Restarts, Inconclusive, "the service manager is the supervisor's own",
            new Story().Then(0, Up(), Start("a"), Ready("a"), Running).Then(10, Killed())
                .Then(12, Exit("a")).Then(50, Up(2))),
    ];

    private static IEnumerable<Judgement> AboutLookingAhead =>
    [
        new(Ahead, Pass, "a full disk is on record when a change is asked for",
            Serving().Then(10, Full()).Then(40, Found(Instability.Unwritable, "state"))
                .Then(48, Asks(ControlVerb.Change))),
        new(Ahead, Pass, "a full disk that is only told of is on record too",
            Serving().Then(10, Full())
                .Then(40, Says(LogCode.AheadFound, "state", (long)Instability.Unwritable))
                .Then(48, Asks(ControlVerb.Reload))),
        new(Ahead, Fail, "a full disk is not on record when a change is asked for",
            Serving().Then(10, Full()).Then(48, Asks(ControlVerb.Change))),
        new(Ahead, Inconclusive, "a change is asked for before there was time for a look",
            Serving().Then(10, Full()).Then(46.9, Asks(ControlVerb.Change))),
        new(Ahead, Inconclusive, "a disk that has room again is in nobody's way",
            Serving().Then(10, Full()).Then(40, Full(isOver: true))
                .Then(60, Asks(ControlVerb.Change))),
        new(Ahead, Fail, "a silent service manager is not on record",
            Serving().Then(10, Hangs).Then(28, Asks(ControlVerb.Change))),
        new(Ahead, Fail, "another trouble than the one that is there is on record",
            Serving().Then(10, Hangs).Then(12, Found(Instability.Unwritable, "state"))
                .Then(28, Asks(ControlVerb.Change))),
        new(Ahead, Inconclusive, "somebody only looks",
            Serving().Then(10, Hangs).Then(40, Asks(ControlVerb.Status))),
    ];

    private static IEnumerable<Judgement> AboutHangs =>
    [
        new(Freezes, Pass, "a request in a hang is answered",
            Serving(90).Then(10, Hangs).Then(12, Asks(ControlVerb.Status)).Then(17, Answered)),
        new(Freezes, Fail, "a request in a hang is answered too late",
            Serving(90).Then(10, Hangs).Then(12, Asks(ControlVerb.Status)).Then(17.1, Answered)),
        new(Freezes, Pass, "a request to stop in a hang is obeyed",
            Serving(200).Then(10, Hangs).Then(12, Asks(ControlVerb.Stop)).Then(13, Answered)
                .Then(90, Ended(1))),
        new(Freezes, Fail, "a request to stop in a hang is answered and not obeyed",
            Serving(200).Then(10, Hangs).Then(12, Asks(ControlVerb.Stop)).Then(13, Answered)),
        new(Freezes, Inconclusive, "nobody asks while it hangs",
            Serving(90).Then(5, Asks(ControlVerb.Status), Answered).Then(10, Hangs)
                .Then(20, Recovers).Then(21, Asks(ControlVerb.Status), Answered)),
    ];

    private static IEnumerable<Judgement> AboutOptionalWorkers =>
    [
        new(Optional, Pass, "an optional worker that was given up is disabled",
            Serving(90).Then(10, GivenUp("b")).Then(15, Disabled)),
        new(Optional, Fail, "an optional worker that was given up is on the budget",
            Serving(90).Then(10, GivenUp("b")).Then(15, Found(Instability.GivenUp, "b"))),
        new(Optional, Fail, "an optional worker that was given up is told of by nobody",
            Serving(90).Then(10, GivenUp("b"))),
        new(Optional, Fail, "an optional worker that was disabled is fatal",
            Serving(90).Then(10, GivenUp("b")).Then(15, Disabled)
                .Then(16, new FatalWritten(
                    Phase.Running, ErrorOrigin.Watchdog, ErrorKind.Refused, "b"))),
        new(Optional, Inconclusive, "a worker that is not optional is on the budget",
            Serving(90).Then(10, GivenUp("a")).Then(15, Found(Instability.GivenUp, "a"))),
    ];

    private static Logged Disabled =>
        Says(LogCode.WorkerDisabled, "b", (long)Instability.GivenUp);
}
