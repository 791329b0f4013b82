using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Contracts;

// How processes end, and what signals do to them.
public abstract partial class ProcessHostContract
{
    /// <summary>Every kind of end that a process can have.</summary>
    public static TheoryData<ExitKind, int> Ends => new()
    {
        { ExitKind.Code, 0 },
        { ExitKind.Code, 1 },
        { ExitKind.Code, 42 },
        { ExitKind.Code, 137 },
        { ExitKind.Code, 255 },
        { ExitKind.Signal, (int)Signal.Term },
        { ExitKind.Signal, (int)Signal.Kill },
        { ExitKind.Signal, (int)Signal.Segv },
        { ExitKind.Signal, (int)Signal.Abrt },
        { ExitKind.Signal, (int)Signal.Bus },
        { ExitKind.Signal, (int)Signal.Quit },
        { ExitKind.Signal, (int)Signal.Hup },
        { ExitKind.Signal, (int)Signal.Int },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public Task An_end_is_told_as_it_was(ExitKind kind, int number) => Holds(async life =>
    {
        ProcessIdentity process = await life.Start("web");
        Instant before = life.Now;
        await life.Die(process, new ExitStatus(kind, number));
        ProcessStatus ended = await life.Ended(process);
        Assert.Equal(new ExitStatus(kind, number), ended.Exit);
        Assert.InRange(ended.ExitedAt.Ticks, before.Ticks, life.Now.Ticks);
    });

    [Fact]
    public Task A_killed_process_stays_listed_with_its_signal_until_it_is_reaped() => Holds(
        async life =>
        {
            UnitSpec unit = life.Unit("web");
            ProcessIdentity process = await life.StartReady("web");
            Assert.True(await life.Processes.Send(process, Signal.Kill));
            ProcessStatus ended = await life.Ended(process);
            Assert.Equal(
                ("web", unit.Tag, ExitStatus.Signal(Signal.Kill)),
                (ended.Unit, ended.Tag, ended.Exit));
            await life.Sleep(1);
            Assert.Equal(ended, await life.Status(process));
            await life.Processes.Reap(process);
            Assert.Empty(await life.Processes.List());
        });

    [Fact]
    public Task Reaping_twice_is_once() => Holds(async life =>
    {
        ProcessIdentity web = await life.Start("web");
        ProcessIdentity db = await life.Start("db");
        await life.Die(web, ExitStatus.Code(1));
        await life.Ended(web);
        await life.Processes.Reap(web);
        await life.Processes.Reap(web);
        Assert.Equal(db, Assert.Single(await life.Processes.List()).Identity);
    });

    [Fact]
    public Task A_living_process_is_not_reaped() => Holds(async life =>
    {
        ProcessIdentity process = await life.Start("web");
        await life.Processes.Reap(process);
        Assert.True(await life.IsAlive(process));
    });

    [Fact]
    public Task An_end_is_not_forgotten_when_the_next_process_is_started() => Holds(async life =>
    {
        ProcessIdentity first = await life.Start("web");
        await life.Die(first, ExitStatus.Code(7));
        await life.Ended(first);
        ProcessIdentity second = await life.Start("web");
        IReadOnlyList<ProcessStatus> all = await life.Processes.ListUnit("web");
        Assert.Equal(
            [(first, false), (second, true)],
            all.Select(status => (status.Identity, status.IsAlive)));
    });

    [Fact]
    public Task A_signal_to_an_ended_life_is_false() => Holds(async life =>
    {
        ProcessIdentity process = await life.Start("web");
        await life.Die(process, ExitStatus.Code(3));
        await life.Ended(process);
        Assert.False(await life.Processes.Send(process, Signal.Term));
        Assert.False(await life.Processes.Send(process, Signal.Kill));
        await life.Processes.Reap(process);
        Assert.False(await life.Processes.Send(process, Signal.Kill));
    });

    [Fact]
    public Task A_signal_to_a_pid_with_another_start_time_is_false_and_hurts_nobody() => Holds(
        async life =>
        {
            ProcessIdentity process = await life.Start("web");
            ProcessIdentity other = process with
            {
                StartedAt = process.StartedAt + TimeSpan.FromSeconds(1),
            };
            Assert.False(await life.Processes.Send(other, Signal.Kill));
            await life.Sleep(0.5);
            Assert.True(await life.IsAlive(process));
        });

    [Fact]
    public Task A_signal_to_a_pid_of_another_boot_is_false_and_hurts_nobody() => Holds(
        async life =>
        {
            ProcessIdentity process = await life.Start("web");
            ProcessIdentity other = process with { Boot = new BootId("another") };
            Assert.False(await life.Processes.Send(other, Signal.Kill));
            await life.Sleep(0.5);
            Assert.True(await life.IsAlive(process));
        });

    [Fact]
    public Task A_process_that_heeds_TERM_ends_by_itself() => Holds(async life =>
    {
        ProcessIdentity process = await life.Start("web");
        Assert.True(await life.Processes.Send(process, Signal.Term));
        Assert.Equal(ExitStatus.Code(0), (await life.Ended(process)).Exit);
    });

    [Fact]
    public Task A_process_that_does_not_heed_TERM_goes_on_until_it_is_killed() => Holds(
        async life =>
        {
            ProcessIdentity process = await life.Start(life.Deaf());
            Assert.True(await life.Processes.Send(process, Signal.Term));
            await life.Sleep(1);
            Assert.True(await life.IsAlive(process));
            Assert.True(await life.Processes.Send(process, Signal.Kill));
            Assert.Equal(ExitStatus.Signal(Signal.Kill), (await life.Ended(process)).Exit);
        });

    [Fact]
    public Task A_process_that_hangs_does_not_heed_TERM_and_is_ended_by_KILL() => Holds(
        async life =>
        {
            ProcessIdentity process = await life.StartReady("web");
            await life.Hang(process);
            Assert.True(await life.Processes.Send(process, Signal.Term));
            await life.Sleep(1);
            Assert.True(await life.IsAlive(process));
            Assert.True(await life.Processes.Send(process, Signal.Kill));
            Assert.Equal(ExitStatus.Signal(Signal.Kill), (await life.Ended(process)).Exit);
        });

    [Theory]
    [InlineData(Signal.Quit)]
    [InlineData(Signal.Segv)]
    [InlineData(Signal.Abrt)]
    [InlineData(Signal.Bus)]
    public Task A_signal_that_nobody_heeds_ends_a_process_as_that_signal(Signal signal) => Holds(
        async life =>
        {
            ProcessIdentity process = await life.Start("web");
            Assert.True(await life.Processes.Send(process, signal));
            Assert.Equal(ExitStatus.Signal(signal), (await life.Ended(process)).Exit);
        });

    [Fact]
    public Task One_of_two_processes_of_a_unit_can_be_ended() => Holds(async life =>
    {
        ProcessIdentity first = await life.Start("web");
        ProcessIdentity second = await life.Start("web");
        await life.Processes.Send(first, Signal.Kill);
        await life.Ended(first);
        Assert.True(await life.IsAlive(second));
    });
}
