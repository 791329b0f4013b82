using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Contracts;

/// <summary>
/// What <see cref="IServiceManager"/> promises, whether it does what it is told, or acts by itself
/// as well.
/// </summary>
public abstract class ServiceManagerContract
{
    private protected abstract IContractWorld World { get; }

    [Fact]
    public Task A_unit_that_was_never_defined_is_no_such_unit() => Holds(async life =>
    {
        Assert.Equal(ServiceResult.NoSuchUnit, (await life.Services.Start("web")).Result);
        Assert.Equal(ServiceResult.NoSuchUnit, (await life.Services.Stop("web")).Result);
        Assert.Empty((await life.Services.List())!);
    });

    [Fact]
    public Task A_unit_that_is_only_defined_does_not_run() => Holds(async life =>
    {
        Assert.Equal(
            ServiceResult.Done, (await life.Services.Define(life.Unit("web"))).Result);
        Assert.Empty((await life.Services.List())!);
    });

    [Fact]
    public Task A_started_unit_is_listed_with_its_process_and_tag() => Holds(async life =>
    {
        ProcessIdentity web = await Start(life, life.Unit("web"));
        ProcessIdentity db = await Start(life, life.Unit("db"));
        Assert.Equal(
            [("web", web, life.Unit("web").Tag), ("db", db, life.Unit("db").Tag)],
            (await life.Services.List())!.Select(one => (one.Unit, one.Identity, one.Tag)));
        Assert.Equal(db, Assert.Single((await life.Services.ListUnit("db"))!).Identity);
    });

    [Fact]
    public Task A_unit_that_runs_is_not_started_again() => Holds(async life =>
    {
        ProcessIdentity process = await Start(life, life.Unit("web"));
        ServiceAnswer again = await life.Services.Start("web");
        Assert.Equal(
            (ServiceResult.AlreadyRuns, process), (again.Result, again.Process));
        Assert.Single((await life.Services.List())!);
    });

    [Theory]
    [InlineData(StartFailure.NotFound)]
    [InlineData(StartFailure.NotExecutable)]
    public Task A_start_that_fails_is_told_with_its_reason(StartFailure failure) => Holds(
        async life =>
        {
            UnitSpec unit = life.Broken(failure);
            await life.Services.Define(unit);
            ServiceAnswer answer = await life.Services.Start(unit.Name);
            Assert.Equal(
                new ServiceAnswer(ServiceResult.StartFailed, null, failure), answer);
            Assert.DoesNotContain((await life.Services.List())!, one => one.IsAlive);
        });

    [Fact]
    public Task A_stop_asks_first() => Holds(async life =>
    {
        ProcessIdentity process = await Start(life, life.Unit("web"));
        Assert.Equal(ServiceResult.Done, (await life.Services.Stop("web")).Result);
        Assert.Equal(ExitStatus.Code(0), (await Ended(life, process)).Exit);
    });

    [Fact]
    public Task A_stop_waits_for_the_grace_and_kills() => Holds(async life =>
    {
        var grace = TimeSpan.FromMilliseconds(700);
        ProcessIdentity process = await Start(life, life.Deaf() with { Grace = grace });
        Instant before = life.Now;
        Assert.Equal(ServiceResult.Done, (await life.Services.Stop("deaf")).Result);
        ProcessStatus ended = await Ended(life, process);
        Assert.Equal(ExitStatus.Signal(Signal.Kill), ended.Exit);
        Assert.True(ended.ExitedAt - before >= grace, "it was killed before its grace was over");
    });

    [Fact]
    public Task A_forced_stop_does_not_ask() => Holds(async life =>
    {
        ProcessIdentity process = await Start(
            life, life.Unit("web") with { Grace = TimeSpan.FromHours(1) });
        Assert.Equal(
            ServiceResult.Done, (await life.Services.Stop("web", force: true)).Result);
        Assert.Equal(ExitStatus.Signal(Signal.Kill), (await Ended(life, process)).Exit);
    });

    [Fact]
    public Task A_stopped_unit_stays_stopped_until_it_is_started() => Holds(async life =>
    {
        ProcessIdentity first = await Start(life, life.Unit("web"));
        await life.Services.Stop("web");
        await life.Sleep(2);
        Assert.DoesNotContain((await life.Services.ListUnit("web"))!, one => one.IsAlive);
        ServiceAnswer again = await life.Services.Start("web");
        Assert.Equal(ServiceResult.Done, again.Result);
        Assert.NotEqual(first, again.Process);
    });

