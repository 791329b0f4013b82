using System.Text.Json.Nodes;
using Harness.Hosting.Native;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Processes;

/// <summary>What a supervisor finds that comes after one that was killed.</summary>
public sealed class AdoptionTests : IDisposable
{
    private const string Forever = "while :; do sleep 1000 & wait $!; done";

    private readonly HostFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_process_that_was_never_written_down_is_found_by_its_environment()
    {
        ProcessIdentity process = await _fixture.Start(Forever);

        // For a moment after exec(2) the kernel shows an empty environment.
        await HostFixture.Until(() => ProcFs.Environment(process.Pid).Count > 0);
        _fixture.Close();
        File.Delete(Assert.Single(_fixture.Records));
        ProcessStatus found = Assert.Single(await _fixture.Host.List());
        Assert.Equal((process.Pid, "web"), (found.Identity.Pid, found.Unit));
        Assert.Equal(_fixture.Unit(Forever).Tag, found.Tag);
        Assert.Single(_fixture.Records);
    }

    [Fact]
    public async Task One_that_hides_its_environment_too_is_found_by_its_output()
    {
        // env -i: as a program that writes its title over its environment.
        ProcessIdentity process = await _fixture.Start("exec env -i sleep 1000");
        await HostFixture.Until(() => ProcFs.Environment(process.Pid).Count == 0);
        _fixture.Close();
        File.Delete(Assert.Single(_fixture.Records));
        ProcessStatus found = Assert.Single(await _fixture.Host.List());
        Assert.Equal((process.Pid, "web", ""), (found.Identity.Pid, found.Unit, found.Tag));
    }

    [Fact]
    public async Task A_child_of_a_worker_in_a_session_of_its_own_is_not_taken_for_the_worker()
    {
        await _fixture.Start("setsid sleep 1000 & echo $! > \"$FOLDER/child\"\n" + Forever);
        await HostFixture.Until(() => _fixture.IsNumber("child"));
        _fixture.Reopen();
        Assert.Single(await _fixture.Host.List());
    }

    [Fact]
    public async Task Children_that_lead_sessions_and_hide_their_environment_are_left_alone()
    {
        ProcessIdentity process = await _fixture.Start(
            "setsid env -i sleep 1000 & echo $! > \"$FOLDER/child\"\n" + Forever);
        await HostFixture.Until(() => _fixture.IsNumber("child")
            && ProcFs.Environment(_fixture.Number("child")).Count == 0);
        int child = _fixture.Number("child");
        _fixture.Reopen();
        Assert.Equal(process.Pid, Assert.Single(await _fixture.Host.List()).Identity.Pid);
        Assert.False(HasEnded(child));
        _ = LibC.Kill(child, (int)Signal.Kill); // nobody else would find it
    }

    [Fact]
    public async Task What_a_dead_worker_has_left_in_a_session_of_its_own_is_no_worker()
    {
        ProcessIdentity process = await _fixture.Start(
            "setsid sleep 1000 & echo $! > \"$FOLDER/child\"\n" + Forever);
        await HostFixture.Until(() => _fixture.IsNumber("child"));
        int child = _fixture.Number("child");
        _fixture.Close();
        _ = LibC.Kill(process.Pid, (int)Signal.Kill);
        await HostFixture.Until(() => HasEnded(process.Pid));
        Assert.Empty(await _fixture.Host.List());
        await HostFixture.Until(() => HasEnded(child));
    }

    [Fact]
    public async Task A_younger_life_that_was_never_written_down_is_the_worker_of_its_unit()
    {
        await _fixture.Start("setsid sleep 1000 & echo $! > \"$FOLDER/child\"");
        await HostFixture.Until(() => _fixture.IsNumber("child"));

        // The system tells starts apart by hundredths of a second.
        long first = ProcFs.Stat(_fixture.Number("child"))!.Value.StartTicks;
        await HostFixture.Until(() => ProcFs.Uptime() * 100 > first + 1);
        ProcessIdentity second = await _fixture.Start(Forever);
        await HostFixture.Until(() => ProcFs.Environment(second.Pid).Count > 0);
        _fixture.Close();
        foreach (string record in _fixture.Records)
        {
            File.Delete(record);
        }

        Assert.Equal(second.Pid, Assert.Single(await _fixture.Host.List()).Identity.Pid);
        await HostFixture.Until(() => HasEnded(_fixture.Number("child")));
    }

