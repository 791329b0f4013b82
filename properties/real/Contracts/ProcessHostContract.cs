using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Contracts;

/// <summary>What <see cref="IProcessHost"/> promises of the processes of one supervisor.</summary>
public abstract partial class ProcessHostContract
{
    private protected abstract IContractWorld World { get; }

    [Fact]
    public Task A_started_process_is_listed_under_its_unit_with_its_tag() => Holds(async life =>
    {
        UnitSpec unit = life.Unit("web") with { Settings = "threads: 2" };
        Instant before = life.Now;
        ProcessIdentity process = await life.Start(unit);
        ProcessStatus status = Assert.Single(await life.Processes.List());
        Assert.Equal(
            ("web", process, ProcessState.Starting, unit.Tag),
            (status.Unit, status.Identity, status.State, status.Tag));
        Assert.Equal(life.Ports.Boot, process.Boot);
        Assert.InRange(process.StartedAt.Ticks, before.Ticks, life.Now.Ticks);
        Assert.Null(status.Report);
        Assert.False(status.IsGivenUp);
    });

    [Fact]
    public Task A_unit_is_listed_without_the_others() => Holds(async life =>
    {
        ProcessIdentity web = await life.Start("web");
        ProcessIdentity db = await life.Start("db");
        Assert.Equal(
            web, Assert.Single(await life.Processes.ListUnit("web")).Identity);
        Assert.Equal(db, Assert.Single(await life.Processes.ListUnit("db")).Identity);
        Assert.Empty(await life.Processes.ListUnit("we"));
    });

    [Fact]
    public Task Processes_are_listed_in_order_of_start() => Holds(async life =>
    {
        ProcessIdentity[] started =
            [await life.Start("web"), await life.Start("db"), await life.Start("web")];
        Assert.Equal(started, (await life.Processes.List()).Select(status => status.Identity));
        Assert.Equal(
            [started[0], started[2]],
            (await life.Processes.ListUnit("web")).Select(status => status.Identity));
    });

    [Theory]
    [InlineData(StartFailure.NotFound)]
    [InlineData(StartFailure.NotExecutable)]
    public Task A_program_that_cannot_be_run_is_told_at_once_and_nothing_is_listed(
        StartFailure failure) => Holds(async life =>
    {
        StartAnswer answer = await life.Processes.Start(life.Broken(failure));
        Assert.Equal(StartAnswer.Failed(failure), answer);
        Assert.Empty(await life.Processes.List());
    });

    [Fact]
    public Task A_process_is_ready_only_after_it_said_so() => Holds(async life =>
    {
        ProcessIdentity process = await life.Start("web");
        await life.Sleep(1);
        ProcessStatus starting = (await life.Status(process))!;
        Assert.Equal(ProcessState.Starting, starting.State);
        Assert.Equal(process.StartedAt, starting.LastSign);
        await life.LetBeReady(process);
        await life.Until(
            "ready", async () => (await life.Status(process))!.State == ProcessState.Ready);
        Assert.True((await life.Status(process))!.LastSign > process.StartedAt);
    });

    [Fact]
    public Task The_last_sign_of_life_moves_on_while_a_process_is_well() => Holds(async life =>
    {
        ProcessIdentity process = await life.StartReady("web");
        Instant first = (await life.Status(process))!.LastSign;
        await life.Until(
            "a sign", async () => (await life.Status(process))!.LastSign > first);
        Assert.True((await life.Status(process))!.LastSign <= life.Now);
    });

    [Fact]
    public Task The_last_sign_of_life_stays_where_it_is_when_a_process_hangs() => Holds(
        async life =>
        {
            ProcessIdentity process = await life.StartReady("web");
            await life.Sleep(1.1); // so that it has beaten: what never beats is not missed
            await life.Hang(process);
            await life.Sleep(1);
            ProcessStatus hanging = (await life.Status(process))!;
            await life.Sleep(1.5);
            ProcessStatus later = (await life.Status(process))!;
            Assert.Equal(hanging.LastSign, later.LastSign);
            Assert.Equal(ProcessState.Ready, later.State);
        });

    [Fact]
    public Task What_a_process_asks_for_stands_on_the_list_and_is_hinted_at() => Holds(
        async life =>
        {
            var report = new IntegrityReport(
                Rung.RestartKid, IntegrityKind.WorkerFault, "index 7");
            ProcessIdentity process = await life.StartReady("web");
            Drain(life);
            await life.Ask(process, report);
            Assert.Equal("web", await NextHint(life));
            Assert.Equal(report, (await life.Status(process))!.Report);
            Assert.True(await life.IsAlive(process));
        });

    [Fact]
    public Task Readiness_is_hinted_at() => Holds(async life =>
    {
        ProcessIdentity process = await life.Start("web");
        Drain(life);
        await life.LetBeReady(process);
        Assert.Equal("web", await NextHint(life));
        Assert.Equal(ProcessState.Ready, (await life.Status(process))!.State);
    });

    [Fact]
    public Task An_exit_is_hinted_at() => Holds(async life =>
    {
        await life.Start("web");
        ProcessIdentity db = await life.Start("db");
        await life.Die(db, ExitStatus.Code(0));
        Assert.Equal("db", await NextHint(life));
        Assert.False(await life.IsAlive(db));
    });

    private static void Drain(ContractLife life)
    {
        while (life.Processes.Hints.TryRead(out _))
        {
            // what was hinted at before is of no interest
        }
    }

    private static async Task<string> NextHint(ContractLife life)
    {
        Assert.True(await life.Processes.Hints.WaitToReadAsync());
        Assert.True(life.Processes.Hints.TryRead(out ProcessHint hint));
        return hint.Unit;
    }

    private Task Holds(params Func<ContractLife, Task>[] lives) => World.Run(lives);
}
