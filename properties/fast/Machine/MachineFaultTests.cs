using System.Text;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Machine;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Machine;

/// <summary>What the faults of the machine do to it.</summary>
public class MachineFaultTests
{
    private static readonly Scenario Scene = Scenes.Of(Scenes.Worker());

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void What_hangs_for_a_time_gives_signs_of_life_again_afterwards()
    {
        TimeSpan during = default;
        TimeSpan after = default;
        Probe.Run(Hit(10, new HangWorker("web") { For = 20 * Second }), async probe =>
        {
            await probe.Start();
            await probe.Sleep(29);
            during = await Silent(probe);
            await probe.Sleep(2);
            after = await Silent(probe);
        });
        Assert.InRange(during.TotalSeconds, 19, 20);
        Assert.InRange(after.TotalSeconds, 0, 1);
    }

    [Fact]
    public void A_request_to_end_waits_for_what_hangs_and_is_heeded_when_it_goes_on()
    {
        IReadOnlyList<TraceEvent> events = Probe.Run(
            Hit(10, new HangWorker("web") { For = 20 * Second }), async probe =>
            {
                ProcessIdentity process = await probe.Start();
                await probe.Sleep(15);
                await probe.Ports.Processes.Send(process, Signal.Term);
                await probe.Sleep(30);
            });
        ProcessExited ended = Assert.Single(events.OfType<ProcessExited>());
        Assert.Equal((30.05, ExitCause.Asked), (Math.Round(ended.Seconds(), 3), ended.Cause));
    }

    [Fact]
    public void What_hangs_while_it_starts_is_ready_when_it_goes_on()
    {
        IReadOnlyList<TraceEvent> events = Probe.Run(
            Scene.With(new PlannedFault(
                new AfterStart("web", 1, TimeSpan.FromMilliseconds(50)),
                new HangWorker("web") { For = 20 * Second })),
            async probe =>
            {
                await probe.Start();
                await probe.Sleep(30);
            });
        double began = events.OfType<ProcessStarted>().Single().Seconds();
        double ready = events.OfType<ProcessReady>().Single().Seconds();
        Assert.Equal(20.05, Math.Round(ready - began, 3));
    }

    [Fact]
    public void Not_even_kill_ends_what_sticks_before_it_is_over()
    {
        IReadOnlyList<TraceEvent> events = Probe.Run(
            Hit(10, new StickWorker("web", 20 * Second)), async probe =>
            {
                ProcessIdentity process = await probe.Start();
                await probe.Sleep(15);
                await probe.Kill(process);
                await probe.Sleep(30);
            });
        ProcessExited ended = Assert.Single(events.OfType<ProcessExited>());
        Assert.Equal((30, ExitCause.Killed), (Math.Round(ended.Seconds(), 3), ended.Cause));
    }

    [Theory]
    [InlineData(Signal.Term, 0)]
    [InlineData(Signal.Kill, 1)]
    public void What_ignores_term_is_ended_by_kill_only(Signal signal, int ends)
    {
        IReadOnlyList<TraceEvent> events = Probe.Run(
            Hit(10, new IgnoreTerm("web")), async probe =>
            {
                ProcessIdentity process = await probe.Start();
                await probe.Sleep(15);
                await probe.Ports.Processes.Send(process, signal);
                await probe.Sleep(30);
            });
        Assert.Equal(ends, events.OfType<ProcessExited>().Count());
    }