    [Fact]
    public async Task A_record_of_another_life_with_that_pid_is_no_record()
    {
        ProcessIdentity process = await _fixture.Start(Forever);
        _fixture.Close();
        string path = Assert.Single(_fixture.Records);
        JsonNode record = JsonNode.Parse(await File.ReadAllTextAsync(
            path, TestContext.Current.CancellationToken))!;
        record["Pid"] = Environment.ProcessId; // a stranger has it now
        await File.WriteAllTextAsync(
            path, record.ToJsonString(), TestContext.Current.CancellationToken);
        Assert.All(
            await _fixture.Host.List(),
            one => Assert.Equal(process.Pid, one.Identity.Pid)); // found by its environment
        Assert.False(await _fixture.Host.Send(
            ProcessIdentity.OfPid(Environment.ProcessId), Signal.Term));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"Life\":\"x\",\"Unit\":null}")]
    public async Task A_damaged_record_is_told_of_and_costs_nothing(string text)
    {
        ProcessIdentity process = await _fixture.Start(Forever);
        _fixture.Close();
        await File.WriteAllTextAsync(
            Assert.Single(_fixture.Records), text, TestContext.Current.CancellationToken);
        Assert.Equal(process.Pid, Assert.Single(await _fixture.Host.List()).Identity.Pid);
        Assert.Contains(_fixture.Notes, note => note.Contains("holds no record"));
    }

    [Fact]
    public async Task What_a_dead_process_left_behind_is_killed_by_the_next_supervisor()
    {
        ProcessIdentity process = await _fixture.Start(
            "sleep 1000 & echo $! > \"$FOLDER/child\"\n" + Forever);
        await HostFixture.Until(() => _fixture.IsNumber("child"));
        int child = _fixture.Number("child");
        _fixture.Close();
        _ = LibC.Kill(process.Pid, (int)Signal.Kill);
        await HostFixture.Until(() => ProcFs.Stat(process.Pid) is null or { HasEnded: true });
        Assert.False(HasEnded(child)); // nobody was there to see to it
        Assert.Empty(await _fixture.Host.List());
        await HostFixture.Until(() => HasEnded(child));
    }

    [Fact]
    public async Task What_a_process_leaves_in_its_group_ends_with_it()
    {
        ProcessIdentity process = await _fixture.Start(
            "sleep 1000 & echo $! > \"$FOLDER/child\"\n" + Forever);
        await HostFixture.Until(() => _fixture.IsNumber("child"));
        Assert.True(await _fixture.Host.Send(process, Signal.Kill));
        await _fixture.Until(process, status => !status.IsAlive);
        await HostFixture.Until(() => HasEnded(_fixture.Number("child")));
    }

    [Fact]
    public async Task Readiness_that_was_said_is_known_to_the_next_supervisor()
    {
        ProcessIdentity process = await _fixture.Start(Forever, readiness: Readiness.Notify);
        HostFixture.Notify(process, "READY=1\nWATCHDOG=1");
        ProcessStatus before = await _fixture.Until(
            process, status => status.State == ProcessState.Ready);
        await HostFixture.Until(() => _fixture.Records is [var record] // and no new one beside it
            && File.ReadAllText(record)
                .Contains("\"IsReady\":true,\"Beats\":true", StringComparison.Ordinal));
        _fixture.Reopen();
        ProcessStatus after = Assert.Single(await _fixture.Host.List());
        Assert.Equal(before.Identity, after.Identity);
        Assert.Equal(ProcessState.Ready, after.State);

        // It has beaten before, so that its silence still counts.
        Instant first = after.LastSign;
        Assert.Equal(first, (await _fixture.Status(after.Identity)).LastSign);
    }

    [Fact]
    public async Task Readiness_that_nobody_heard_is_taken_for_said_when_the_patience_is_over()
    {
        ProcessIdentity process = await _fixture.Start(
            Forever, readiness: Readiness.Notify with { Within = TimeSpan.FromMilliseconds(500) });
        _fixture.Reopen();
        await _fixture.Until(
            (await _fixture.Host.List())[0].Identity, status => status.State == ProcessState.Ready);
        Assert.Equal(process.Pid, (await _fixture.Host.List())[0].Identity.Pid);
    }

    [Fact]
    public async Task What_beats_under_the_next_supervisor_is_ready()
    {
        await _fixture.Start(Forever, readiness: Readiness.Notify);
        _fixture.Reopen();
        ProcessIdentity process = Assert.Single(await _fixture.Host.List()).Identity;
        HostFixture.Notify(process, "WATCHDOG=1");
        await _fixture.Until(process, status => status.State == ProcessState.Ready);
    }

    private static bool HasEnded(int pid) => ProcFs.Stat(pid) is null or { HasEnded: true };
}
