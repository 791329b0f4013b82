using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Contracts;

// What another life of the supervisor finds.
public abstract partial class ProcessHostContract
{
    [Fact]
    public Task Another_life_lists_what_the_first_one_has_started()
    {
        ProcessStatus[] before = [];
        return Holds(
            async life =>
            {
                await life.StartReady("web");
                await life.Start(life.Unit("db") with { Settings = "pages: 3" });
                before = [.. await life.Processes.List()];
            },
            async life => Assert.Equal(
                before.Select(One), (await life.Processes.List()).Select(One)));

        static (string, ProcessIdentity, ProcessState, string) One(ProcessStatus status) =>
            (status.Unit, status.Identity, status.State, status.Tag);
    }

    [Fact]
    public Task A_process_that_was_not_ready_may_get_so_in_another_life()
    {
        ProcessIdentity process = default;
        return Holds(
            async life => process = await life.Start("web"),
            async life =>
            {
                await life.LetBeReady(process);
                await life.Until("ready", async () =>
                    (await life.Status(process))!.State == ProcessState.Ready);
            });
    }

    [Fact]
    public Task Signs_of_life_go_on_in_another_life()
    {
        ProcessIdentity process = default;
        return Holds(
            async life => process = await life.StartReady("web"),
            async life =>
            {
                Instant first = (await life.Status(process))!.LastSign;
                await life.Until(
                    "a sign", async () => (await life.Status(process))!.LastSign > first);
            });
    }

    [Fact]
    public Task What_a_process_asks_for_is_heard_by_another_life()
    {
        var report = new IntegrityReport(Rung.RestartKid, IntegrityKind.WorkerFault, "index 7");
        ProcessIdentity process = default;
        return Holds(
            async life => process = await life.StartReady("web"),
            async life =>
            {
                await life.Ask(process, report);
                await life.Until(
                    "the report", async () => (await life.Status(process))!.Report == report);
            });
    }

    [Fact]
    public Task What_ends_while_no_supervisor_lives_is_on_no_list()
    {
        ProcessIdentity web = default;
        ProcessIdentity db = default;
        return Holds(
            async life =>
            {
                web = await life.StartReady("web");
                db = await life.StartReady("db");
                life.WhileDead(() => life.Die(web, ExitStatus.Code(42)));
            },
            async life =>
            {
                await life.Until("the end", async () => await life.Status(web) is null);
                Assert.True(await life.IsAlive(db));
                Assert.False(await life.Processes.Send(web, Signal.Kill));
            });
    }

    [Fact]
    public Task Another_life_ends_what_the_first_one_has_started_and_is_told_of_it()
    {
        ProcessIdentity process = default;
        return Holds(
            async life => process = await life.StartReady("web"),
            async life =>
            {
                Assert.True(await life.Processes.Send(process, Signal.Kill));
                Assert.Equal("web", await NextHint(life));
                await life.Ended(process);
                await life.Processes.Reap(process);
                Assert.Empty(await life.Processes.List());
            });
    }

    [Fact]
    public Task What_was_reaped_is_not_listed_by_another_life()
    {
        ProcessIdentity db = default;
        return Holds(
            async life =>
            {
                ProcessIdentity web = await life.Start("web");
                db = await life.Start("db");
                await life.Die(web, ExitStatus.Code(1));
                await life.Ended(web);
                await life.Processes.Reap(web);
            },
            async life =>
                Assert.Equal(db, Assert.Single(await life.Processes.List()).Identity));
    }

    [Fact]
    public Task What_was_not_reaped_in_its_life_is_on_no_list_of_another()
    {
        ProcessIdentity web = default;
        return Holds(
            async life =>
            {
                web = await life.Start("web");
                await life.Die(web, ExitStatus.Code(1));
                await life.Ended(web);
            },
            async life => Assert.Null(await life.Status(web)));
    }

    [Fact]
    public Task A_third_life_finds_what_the_first_one_has_started()
    {
        ProcessIdentity first = default;
        ProcessIdentity second = default;
        return Holds(
            async life => first = await life.StartReady("web"),
            async life => second = await life.StartReady("db"),
            async life => Assert.Equal(
                [(first, ProcessState.Ready), (second, ProcessState.Ready)],
                (await life.Processes.List()).Select(one => (one.Identity, one.State))));
    }
}
