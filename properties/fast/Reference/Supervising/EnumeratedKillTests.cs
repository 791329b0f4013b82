using Harness.Properties.Machine;
using Harness.Properties.Reference.Changing;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Reference.Supervising;

/// <summary>Every point at which one life can be cut off, tried one after the other.</summary>
public class EnumeratedKillTests(ITestOutputHelper output)
{
    private static readonly Scenario Trio = Scenes.Of(
        Scenes.Kid("web"), Scenes.Worker("db") with { RunsBefore = true },
        Scenes.Worker("mail")) with
        {
            RunFor = TimeSpan.FromSeconds(60),
            Clients = ClientSetup.Default,
        };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_kill_at_any_moment_of_startup_does_no_harm(ulong seed)
    {
        RunRecord whole = Trio.Run(seed);
        KillAtEveryMoment(Trio, seed, 0, Calls(whole, before: LogCode.SupervisorRunning), run =>
            run.Left().Length == 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_kill_at_any_moment_of_an_orderly_stop_does_no_harm(ulong seed)
    {
        Scenario scene = Trio.With(Scenes.Term(20));
        RunRecord whole = scene.Run(seed);
        KillAtEveryMoment(
            scene, seed, Calls(whole, before: LogCode.SupervisorStopping),
            Calls(whole, before: LogCode.SupervisorEnding), run => run.Left().Length is 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_kill_at_any_moment_of_a_repair_does_no_harm(ulong seed)
    {
        Scenario scene = Trio.With(
            Scenes.At(1, new TroubleHints("web", HintTrouble.Lost, TimeSpan.Zero, 9)),
            Scenes.Crash(11));
        RunRecord whole = scene.Run(seed);
        KillAtEveryMoment(
            scene, seed, Calls(whole, before: LogCode.InstabilityFound) - 1,
            Calls(whole, before: LogCode.RepairDone) + 4, run => run.Left().Length == 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_stall_at_any_moment_of_startup_does_no_harm(ulong seed)
    {
        RunRecord whole = Trio.Run(seed);
        var stall = new StallSupervisor(TimeSpan.FromSeconds(3));
        StrikeAtEveryMoment(
            Trio, seed, stall, 0, Calls(whole, before: LogCode.SupervisorRunning),
            run => run.Left().Length == 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_kill_before_any_step_of_startup_does_no_harm(ulong seed)
    {
        long running = StepOf(Trio.Run(seed), LogCode.SupervisorRunning);
        KillBeforeEveryStep(Trio, seed, 0, running, run => run.Left().Length == 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_kill_before_any_step_of_an_orderly_stop_does_no_harm(ulong seed)
    {
        Scenario scene = Trio.With(Scenes.Term(20));
        RunRecord whole = scene.Run(seed);
        KillBeforeEveryStep(
            scene, seed, StepOf(whole, LogCode.SupervisorStopping),
            StepOf(whole, LogCode.SupervisorEnding), run => run.Left().Length == 3);
    }

    [Theory]
    [InlineData("good", 1)]
    [InlineData("good", 2)]
    [InlineData("poison", 1)]
    [InlineData("five", 1)]
    [InlineData("one", 1)]
    public void A_kill_before_any_step_of_a_change_leaves_old_or_new(string config, ulong seed)
    {
        Scenario scene = ChangeScenes.Three with { RunFor = TimeSpan.FromSeconds(60) };
        scene = scene.With(Scenes.At(10, new ChangeConfig(config)));
        RunRecord whole = scene.Run(seed);
        KillBeforeEveryStep(
            scene, seed, whole.All<RequestArrived>()[0].Step,
            whole.All<RequestAnswered>()[0].Step + 200, IsOneConfig);
    }

    [Fact]
    public void A_kill_before_any_step_of_a_rollback_leaves_old_or_new()
    {
        Scenario scene = (ChangeScenes.Three with { RunFor = TimeSpan.FromSeconds(60) }).With(
            Scenes.At(9, new RefuseStarts("web-2", 1, StartFailure.NoResources)),
            Scenes.At(10, new ChangeConfig("good")));
        RunRecord whole = scene.Run();
        KillBeforeEveryStep(
            scene, 1, whole.Said(LogCode.ChangeFailed)[0].Step,
            whole.All<RequestAnswered>()[0].Step + 100, IsOneConfig);
    }

    [Theory]
    [InlineData("one_for_all")]
    [InlineData("rest_for_one")]
    public void A_kill_before_any_step_of_a_groups_restart_starts_nothing_twice(string strategy)
    {
        Scenario scene = GroupTests.Otp(strategy).With(Scenes.Crash(10, "a")) with
        {
            RunFor = TimeSpan.FromSeconds(60),
        };
        RunRecord whole = scene.Run();
        KillBeforeEveryStep(
            scene, 1, whole.Said(LogCode.WorkerExited)[0].Step - 10,
            whole.Said(LogCode.WorkerReady)[^1].Step + 10, run => run.Left().Length == 3
                && run.All<ProcessStarted>().Length <= 6);
    }

    private static bool IsOneConfig(RunRecord run)
    {
        string stored = ChangeScenes.Stored(run);
        ProcessStarted[] left = ChangeScenes.Running(run);
        int count = stored switch { "five" => 5, "one" => 1, _ => 3 };
        return left.Length == count && left.All(process => process.Config == stored)
            && run.All<RequestAnswered>().All(answer => answer.Config == stored);
    }

    private static long StepOf(RunRecord run, LogCode code) => run.Said(code)[0].Step;

    private void KillBeforeEveryStep(
        Scenario scene, ulong seed, long first, long end, Func<RunRecord, bool> isWell)
    {
        Assert.True(end - first >= 50, $"only the steps {first} to {end} are there to be hit");
        (bool Struck, string[] Wrong)[] points =
        [
            .. ParallelEnumerable.Range(0, (int)(end - first)).AsOrdered().Select(offset =>
            {
                var trigger = new AtStep(first + offset);
                RunRecord run = ScenarioRunner.Run(new RunInput(
                    scene.With(new PlannedFault(trigger, new KillSupervisor())), seed));

                // It had ended already, or had not begun, if nobody was killed.
                bool struck = run.All<SupervisorKilled>().Length > 0;
                return (struck, struck
                    ? [.. Wrong(run, isWell).Select(what => $"{trigger.ToYaml()}: {what}")]
                    : Array.Empty<string>());
            }),
        ];
        int struck = points.Count(point => point.Struck);
        string[] wrong = [.. points.SelectMany(point => point.Wrong)];
        output.WriteLine($"seed {seed}: {struck} points, steps {first} to {end - 1}");
        Assert.True(struck > (end - first) / 2, $"only {struck} struck");
        Assert.True(wrong.Length == 0, $"{wrong.Length} of {struck}:\n" + string.Join('\n', wrong));
    }

    private void KillAtEveryMoment(
        Scenario scene, ulong seed, int first, int end, Func<RunRecord, bool> isWell) =>
        StrikeAtEveryMoment(scene, seed, new KillSupervisor(), first, end, isWell);

    private void StrikeAtEveryMoment(
        Scenario scene, ulong seed, Fault fault, int first, int end, Func<RunRecord, bool> isWell)
    {
        Assert.True(end - first >= 3, $"only the calls {first} to {end} are there to be hit");
        var wrong = new List<string>();
        int points = 0;
        for (int call = first; call < end; call++)
        {
            foreach (PortMoment moment in Enum.GetValues<PortMoment>())
            {
                var trigger = new AtCall(1, call, moment);
                RunRecord run = ScenarioRunner.Run(new RunInput(
                    scene.With(new PlannedFault(trigger, fault)), seed));
                points++;
                wrong.AddRange(Wrong(run, isWell).Select(what => $"{trigger.ToYaml()}: {what}"));
            }
        }

        output.WriteLine($"seed {seed}: {points} points, calls {first} to {end - 1}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {points}:\n" + string.Join('\n', wrong));
    }

    private static IEnumerable<string> Wrong(RunRecord run, Func<RunRecord, bool> isWell)
    {
        if (run.Verdict != Verdict.Pass)
        {
            yield return $"{run.Verdict} {run.Outcome.Because} " + string.Join("; ", run.Claims
                .Where(claim => claim.Verdict == run.Verdict)
                .Select(claim => $"{claim.Oracle}: {claim.Finding.Because}"));
        }

        if (run.All<FaultInjected>().Length <= run.Scenario.Timeline.Count - 1)
        {
            yield return "the fault did not strike";
        }

        if (!isWell(run))
        {
            yield return $"left are: {string.Join(' ', run.Left())}";
        }
    }

    /// <summary>How many port calls the first life makes before it says that.</summary>
    private static int Calls(RunRecord run, LogCode before) => run.Events
        .TakeWhile(happened => happened is not Logged entry || entry.Code != before)
        .OfType<PortCalled>().Count();
}
