using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using static Harness.Properties.Oracles.Story;
using static Harness.Sim.Oracles.Verdict;

namespace Harness.Properties.Oracles;

/// <summary>Stories for the oracles that look at what problems and deaths cost.</summary>
internal static class RecoveryStories
{
    private const string Cheapest = "cheapest-sufficient-recovery";
    private const string Options = "worker-death-options";

    internal static IEnumerable<Judgement> All =>
        [.. AboutCosts, .. AboutReports, .. AboutDeaths, .. AboutPauses, .. AboutTheEnd];

    /// <summary>Two workers that serve.</summary>
    private static Story Both => Of(Story.Pair);

    private static IEnumerable<Judgement> AboutCosts =>
    [
        new(Cheapest, Pass, "a corrupt entry is purged, and its transaction goes on",
            Both.Then(5, Met(IntegrityKind.CorruptEntry, Rung.PurgeEntry),
                Over(TransactionOutcome.Done))),
        new(Cheapest, Fail, "a corrupt entry costs a transaction",
            Both.Then(5, Met(IntegrityKind.CorruptEntry, Rung.EndTransaction))),
        new(Cheapest, Fail, "a corrupt entry is purged, and its transaction is lost",
            Both.Then(5, Met(IntegrityKind.CorruptEntry, Rung.PurgeEntry),
                Over(TransactionOutcome.Aborted))),
        new(Cheapest, Pass, "a corrupt transaction is ended",
            Both.Then(5, Met(IntegrityKind.CorruptTransaction, Rung.EndTransaction),
                Over(TransactionOutcome.Aborted))),
        new(Cheapest, Fail, "a corrupt transaction goes on",
            Both.Then(5, Met(IntegrityKind.CorruptTransaction, Rung.EndTransaction),
                Over(TransactionOutcome.Done))),
        new(Cheapest, Fail, "a transaction ends twice",
            Both.Then(5, Met(IntegrityKind.CorruptTransaction, Rung.EndTransaction),
                Over(TransactionOutcome.Aborted), Over(TransactionOutcome.Done))),
        new(Cheapest, Fail, "a transaction is aborted for nothing",
            Both.Then(5, Over(TransactionOutcome.Aborted))),
        new(Cheapest, Pass, "failed access control costs the transaction",
            Both.Then(5, Met(IntegrityKind.AccessControlFault, Rung.EndTransaction),
                Over(TransactionOutcome.Denied))),
        new(Cheapest, Fail, "failed access control is switched off",
            Both.Then(5, Met(IntegrityKind.AccessControlFault, Rung.DisableService))),
        new(Cheapest, Pass, "a helper is done without",
            Both.Then(5, Met(IntegrityKind.ServiceFault, Rung.DisableService),
                Over(TransactionOutcome.Done))),
        new(Cheapest, Fail, "a worker is killed for another one's entry",
            Both.Then(5, Met(IntegrityKind.CorruptEntry, Rung.PurgeEntry))
                .Then(6, Sent("b", 1, Signal.Kill))),
        new(Cheapest, Inconclusive, "no problem is met", Both.Then(5, Over(
            TransactionOutcome.Denied))),
    ];

    private static IEnumerable<Judgement> AboutReports =>
    [
        new(Cheapest, Pass, "a worker asks to be killed, and is",
            Asking(Rung.RestartKid).Then(6, Sent("a", 1, Signal.Kill),
                Exit("a", 1, ExitCause.Killed))),
        new(Cheapest, Fail, "a worker asks to be killed, and the instance is ended",
            Asking(Rung.RestartKid).Then(6, Ends(InstanceEnd.Integrity))),
        new(Cheapest, Pass, "a worker asks for the end of the instance, and it comes",
            Asking(Rung.EndInstance).Then(6, Ends(InstanceEnd.Integrity))),
        new(Cheapest, Fail, "what a worker asks for is not heeded",
            Asking(Rung.RestartKid).Then(60, new ClientRefused(1, "a"))),
        new(Cheapest, Pass, "time without a supervisor does not count",
            Asking(Rung.RestartKid).Then(6, Killed()).Then(60, Up(2)).Then(61,
                Exit("a", 1, ExitCause.Killed))),
    ];

