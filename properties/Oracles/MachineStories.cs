using Harness.Reference.Errors;
using Harness.Reference.Ports;
using Harness.Sim.Trace;
using static Harness.Properties.Oracles.Story;
using static Harness.Sim.Oracles.Verdict;

namespace Harness.Properties.Oracles;

/// <summary>Stories for the oracles that look at what the supervisor owes to its machine.</summary>
internal static class MachineStories
{
    private const string One = "one-supervisor-at-a-time";

    internal static IEnumerable<Judgement> All => [.. AboutTwoSupervisors];

    private static LockAsked Taken => new("/lock", FileError.None);

    private static LockAsked Refused => new("/lock", FileError.Locked);

    /// <summary>A supervisor runs, and a second one was refused the lock at 9 s.</summary>
    private static Story Two => new Story
    {
        { 0, Up(), Taken, Start("a"), Ready("a"), Running },
    }.Then(9, Up(2), Refused);

    private static IEnumerable<Judgement> AboutTwoSupervisors =>
    [
        new(One, Pass, "the second one says so and is gone",
            Two.Then(10, Fatal(Phase.Starting), Ended(1, 2))),
        new(One, Pass, "the first one goes on with its work meanwhile",
            Two.By(1, 9.5, new PortCalled(1, "processes", "start", "b"))
                .By(2, 10, Fatal(Phase.Starting), Ended(1, 2))),
        new(One, Fail, "the second one starts a worker",
            Two.Then(10, new PortCalled(1, "processes", "start", "b"))),
        new(One, Fail, "the second one signals a worker",
            Two.Then(10, new PortCalled(1, "processes", "send", "Kill"))),
        new(One, Fail, "the second one writes",
            Two.Then(10, new PortCalled(1, "files", "write", "/state"))),
        new(One, Pass, "the second one looks",
            Two.Then(10, new PortCalled(1, "processes", "list", ""))
                .Then(11, Fatal(Phase.Starting), Ended(1, 2))),
        new(One, Fail, "the second one ends as if all were well",
            Two.Then(10, Fatal(Phase.Starting), Ended(0, 2))),
        new(One, Fail, "the second one ends and says nothing", Two.Then(10, Ended(1, 2))),
        new(One, Pass, "the second one is gone after ten seconds",
            Two.Then(19, Fatal(Phase.Starting), Ended(1, 2))),
        new(One, Fail, "the second one is gone after more than ten seconds",
            Two.Then(19.1, Fatal(Phase.Starting), Ended(1, 2))),
        new(One, Fail, "the second one stays to the end", Two.By(1, 20, Served)),
        new(One, Fail, "both run, whatever the lock says", new Story
        {
            { 0, Up(), Taken, Running }, { 9, Up(2), Taken, Running },
        }),
        new(One, Pass, "the second one is killed over it",
            Two.Then(10, Killed(2)).By(1, 60, Served)),
        new(One, Inconclusive, "the second one comes when the first one is gone", new Story
        {
            { 0, Up(), Taken, Running }, { 8, Killed() }, { 9, Up(2), Taken, Running },
        }),
    ];

    private static ClientServed Served => new(1, "a", 1, true);
}
