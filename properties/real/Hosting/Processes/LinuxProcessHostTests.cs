using Harness.Hosting.Native;
using Harness.Hosting.Processes;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Processes;

/// <summary>What is peculiar to real processes; the rest is in the contract suite.</summary>
public sealed class LinuxProcessHostTests : IDisposable
{
    private const string Forever = "while :; do sleep 1000 & wait $!; done";

    private readonly HostFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_process_is_told_who_it_is_and_nothing_that_was_said_to_its_supervisor()
    {
        UnitSpec unit = _fixture.Unit(Forever, "db.canary", Readiness.Notify) with
        {
            Settings = "size: 1\nname: \"ä\"", Role = UnitRole.Canary,
        };
        ProcessIdentity process = (await _fixture.Host.Start(unit)).Process!.Value;

        // For a moment after exec(2) the kernel shows an empty environment.
        Dictionary<string, string> says = [];
        await HostFixture.Until(() => (says = ProcFs.Environment(process.Pid)).Count > 0);
        Assert.Equal("db.canary", says["HARNESS_UNIT"]);
        Assert.Equal("canary", says["HARNESS_ROLE"]);
        Assert.Equal(unit.Settings, says["HARNESS_SETTINGS"]);
        Assert.Equal("15000000", says["WATCHDOG_USEC"]);
        Assert.StartsWith(_fixture.Folder, says["NOTIFY_SOCKET"]);
        Assert.DoesNotContain("WATCHDOG_PID", says.Keys);
    }

    [Fact]
    public async Task A_process_leads_a_session_of_its_own_and_writes_to_a_file()
    {
        ProcessIdentity process = await _fixture.Start("echo out; echo err >&2\n" + Forever);
        Assert.Equal(process.Pid, ProcFs.Stat(process.Pid)!.Value.Session);
        string path = Path.Combine(_fixture.Folder, "output", "web.log");
        await HostFixture.Until(() => File.ReadAllText(path) == "out\nerr\n");
    }

    [Fact]
    public async Task Output_over_its_bound_is_moved_aside_and_the_worker_writes_on()
    {
        await _fixture.Start("""
            while ! test -e "$FOLDER/enough"; do echo 0123456789abcdef0123456789abcdef; done
            while :; do echo the end; sleep 0.1; done
            """);
        string path = Path.Combine(_fixture.Folder, "output", "web.log");
        await HostFixture.Until(() => File.Exists(path + ".1"));
        await File.WriteAllTextAsync(
            Path.Combine(_fixture.Folder, "enough"), "", TestContext.Current.CancellationToken);
        await HostFixture.Until(() =>
            File.ReadAllText(path).EndsWith("the end\n", StringComparison.Ordinal)
            && new FileInfo(path).Length <= 4096);
        Assert.InRange(new FileInfo(path + ".1").Length, 1, 4096);
    }

    [Fact]
    public async Task Junk_on_the_notify_socket_is_told_of_and_has_no_effect()
    {
        ProcessIdentity process = await _fixture.Start(Forever, readiness: Readiness.Notify);
        HostFixture.Notify(process, "READY=2");
        await HostFixture.Until(() => _fixture.Notes.Count > 0);
        Assert.Equal(ProcessState.Starting, (await _fixture.Status(process)).State);
        HostFixture.Notify(process, "READY=1");
        await _fixture.Until(process, status => status.State == ProcessState.Ready);
    }

    [Fact]
    public async Task A_dear_recovery_is_asked_for_on_the_list_and_a_cheap_one_is_not()
    {
        ProcessIdentity process = await _fixture.Start(Forever);
        HostFixture.Notify(process, "X_INTEGRITY=purge-entry:7\nSTATUS=purged");
        await HostFixture.Until(() => _fixture.Host.Now()[0].StatusText == "purged");
        Assert.Null((await _fixture.Status(process)).Report);
        HostFixture.Notify(process, "X_INTEGRITY=restart-kid:index");
        ProcessStatus asks = await _fixture.Until(process, status => status.Report is not null);
        Assert.Equal(
            new IntegrityReport(Rung.RestartKid, IntegrityKind.WorkerFault, "index"), asks.Report);
    }

    [Fact]
    public async Task Patience_is_listed_until_when_it_was_asked_for()
    {
        ProcessIdentity process = await _fixture.Start(Forever, readiness: Readiness.Notify);
        HostFixture.Notify(process, "EXTEND_TIMEOUT_USEC=60000000");
        ProcessStatus status = await _fixture.Until(
            process, one => one.PatienceUntil > one.Identity.StartedAt);
        Assert.True(status.PatienceUntil > Instant.Now(TimeProvider.System));
    }