    [Theory]
    [InlineData(StartStage.BeforeReady, 1)]
    [InlineData(StartStage.AfterReady, 3)]
    public void As_many_next_starts_hang_as_was_said_before_or_after_they_are_ready(
        StartStage stage, int ready)
    {
        IReadOnlyList<TraceEvent> events = Probe.Run(
            Hit(0.5, new HangNextStart("web", stage, 2)), async probe =>
            {
                await probe.Sleep(1);
                for (int start = 0; start < 3; start++)
                {
                    ProcessIdentity process = await probe.Start();
                    await probe.Sleep(1);
                    await probe.Kill(process);
                }
            });
        Assert.Equal([1, 2], events.OfType<ProcessHung>().Select(hung => hung.Incarnation));
        Assert.Equal(ready, events.OfType<ProcessReady>().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stranger_that_got_a_pid_is_hit_by_the_pid_and_never_by_the_life(bool byPid)
    {
        bool isHit = false;
        Scenario scene = Scenes.Of(Scenes.Worker() with { RunsBefore = true })
            .With(Scenes.At(10, new ReusePid("web")));
        IReadOnlyList<TraceEvent> events = Probe.Run(scene, async probe =>
        {
            ProcessIdentity process = (await probe.Ports.Processes.List())[0].Identity;
            await probe.Sleep(15);
            Assert.Empty(await probe.Ports.Processes.List()); // it carries no unit's name
            isHit = await probe.Ports.Processes.Send(
                byPid ? ProcessIdentity.OfPid(process.Pid) : process, Signal.Term);
        });
        Assert.Equal(byPid, isHit);
        Assert.Equal(byPid ? 1 : 0, events.OfType<StrangerSignalled>().Count());
    }

    [Fact]
    public void The_pid_of_a_living_supervisors_child_is_not_given_away()
    {
        IReadOnlyList<TraceEvent> events = Probe.Run(Hit(10, new ReusePid("web")), async probe =>
        {
            await probe.Start();
            await probe.Sleep(15);
        });
        Assert.Single(events.OfType<FaultMissed>());
        Assert.Empty(events.OfType<ProcessExited>());
    }

    [Fact]
    public void A_suspend_moves_the_wall_clock_and_nothing_else()
    {
        (TimeSpan Wall, TimeSpan Waited) slept = default;
        Probe.Run(Hit(10, new SuspendMachine(TimeSpan.FromHours(8))), async probe =>
        {
            DateTimeOffset wall = probe.Ports.Time.GetUtcNow();
            Instant before = Instant.Now(probe.Ports.Time);
            await probe.Sleep(20);
            slept = (probe.Ports.Time.GetUtcNow() - wall, Instant.Now(probe.Ports.Time) - before);
        });
        Assert.Equal((TimeSpan.FromHours(8) + (20 * Second), 20 * Second), slept);
    }

    [Theory]
    [InlineData(9.9, FileError.None)]
    [InlineData(10.1, FileError.NoSpace)]
    [InlineData(29.9, FileError.NoSpace)]
    [InlineData(30.1, FileError.None)]
    public void A_disk_that_is_full_for_a_time_fails_every_write_in_it(
        double seconds, FileError expected)
    {
        FileError[] found = [];
        Scenario scene = Hit(
            10, new FailFiles(FileOperation.Write, FileError.NoSpace, 1) { For = 20 * Second });
        Probe.Run(scene, async probe =>
        {
            await probe.Sleep(seconds);
            found =
            [
                await probe.Ports.Files.Write("/d/f", new byte[] { 1 }),
                await probe.Ports.Files.Write("/d/f", new byte[] { 2 }),
            ];
        });
        Assert.Equal([expected, expected], found);
    }

    [Fact]
    public void A_write_that_finds_no_room_leaves_any_beginning()
    {
        var left = new SortedSet<string>(StringComparer.Ordinal);
        for (ulong seed = 0; seed < 100; seed++)
        {
            SimDisk disk = Probe.Idle(Scene, seed).Disk;
            disk.Fail(new FailFiles(FileOperation.Write, FileError.NoSpace, 1));
            disk.Write("/d/f", Encoding.UTF8.GetBytes("new"));
            left.Add(Encoding.UTF8.GetString(disk.Read("/d/f").Contents.Span));
        }

        Assert.Equal(["", "n", "ne", "new"], left);
    }

    [Theory]
    [InlineData(Replacement.Missing, null)]
    [InlineData(Replacement.Empty, "")]
    [InlineData(Replacement.Torn, "se")]
    [InlineData(Replacement.Earlier, "first")]
    public void A_replaced_file_is_durably_what_was_said(Replacement with, string? expected)
    {
        SimMachine machine = Probe.Idle(Scene);
        SimDisk disk = machine.Disk;
        foreach (string text in new[] { "first", "second" })
        {
            disk.Write("/d/f.new", Encoding.UTF8.GetBytes(text[..Math.Min(5, text.Length)]));
            disk.Rename("/d/f.new", machine.StateFile);
        }

        disk.ReplaceState(with);
        disk.Reboot();
        FileAnswer read = disk.Read(machine.StateFile);
        Assert.Equal(
            expected,
            read.Error == FileError.None ? Encoding.UTF8.GetString(read.Contents.Span) : null);
    }

    private static Scenario Hit(double seconds, Fault fault) =>
        Scene.With(Scenes.At(seconds, fault));

    private static async Task<TimeSpan> Silent(Probe probe) => probe.Machine.Now
        - (await probe.Ports.Processes.ListUnit("web"))[0].LastSign;
}
