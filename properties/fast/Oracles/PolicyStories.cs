using Harness.Properties.Machine;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using static Harness.Properties.Oracles.Story;
using static Harness.Sim.Oracles.Verdict;

namespace Harness.Properties.Oracles;

/// <summary>Stories of a worker under the policy of another supervisor.</summary>
internal static class PolicyStories
{
    private const string Policy = "restarts-are-as-the-policy-says";

    internal static IEnumerable<Judgement> All =>
    [
        .. AboutDelays, .. AboutGivingUp, .. AboutResets, .. AboutTimeLimits, .. AboutTheEndOfAll,
    ];

    /// <summary>
    /// systemd: 5 s from a failure to the next start, two starts a minute, 100 s of running.
    /// </summary>
    private static Story Systemd => Under(new LikeOptions("systemd")
    {
        Options =
        [
            new("Restart", "on-failure"), new("RestartSec", "5"), new("StartLimitBurst", "2"),
            new("StartLimitIntervalSec", "60"), new("RuntimeMaxSec", "100"),
        ],
    });

    private static Story Otp => Under(new LikeOptions("otp")
    {
        Options = [new("intensity", "0")],
    });

    /// <summary>It ended at 10 s, and the supervisor has seen it.</summary>
    private static Story Down => Systemd.Then(10, Exit("a"), Says(LogCode.WorkerExited, "a"));

    /// <summary>It ended once more, after its second start within the minute.</summary>
    private static Story Looping => Down.Then(15, Start("a", 2))
        .Then(16, Exit("a", 2), Says(LogCode.WorkerExited, "a"));

    private static Story GivenUp => Looping.Then(21, Says(LogCode.WorkerGivenUp, "a"));

    private static ClientServed Tick => new(1, "a", 1, true);

    private static Logged Adopted => Says(LogCode.WorkerAdopted, "a", 9701);

    private static RequestArrived Reset => new(1, ControlVerb.Reset, true);

    private static RequestAnswered Heard => new(1, ControlResult.Accepted);

    private static Logged EndsAll =>
        Says(LogCode.InstanceEnding, "a", (long)InstanceEnd.Policy);

    private static IEnumerable<Judgement> AboutDelays =>
    [
        new(Policy, Pass, "it is started when its delay of 5 s is over",
            Down.Then(15, Start("a", 2))),
        new(Policy, Fail, "it is started before that", Down.Then(14.9, Start("a", 2))),
        new(Policy, Fail, "its start is tried before that, and refused",
            Down.Then(14.9, new StartRefused("a", StartFailure.NoResources))),
        new(Policy, Fail, "it is started before that, and nobody says that it ended",
            Systemd.Then(10, Exit("a")).Then(10.1, Start("a", 2))),
        new(Policy, Pass, "nobody has tried at the end of a margin of 10 s",
            Down.Then(15, Tick).Then(25, Tick)),
        new(Policy, Fail, "nobody has tried after the end of a margin of 10 s",
            Down.Then(15, Tick).Then(25.1, Tick)),
        new(Policy, Pass, "nobody has tried, and the supervisor was held still",
            Down.Then(15, Tick, new SupervisorStalled(false)).Then(99, Tick)),
        new(Policy, Pass, "the next life of the supervisor knows nothing of the delay",
            Down.Then(11, Killed()).Then(12, Up(2), Start("a", 2), Running)),
        new(Policy, Pass, "the next life of the supervisor keeps to it with what it found",
            Systemd.Then(8, Killed()).Then(9, Up(2), Adopted, Running)
                .Then(10, Exit("a"), Says(LogCode.WorkerExited, "a")).Then(15, Start("a", 2))),
        new(Policy, Fail, "the next life of the supervisor does not keep to it with what it found",
            Systemd.Then(8, Killed()).Then(9, Up(2), Adopted, Running)
                .Then(10, Exit("a"), Says(LogCode.WorkerExited, "a")).Then(14, Start("a", 2))),
        new(Policy, Inconclusive, "it never ends", Systemd),
        new(Policy, Inconclusive, "its policy is one of ours",
            new Story { { 0, Up(), Start("a"), Ready("a"), Running }, { 10, Exit("a") } }),
        new(Policy, Inconclusive, "an external service manager has a rule of its own", new Story
        {
            Scenario = Systemd.Scenario with { Services = new ServicesSetup() },
        }.Then(0, Up(), Start("a"), Running).Then(10, Exit("a"), Start("a", 2))),
    ];

