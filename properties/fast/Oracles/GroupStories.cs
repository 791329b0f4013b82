using Harness.Properties.Machine;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using static Harness.Properties.Oracles.Story;
using static Harness.Sim.Oracles.Verdict;

namespace Harness.Properties.Oracles;

/// <summary>Stories of two workers under the policy of a group.</summary>
internal static class GroupStories
{
    private const string Groups = "groups-are-as-the-policy-says";

    internal static IEnumerable<Judgement> All =>
    [
        new(Groups, Pass, "one ends, the other is ended, and both are started in order",
            BothDown.Then(10.3, Start("a", 2), Started("a", 2))
                .Then(10.4, Start("b", 2), Started("b", 2)).Then(99, Tick)),
        new(Groups, Fail, "the keeper of the one that ended starts it again by itself",
            Down.Then(10.1, Start("a", 2))),
        new(Groups, Fail, "the second one is started before the first one",
            BothDown.Then(10.3, Start("b", 2))),
        new(Groups, Fail, "the other one is not ended", Down.Then(20.1, Tick)),
        new(Groups, Pass, "the other one is not ended yet", Down.Then(20, Tick)),
        new(Groups, Fail, "the first one is not started again", BothDown.Then(20.3, Tick)),
        new(Groups, Pass, "nobody starts it while the supervisor is held still",
            BothDown.Then(10.25, new SupervisorStalled(false)).Then(99, Tick)),
        new(Groups, Fail, "one is ended, and nobody has failed",
            Whole.Then(10, Says(LogCode.WorkerStopped, "b"))),
        new(Groups, Fail, "one is given up, and its group's policy does not say so",
            Down.Then(10, Says(LogCode.WorkerGivenUp, "a"))),
        new(Groups, Pass, "a transient one exits with 0 and is done",
            Of("one_for_one", "transient").Then(10, Exit("a") with { Status = ExitStatus.Code(0) },
                Exited("a", 1), Says(LogCode.WorkerDone, "a")).Then(99, Tick)),
        new(Groups, Fail, "a transient one exits with 0 and is started again",
            Of("one_for_one", "transient").Then(10, Exit("a") with { Status = ExitStatus.Code(0) },
                Exited("a", 1)).Then(10.1, Start("a", 2))),
        new(Groups, Pass, "nobody hears how a child of an earlier life ended, so it is restarted",
            Of("one_for_one", "transient").Then(8, Killed()).Then(9, Up(2),
                Says(LogCode.WorkerAdopted, "a", 9701), Says(LogCode.WorkerAdopted, "b", 9801),
                Running, Begun).Then(10, Exit("a") with { Status = ExitStatus.Code(0) },
                Exited("a", 1)).Then(10.1, Start("a", 2))),
        new(Groups, Pass, "a reset begins anew while one is being ended",
            Down.Then(10.1, Says(LogCode.WorkerStopped, "b"), Sent("b"))
                .Then(11, Begun, Start("a", 2), Started("a", 2)).Then(99, Tick)),
        new(Groups, Pass, "one restart too many ends the instance, and nobody is ended before",
            Again.Then(11, EndsAll, Fatal(Phase.Running))),
        new(Groups, Fail, "one restart too many ends nothing",
            Again.Then(21.1, Tick)),
        new(Groups, Fail, "the instance is ended by a policy that allows a restart",
            Down.Then(10, EndsAll, Fatal(Phase.Running))),
        new(Groups, Pass, "the next life brings up what is down, and begins anew",
            Down.Then(10.1, Killed()).Then(11, Up(2), Says(LogCode.WorkerAdopted, "b", 9801),
                Start("a", 2), Started("a", 2)).Then(12, Running, Begun).Then(99, Tick)),
        new(Groups, Fail, "the next life starts one of them again that runs",
            Whole.Then(8, Killed()).Then(9, Up(2), Says(LogCode.WorkerAdopted, "a", 9701),
                Says(LogCode.WorkerAdopted, "b", 9801), Running, Begun).Then(10, Start("a", 2))),
        new(Groups, Inconclusive, "nobody ends", Whole.Then(99, Tick)),
        new(Groups, Inconclusive, "there is no group", new Story
        {
            { 0, Up(), Start("a"), Started("a", 1), Running },
            { 10, Exit("a"), Exited("a", 1), Start("a", 2) },
        }),
    ];

    private static ClientServed Tick => new(1, "a", 1, true);

    private static Logged Begun => Says(LogCode.GroupBegun, "tree", 2, 2);

    private static Logged EndsAll =>
        Says(LogCode.InstanceEnding, "tree", (long)InstanceEnd.Group);

    private static Story Whole => Of("one_for_all", "permanent");

    /// <summary>The first one ended at 10 s, and the supervisor has seen it.</summary>
    private static Story Down => Whole.Then(10, Exit("a"), Exited("a", 1));

    /// <summary>The second one was ended for that.</summary>
    private static Story BothDown => Down.Then(
        10.1, Says(LogCode.WorkerStopped, "b"), Sent("b"))
        .Then(10.2, Exit("b", 1, ExitCause.Asked), Exited("b", 1));

    /// <summary>All were started again, and the first one has ended once more.</summary>
    private static Story Again => BothDown.Then(10.3, Start("a", 2), Started("a", 2))
        .Then(10.4, Start("b", 2), Started("b", 2)).Then(11, Exit("a", 2), Exited("a", 2));

    private static Logged Started(string unit, int life) =>
        Says(LogCode.WorkerStarted, unit, (100 * unit[0]) + life);

    private static Logged Exited(string unit, int life) =>
        Says(LogCode.WorkerExited, unit, (100 * unit[0]) + life);

    private static Story Of(string strategy, string restart) => new Story
    {
        Scenario = Scenes.Of(Member("a"), Member("b")) with
        {
            Groups =
            [
                new GroupOptions("tree", "otp")
                {
                    Options = [new("strategy", strategy), new("intensity", "1")],
                    Members =
                    [
                        new MemberSetting("a") { Options = [new("restart", restart)] },
                        new MemberSetting("b"),
                    ],
                },
            ],
        },
    }.Then(0, Up(), Start("a"), Started("a", 1), Start("b"), Started("b", 1), Running, Begun);

    private static WorkerSetup Member(string name) =>
        Scenes.Worker(name) with { Policy = MemberOptions.Usual };
}