    private static IEnumerable<Judgement> AboutDeaths =>
    [
        new(Options, Pass, "under restart a worker that died is started again",
            Both.Then(5, Exit("a")).Then(6, Start("a", 2))),
        new(Options, Fail, "under restart a death ends the instance",
            Both.Then(5, Exit("a")).Then(6, Ends(InstanceEnd.WorkerDied))),
        new(Options, Pass, "under end a death ends the instance", Ended),
        new(Options, Fail, "under end a worker that died is started again, and nothing else",
            Mortal.Then(5, Exit("a")).Then(6, Start("a", 2)).Then(60, Ready("a", 2))),
        new(Options, Inconclusive, "nobody dies", Both),
    ];

    private static IEnumerable<Judgement> AboutPauses =>
    [
        new(Options, Pass, "under keep a paused worker is lacking, and nothing else",
            Both.Then(5, Says(LogCode.WorkerPaused, "a")).Then(90, Ready("b"))),
        new(Options, Fail, "under keep a pause ends the instance",
            Both.Then(5, Says(LogCode.WorkerPaused, "a"), Ends(InstanceEnd.Crippled))),
        new(Options, Pass, "under stop a pause ends the instance",
            Whole.Then(5, Says(LogCode.WorkerPaused, "a"), Ends(InstanceEnd.Crippled))
                .Then(6, Fatal(Phase.Running), Exit("a"), Exit("b", 1, ExitCause.Asked))
                .Then(7, Story.Ended(1))),
        new(Options, Fail, "under stop a pause ends nothing",
            Whole.Then(5, Says(LogCode.WorkerPaused, "a")).Then(60, Ready("b"))),
        new(Options, Pass, "under stop a single death ends nothing",
            Whole.Then(5, Exit("a")).Then(6, Start("a", 2)).Then(60, Ready("a", 2))),
    ];

    private static IEnumerable<Judgement> AboutTheEnd =>
    [
        new(Options, Fail, "a worker is signalled before the message is durable",
            Mortal.Then(5, Exit("a")).Then(6, Ends(InstanceEnd.WorkerDied), Sent("b"))),
        new(Options, Fail, "a worker is left when the instance is ended",
            Mortal.Then(5, Exit("a"))
                .Then(6, Ends(InstanceEnd.WorkerDied), Fatal(Phase.Running), Story.Ended(1))),
        new(Options, Fail, "the exit code does not tell that it was an error",
            Mortal.Then(5, Exit("a"))
                .Then(6, Ends(InstanceEnd.WorkerDied), Fatal(Phase.Running),
                    Exit("b", 1, ExitCause.Asked), Story.Ended(0))),
        new(Options, Fail, "a worker is started while the instance is being ended",
            Mortal.Then(5, Exit("a"))
                .Then(6, Ends(InstanceEnd.WorkerDied), Fatal(Phase.Running),
                    new PortCalled(9, "processes", "start", "a"))),
        new(Options, Fail, "the end of the instance does not come to its end",
            Mortal.Then(5, Exit("a"))
                .Then(6, Ends(InstanceEnd.WorkerDied), Fatal(Phase.Running))
                .Then(120, Ready("b"))),
    ];

    private static Story Mortal => Of(Story.Pair with
    {
        Supervisor = new SupervisorSetup { OnWorkerDeath = OnWorkerDeath.End },
    });

    private static Story Whole => Of(Story.Pair with
    {
        Supervisor = new SupervisorSetup { WhenCrippled = WhenCrippled.Stop },
    });

    private static Story Ended => Mortal.Then(5, Exit("a"))
        .Then(6, Ends(InstanceEnd.WorkerDied), Fatal(Phase.Running), Sent("b"))
        .Then(7, Exit("b", 1, ExitCause.Asked), Story.Ended(1));

    private static Story Of(Scenario scenario) => new Story { Scenario = scenario }.Then(
        0, Up(), Start("a"), Ready("a"), Start("b"), Ready("b"), Running);

    private static Logged Ends(InstanceEnd because) =>
        Says(LogCode.InstanceEnding, "a", (long)because);

    private static ProblemMet Met(IntegrityKind kind, Rung rung) => new(1, "a", 1, kind, "", rung);

    private static TransactionEnded Over(TransactionOutcome outcome) => new(1, "a", 1, outcome);

    private static Story Asking(Rung rung)
    {
        IntegrityKind kind = rung == Rung.EndInstance
            ? IntegrityKind.SharedFault
            : IntegrityKind.WorkerFault;
        return Both.Then(5, Met(kind, rung), new IntegrityReported("a", 1, 1, rung, kind));
    }
}
