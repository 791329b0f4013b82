using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Faults;
using Harness.Sim.Trace;
using static Harness.Properties.Oracles.Story;
using static Harness.Sim.Oracles.Verdict;

namespace Harness.Properties.Oracles;

/// <summary>Stories about what the watchdog finds, and what it does before a change.</summary>
internal static class WatchdogStories
{
    private const string IsSo = "the-watchdog-finds-what-is-so";
    private const string Looks = "the-watchdog-looks-before-a-change";

    internal static IEnumerable<Judgement> All =>
        [.. AboutWorkers, .. AboutTheMachine, .. AboutTheLook];

    private static Story Both =>
        new Story().Then(0, Up(), Start("a"), Ready("a"), Start("b"), Ready("b"), Running);

    private static Story Looked => Both.Then(
        5, new PortCalled(7, "processes", "list", ""), new PortAnswered(7));

    private static Logged Found(Instability found, string subject = "a") =>
        Says(LogCode.InstabilityFound, subject, (long)found);

    private static IEnumerable<Judgement> AboutWorkers =>
    [
        new(IsSo, Pass, "a look finds nothing", Looked),
        new(IsSo, Inconclusive, "nobody looks", Both),
        new(IsSo, Inconclusive, "one worker only is looked at", Both.Then(
            5, new PortCalled(7, "processes", "list", "a"), new PortAnswered(7))),
        new(IsSo, Pass, "a worker that has ended is missing",
            Looked.Then(6, Exit("a")).Then(7, Found(Instability.Missing))),
        new(IsSo, Fail, "a worker that runs is missing",
            Looked.Then(6, Exit("b")).Then(7, Found(Instability.Missing))),
        new(IsSo, Pass, "a worker that ended 85 s before runs again and is missing",
            Looked.Then(6, Exit("a"), Start("a", 2)).Then(91, Found(Instability.Missing))),
        new(IsSo, Fail, "a worker that ended more than 85 s before is missing",
            Looked.Then(6, Exit("a"), Start("a", 2)).Then(91.001, Found(Instability.Missing))),
        new(IsSo, Pass, "a worker that hangs is silent",
            Looked.Then(6, Hang("a")).Then(200, Found(Instability.Silent))),
        new(IsSo, Fail, "a worker that is well is silent",
            Looked.Then(6, Hang("b")).Then(22, Found(Instability.Silent))),
        new(IsSo, Pass, "two processes of a worker are one too many",
            Looked.Then(6, Start("a", 2)).Then(200, Found(Instability.Surplus))),
        new(IsSo, Fail, "the only process of a worker is one too many",
            Looked.Then(6, Found(Instability.Surplus))),
    ];

    private static FilesTroubled Full(bool isOver) =>
        new(FileOperation.Write, FileError.NoSpace, isOver);

    private static ServicesTroubled Gone(bool isOver) =>
        new(ServiceTrouble.Unreachable, isOver);

    private static IEnumerable<Judgement> AboutTheMachine =>
    [
        new(IsSo, Pass, "nothing can be written while the disk is full",
            Looked.Then(6, Full(false)).Then(200, Found(Instability.Unwritable, "state"))),
        new(IsSo, Pass, "nothing could be written until 60 s ago",
            Looked.Then(6, Full(false)).Then(10, Full(true))
                .Then(70, Found(Instability.Unwritable, "state"))),
        new(IsSo, Fail, "nothing could be written until more than 60 s ago",
            Looked.Then(6, Full(false)).Then(10, Full(true))
                .Then(70.001, Found(Instability.Unwritable, "state"))),
        new(IsSo, Pass, "the service manager answers nobody",
            Looked.Then(6, Gone(false)).Then(200, Found(Instability.Unreachable, "services"))),
        new(IsSo, Fail, "the service manager answers everybody",
            Looked.Then(6, Gone(false)).Then(10, Gone(true))
                .Then(70.001, Found(Instability.Unreachable, "services"))),
        new(IsSo, Pass, "the service manager has given a worker up",
            Looked.Then(6, new UnitChanged("a", UnitState.GivenUp))
                .Then(66, Found(Instability.GivenUp))),
        new(IsSo, Fail, "the service manager has given another worker up",
            Looked.Then(6, new UnitChanged("b", UnitState.GivenUp))
                .Then(66, Found(Instability.GivenUp))),
    ];

    private static Logged Begins => Says(LogCode.ChangeBegun, "t", 1);

    private static ProcessStarted Canary =>
        Start("a.canary") with { Role = UnitRole.Canary };

    private static TraceEvent[] Listed =>
        [new PortCalled(8, "processes", "list", ""), new PortAnswered(8)];

    private static IEnumerable<Judgement> AboutTheLook =>
    [
        new(Looks, Fail, "what was silent for more than 17 s is found and left as it is",
            Both.Then(6, Hang("a")).Then(23.001, [Begins, .. Listed]).Then(24, Canary)),
        new(Looks, Pass, "what was silent for 17 s may not have been found",
            Both.Then(6, Hang("a")).Then(23, [Begins, .. Listed]).Then(24, Canary)),
        new(Looks, Pass, "what was silent is ended before the canary is started",
            Both.Then(6, Hang("a")).Then(30, [Begins, .. Listed])
                .Then(31, Exit("a", cause: ExitCause.Killed)).Then(32, Canary)),
        new(Looks, Fail, "nobody looked, and somebody else was answered meanwhile",
            Both.Then(30, Begins, new RequestAnswered(2, ControlResult.Accepted))
                .Then(32, Canary)),
        new(Looks, Inconclusive, "the change is over before anything is started",
            Both.Then(30, Begins, Says(LogCode.ChangeOver, "t")).Then(32, Canary)),
    ];
}