    [Fact]
    public Task Stopping_what_does_not_run_is_done() => Holds(async life =>
    {
        await life.Services.Define(life.Unit("web"));
        Assert.Equal(ServiceResult.Done, (await life.Services.Stop("web")).Result);
        await Start(life, life.Unit("web"));
        Assert.Equal(ServiceResult.Done, (await life.Services.Stop("web")).Result);
        Assert.Equal(ServiceResult.Done, (await life.Services.Stop("web")).Result);
    });

    [Fact]
    public Task A_stop_ends_that_unit_and_no_other() => Holds(async life =>
    {
        await Start(life, life.Unit("web"));
        ProcessIdentity db = await Start(life, life.Unit("db"));
        await life.Services.Stop("web", force: true);
        Assert.True(await IsAlive(life, db));
    });

    [Fact]
    public Task An_end_ends_that_process_and_no_other() => Holds(async life =>
    {
        ProcessIdentity web = await Start(life, life.Unit("web"));
        ProcessIdentity db = await Start(life, life.Unit("db"));
        Assert.Equal(ServiceResult.Done, (await life.Services.End(web)).Result);
        Assert.False(await IsAlive(life, web));
        Assert.True(await IsAlive(life, db));
    });

    [Fact]
    public Task Ending_what_has_ended_is_done() => Holds(async life =>
    {
        ProcessIdentity process = await Start(life, life.Unit("web"));
        await life.Services.End(process);
        Assert.Equal(ServiceResult.Done, (await life.Services.End(process)).Result);
        await life.Services.Reap(process);
        Assert.Equal(ServiceResult.Done, (await life.Services.End(process)).Result);
    });

    [Fact]
    public Task What_was_reaped_is_not_listed() => Holds(async life =>
    {
        ProcessIdentity process = await Start(life, life.Unit("web"));
        await life.Services.Stop("web");
        await Ended(life, process);
        await life.Services.Reap(process);
        await life.Services.Reap(process);
        Assert.Empty((await life.Services.List())!);
    });

    [Fact]
    public Task Another_definition_is_that_of_the_next_process() => Holds(async life =>
    {
        UnitSpec first = life.Unit("web") with { Settings = "a" };
        UnitSpec second = life.Unit("web") with { Settings = "b" };
        ProcessIdentity before = await Start(life, first);
        await life.Services.Define(second);
        Assert.Equal(first.Tag, (await Listed(life, before))!.Tag);
        await life.Services.Stop("web");
        ProcessIdentity after = await Start(life, second);
        Assert.Equal(second.Tag, (await Listed(life, after))!.Tag);
    });

    [Fact]
    public Task An_end_is_hinted_at() => Holds(async life =>
    {
        ProcessIdentity process = await Start(life, life.Unit("web"));
        await life.Services.End(process);
        Assert.True(await life.Services.Hints.WaitToReadAsync());
        Assert.True(life.Services.Hints.TryRead(out ProcessHint hint));
        Assert.Equal("web", hint.Unit);
    });

    [Fact]
    public Task A_unit_that_runs_is_found_by_another_life()
    {
        ProcessIdentity process = default;
        return Holds(
            async life => process = await Start(life, life.Unit("web")),
            async life =>
            {
                Assert.Equal(
                    ("web", process),
                    Assert.Single((await life.Services.List())!) is var one
                        ? (one.Unit, one.Identity) : default);
                await life.Services.Define(life.Unit("web"));
                ServiceAnswer answer = await life.Services.Start("web");
                Assert.Equal(
                    (ServiceResult.AlreadyRuns, process), (answer.Result, answer.Process));
                Assert.Equal(ServiceResult.Done, (await life.Services.Stop("web")).Result);
                Assert.False(await IsAlive(life, process));
            });
    }

    private protected static async Task<ProcessIdentity> Start(ContractLife life, UnitSpec unit)
    {
        Assert.Equal(ServiceResult.Done, (await life.Services.Define(unit)).Result);
        ServiceAnswer answer = await life.Services.Start(unit.Name);
        Assert.Equal(ServiceResult.Done, answer.Result);
        await life.Up(answer.Process!.Value);
        return answer.Process.Value;
    }

    private protected static async Task<ProcessStatus?> Listed(
        ContractLife life, ProcessIdentity process) =>
        (await life.Services.List())!.SingleOrDefault(one => one.Identity == process);

    private protected static async Task<bool> IsAlive(
        ContractLife life, ProcessIdentity process) =>
        await Listed(life, process) is { IsAlive: true };

    private static async Task<ProcessStatus> Ended(ContractLife life, ProcessIdentity process)
    {
        await life.Until("the end", async () =>
            await Listed(life, process) is { State: ProcessState.Exited });
        return (await Listed(life, process))!;
    }

    private protected Task Holds(params Func<ContractLife, Task>[] lives) => World.Run(lives);
}