    [Fact]
    public async Task Patience_that_was_asked_for_the_start_is_over_with_it()
    {
        ProcessIdentity process = await _fixture.Start(Forever, readiness: Readiness.Notify);
        HostFixture.Notify(process, "EXTEND_TIMEOUT_USEC=60000000");
        await _fixture.Until(process, one => one.PatienceUntil > Instant.Zero);
        HostFixture.Notify(process, "READY=1");
        ProcessStatus ready = await _fixture.Until(
            process, one => one.State == ProcessState.Ready);
        Assert.Equal(Instant.Zero, ready.PatienceUntil);
    }

    [Fact]
    public async Task Patience_that_was_asked_before_its_end_began_is_none_with_its_end()
    {
        ProcessIdentity process = await _fixture.Start("trap '' TERM\n" + Forever);
        HostFixture.Notify(process, "EXTEND_TIMEOUT_USEC=60000000");
        await _fixture.Until(process, one => one.PatienceUntil > Instant.Zero);
        Assert.True(await _fixture.Host.Send(process, Signal.Term));
        Assert.Equal(Instant.Zero, (await _fixture.Status(process)).PatienceUntil);
    }

    [Fact]
    public async Task What_beats_is_listed_with_what_it_was_told_when_it_was_started()
    {
        ProcessIdentity process = await _fixture.Start(
            Forever, readiness: Readiness.Notify with { BeatWithin = TimeSpan.FromSeconds(7) });
        Assert.Equal(TimeSpan.Zero, (await _fixture.Status(process)).BeatWithin);
        HostFixture.Notify(process, "READY=1\nWATCHDOG=1");
        ProcessStatus beats = await _fixture.Until(
            process, one => one.BeatWithin > TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromSeconds(7), beats.BeatWithin);
    }

    [Fact]
    public async Task An_end_is_told_also_if_nothing_can_be_tidied_up_after_it()
    {
        ProcessIdentity process = await _fixture.Start(Forever);
        Directory.Delete(Path.Combine(_fixture.Folder, "notify"), recursive: true);
        Directory.Delete(Path.Combine(_fixture.Folder, "processes"), recursive: true);
        Assert.True(await _fixture.Host.Send(process, Signal.Kill));
        ProcessStatus ended = await _fixture.Until(process, status => !status.IsAlive);
        Assert.Equal(ExitStatus.Signal(Signal.Kill), ended.Exit);
        StartAnswer next = await _fixture.Host.Start(_fixture.Unit(Forever));
        Assert.Equal(StartFailure.NoResources, next.Failure); // and not an exception
    }

    [Theory]
    [InlineData("/no/such/program", StartFailure.NotFound)]
    [InlineData("no-such-program-anywhere", StartFailure.NotFound)]
    [InlineData("/etc/passwd/x", StartFailure.NotFound)]
    [InlineData("/etc/passwd", StartFailure.NotExecutable)]
    [InlineData("/etc", StartFailure.NotExecutable)]
    public async Task A_program_that_cannot_be_run_is_said_to_be_so(
        string command, StartFailure failure)
    {
        StartAnswer answer = await _fixture.Host.Start(
            new UnitSpec("web", command, TimeSpan.Zero));
        Assert.Equal(StartAnswer.Failed(failure), answer);
        Assert.Empty(await _fixture.Host.List());
        Assert.Empty(Directory.GetFiles(Path.Combine(_fixture.Folder, "notify")));
    }

    [Fact]
    public async Task A_program_without_an_interpreter_line_is_not_executable()
    {
        string path = Path.Combine(_fixture.Folder, "garbage");
        await File.WriteAllTextAsync(path, "garbage", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        StartAnswer answer = await _fixture.Host.Start(new UnitSpec("web", path, TimeSpan.Zero));
        Assert.Equal(StartFailure.NotExecutable, answer.Failure);
    }

    [Theory]
    [InlineData("../../escape")]
    [InlineData("..")]
    [InlineData("a/b")]
    public async Task A_name_of_a_unit_is_never_a_path(string name)
    {
        StartAnswer answer = await _fixture.Host.Start(
            _fixture.Unit(Forever) with { Name = name });
        Assert.Equal(name, (await _fixture.Status(answer.Process!.Value)).Unit);
        Assert.Single(Directory.GetFiles(Path.Combine(_fixture.Folder, "output")));
    }

    [Fact]
    public async Task A_hundred_processes_started_at_once_are_listed_in_order_of_start()
    {
        StartAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            _fixture.Host.Start(new UnitSpec($"w-{number}", "sleep 1000", TimeSpan.Zero)
            {
                Readiness = Readiness.After(TimeSpan.Zero),
            })));
        Assert.All(answers, answer => Assert.Equal(StartFailure.None, answer.Failure));
        IReadOnlyList<ProcessStatus> all = await _fixture.Host.List();
        Assert.Equal(100, all.Select(one => one.Identity.Pid).Distinct().Count());
        Assert.Equal(all.OrderBy(one => one.Identity.StartedAt), all);
    }

    [Fact]
    public void This_machine_has_what_is_needed() => Assert.Empty(Platform.Missing());
}
