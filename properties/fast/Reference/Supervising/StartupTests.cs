using Harness.Properties.Machine;
using Harness.Reference.Lifecycle;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Machine;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Reference.Supervising;

public class StartupTests
{
    private static readonly Scenario Pair = Scenes.Of(Scenes.Worker("web"), Scenes.Worker("db"))
        with { Supervisor = new SupervisorSetup { StartsAt = TimeSpan.FromSeconds(1) } };

    [Fact]
    public void Every_worker_is_started_once_and_serves()
    {
        RunRecord run = Pair.Run();
        Assert.Equal(["db", "web"], run.All<ProcessReady>().Select(one => one.Unit).Order());
        Assert.Equal(2, run.All<ProcessStarted>().Length);
        Logged running = Assert.Single(run.Said(LogCode.SupervisorRunning));
        Assert.Equal((0, 2), (running.First, running.Second));
    }

    [Fact]
    public void A_running_worker_is_adopted_and_not_started_again()
    {
        RunRecord run = RunningBefore.Run();
        Assert.Single(run.All<ProcessStarted>(), started => started.Unit == "web");
        Logged running = Assert.Single(run.Said(LogCode.SupervisorRunning));
        Assert.Equal((1, 1), (running.First, running.Second));
    }

    [Fact]
    public void A_worker_of_a_killed_supervisor_is_adopted_by_the_next_life()
    {
        RunRecord run = Pair.With(Scenes.At(30, new KillSupervisor())).Run();
        Assert.Equal(2, run.All<ProcessStarted>().Length);
        Assert.Equal(2, run.Said(LogCode.WorkerAdopted).Length);
    }

    [Fact]
    public void A_refused_start_during_startup_ends_the_supervisor_with_code_1()
    {
        RunRecord run = Refused.Run();
        Assert.Equal(1, Assert.Single(run.All<SupervisorExited>()).Code);
    }

    [Fact]
    public void A_startup_error_leaves_nothing_that_was_started() =>
        Assert.Empty(Refused.Run().Left());

    [Fact]
    public void A_startup_error_leaves_what_ran_before()
    {
        RunRecord run = RunningBefore
            .With(Scenes.At(0, new RefuseStarts("db", 1, StartFailure.NotFound))).Run();
        Assert.Equal(1, Assert.Single(run.All<SupervisorExited>()).Code);
        Assert.Equal(["web"], run.Left());
    }

    [Fact]
    public void A_startup_error_is_told_with_its_worker_and_kind()
    {
        FatalWritten fatal = Assert.Single(Refused.Run().All<FatalWritten>());
        Assert.Equal(
            (Phase.Starting, ErrorOrigin.Worker, ErrorKind.Refused, "db"),
            (fatal.Phase, fatal.Origin, fatal.Error, fatal.Subject));
    }

    [Fact]
    public void A_worker_that_never_gets_ready_is_a_startup_error_when_its_time_is_over()
    {
        RunRecord run = (Pair with
        {
            Workers = [Scenes.Worker("web"), Scenes.Worker("db") with { NeverReady = true }],
        }).Run();
        FatalWritten fatal = Assert.Single(run.All<FatalWritten>());
        Assert.Equal((ErrorKind.TimedOut, "db"), (fatal.Error, fatal.Subject));
        Assert.InRange(fatal.Seconds(), 31, 32.1);
        Assert.Empty(run.Left());
    }

    [Fact]
    public void A_worker_that_ends_while_it_is_awaited_is_a_startup_error()
    {
        RunRecord run = Pair.With(Scenes.Crash(1.06, "db")).Run();
        Assert.Equal(ErrorKind.Missing, Assert.Single(run.All<FatalWritten>()).Error);
    }

    [Theory]
    [InlineData(FileOperation.Lock, FileError.Locked)]
    [InlineData(FileOperation.Lock, FileError.ReadOnly)]
    [InlineData(FileOperation.Read, FileError.Device)]
    [InlineData(FileOperation.Write, FileError.NoSpace)]
    [InlineData(FileOperation.Sync, FileError.Device)]
    [InlineData(FileOperation.Rename, FileError.ReadOnly)]
    public void State_that_cannot_be_kept_is_found_before_anything_is_started(
        FileOperation operation, FileError error)
    {
        RunRecord run = Pair.With(Scenes.At(0, new FailFiles(operation, error, 1))).Run();
        Assert.Equal(1, Assert.Single(run.All<SupervisorExited>()).Code);
        Assert.Empty(run.All<ProcessStarted>());
    }

    [Fact]
    public void Of_several_processes_of_one_worker_one_stays()
    {
        IReadOnlyList<TraceEvent> events = Probe.Run(
            Scenes.Of(Scenes.Worker() with { RunsBefore = true }), async probe =>
            {
                probe.Machine.Processes.Start(
                    probe.Machine.Scenario.Workers[0], new UnitSpec("web", "web", default),
                    byMachine: true);
                await probe.Sleep(1);
                await new Supervisor(ScenarioRunner.OptionsOf(probe.Machine.Scenario))
                    .Run(probe.Ports, CancellationToken.None);
            });
        Assert.Equal(2, events.OfType<ProcessExited>().Single().Incarnation);
        Assert.Equal(2, events.OfType<ProcessStarted>().Count());
    }

    [Fact]
    public void A_second_supervisor_on_the_same_state_is_refused_by_the_lock()
    {
        int? second = null;
        IReadOnlyList<TraceEvent> events = Probe.Run(Pair, async probe =>
        {
            _ = probe.Ports.Actors.Spawn("rival", async () =>
            {
                await probe.Sleep(10);
                SimNode node = probe.Machine.Simulation.AddNode("rival");
                var ports = new SimPorts(probe.Machine, node, life: 99);
                _ = node.Spawn("main", async () => second = await Reference(probe)
                    .Run(ports.System, node.Stop));
            });
            await Reference(probe).Run(probe.Ports, CancellationToken.None);
        });
        Assert.Equal(1, second);
        FatalWritten fatal = events.OfType<FatalWritten>().Single();
        Assert.Equal((ErrorOrigin.State, ErrorKind.Refused), (fatal.Origin, fatal.Error));
        Assert.Equal(2, events.OfType<ProcessStarted>().Count());
        Assert.Empty(events.OfType<ProcessExited>());
    }

    private static Scenario Refused =>
        Pair.With(Scenes.At(0, new RefuseStarts("db", 1, StartFailure.NotFound)));

    private static Scenario RunningBefore => Pair with
    {
        Workers = [Scenes.Worker("web") with { RunsBefore = true }, Scenes.Worker("db")],
    };

    private static Supervisor Reference(Probe probe) =>
        new(ScenarioRunner.OptionsOf(probe.Machine.Scenario));
}