    private static IEnumerable<Judgement> AboutGivingUp =>
    [
        new(Policy, Pass, "it is given up at its start limit", GivenUp.Then(99, Tick)),
        new(Policy, Fail, "it is started once more than its start limit allows",
            Looping.Then(21, Start("a", 3))),
        new(Policy, Fail, "it is started after it was given up", GivenUp.Then(60, Start("a", 3))),
        new(Policy, Fail, "it is given up before its limit",
            Down.Then(15, Says(LogCode.WorkerGivenUp, "a"))),
        new(Policy, Pass, "it exits with 0 and is done",
            Done.Then(10, Says(LogCode.WorkerDone, "a")).Then(99, Tick)),
        new(Policy, Fail, "it exits with 0 and is started again", Done.Then(15, Start("a", 2))),
        new(Policy, Fail, "it is said to be done, and has failed",
            Down.Then(10, Says(LogCode.WorkerDone, "a"))),
    ];

    private static IEnumerable<Judgement> AboutResets =>
    [
        new(Policy, Pass, "a reset starts what was given up",
            GivenUp.Then(60, Reset).Then(60.1, Start("a", 3), Heard)),
        new(Policy, Fail, "a reset starts nothing",
            GivenUp.Then(60, Reset, Heard).Then(61, Tick).Then(71.1, Tick)),
        new(Policy, Fail, "a reset that is refused starts something",
            GivenUp.Then(60, Reset, new RequestAnswered(1, ControlResult.Refused))
                .Then(61, Start("a", 3))),
        new(Policy, Pass, "a reset is heard before an end, so that the limit counts anew",
            Down.Then(15, Start("a", 2)).Then(16, Reset, Exit("a", 2), Heard)
                .Then(16.01, Says(LogCode.WorkerExited, "a")).Then(21.01, Start("a", 3))),
        new(Policy, Pass, "a reset is heard before an end, whose delay counts from the end",
            Systemd.Then(10, Reset, Heard).Then(10.03, Exit("a"))
                .Then(10.035, Says(LogCode.WorkerExited, "a")).Then(15.031, Start("a", 2))),
        new(Policy, Pass, "a reset is heard after the limit was reached, or not yet",
            Looping.Then(20.99, Reset).Then(21, Says(LogCode.WorkerGivenUp, "a"), Heard)
                .Then(21.05, Start("a", 3))),
    ];

    private static IEnumerable<Judgement> AboutTimeLimits =>
    [
        new(Policy, Pass, "it is ended when it has run for its 100 s",
            Systemd.Then(100, Says(LogCode.WorkerOverran, "a"), Sent("a"))
                .Then(100.1, Exit("a", 1, ExitCause.Asked), Says(LogCode.WorkerExited, "a"))
                .Then(105.1, Start("a", 2))),
        new(Policy, Fail, "it is ended before that",
            Systemd.Then(99.9, Says(LogCode.WorkerOverran, "a"), Sent("a"))),
        new(Policy, Fail, "it is not ended",
            Systemd.Then(100, Tick).Then(111, Tick).Then(112, Tick).Then(123, Tick)),
    ];

    private static IEnumerable<Judgement> AboutTheEndOfAll =>
    [
        new(Policy, Pass, "an end over the intensity ends the instance",
            Ended.Then(10, EndsAll, Fatal(Phase.Running))),
        new(Policy, Fail, "an end over the intensity ends nothing",
            Ended.Then(11, Tick).Then(21.1, Tick)),
        new(Policy, Fail, "an end over the intensity is followed by a start",
            Ended.Then(10.1, Start("a", 2))),
        new(Policy, Fail, "the instance is ended by a policy that allows a restart",
            Down.Then(11, EndsAll, Fatal(Phase.Running))),
        new(Policy, Pass, "an optional worker is given up instead", new Story
        {
            Scenario = Scenes.Of(Otp.Scenario.Workers[0] with { IsOptional = true }),
        }.Then(0, Up(), Start("a"), Ready("a"), Running)
            .Then(10, Exit("a"), Says(LogCode.WorkerExited, "a"), Says(LogCode.WorkerGivenUp, "a"))
            .Then(99, Tick)),
    ];

    private static Story Ended => Otp.Then(10, Exit("a"), Says(LogCode.WorkerExited, "a"));

    private static Story Done => Systemd.Then(
        10, Exit("a") with { Status = ExitStatus.Code(0) }, Says(LogCode.WorkerExited, "a"));

    private static Story Under(LikeOptions policy) => new Story
    {
        Scenario = Scenes.Of(Scenes.Worker("a") with { Policy = policy }),
    }.Then(0, Up(), Start("a"), Ready("a"), Says(LogCode.WorkerReady, "a"), Running);
}
