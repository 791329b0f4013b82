using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Harness.Hosting.Events;
using Harness.Hosting.Running;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Control;

public sealed class OwnNotifierTests : IDisposable
{
    private readonly string _folder =
        Directory.CreateTempSubdirectory("harness-notify-").FullName;

    private readonly EventFeed _feed = new(TimeProvider.System);
    private readonly FakeSupervisor _fake = new();
    private readonly Socket _manager = new(AddressFamily.Unix, SocketType.Dgram, 0);

    public void Dispose()
    {
        _fake.Desk.Close();
        _manager.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_life_is_told_in_order(bool isAbstract)
    {
        await using OwnNotifier notifier = Notifier(Listen(isAbstract))!;
        foreach (LogEntry entry in (LogEntry[])
            [
                new(LogCode.SupervisorStarting, ""),
                new(LogCode.ChangeBegun, "early"), // not ready yet: nothing to take back
                new(LogCode.ChangeOver, "early"),
                new(LogCode.SupervisorRunning, "", 2, 1),
                new(LogCode.WorkerExited, "web"),
                new(LogCode.ChangeBegun, "abc", 1),
                new(LogCode.ChangeOver, "abc", (long)ControlResult.RolledBack),
                new(LogCode.SupervisorStopping, ""),
                new(LogCode.SupervisorEnding, "", 0),
            ])
        {
            _feed.Write(entry);
        }

        Assert.Equal("READY=1\nSTATUS=running: 2 adopted, 1 started", await Next());
        string[] reloading = (await Next()).Split('\n');
        Assert.Equal("RELOADING=1", reloading[0]);
        Assert.StartsWith("MONOTONIC_USEC=", reloading[1], StringComparison.Ordinal);
        long then = long.Parse(
            reloading[1]["MONOTONIC_USEC=".Length..], CultureInfo.InvariantCulture);

        // The monotonic clock counts from the boot, as /proc/uptime does, but for suspends.
        double uptime = double.Parse(
            File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.InRange(then / 1e6, 1e-3, uptime + 1);
        Assert.Equal("STATUS=changing the configuration to abc", reloading[2]);
        Assert.Equal("READY=1\nSTATUS=running: the last change was rolled-back", await Next());
        Assert.Equal("STOPPING=1\nSTATUS=stopping", await Next());
        Assert.Equal("STOPPING=1\nSTATUS=ended with exit code 0", await Next());
    }

    [Fact]
    public async Task The_watchdog_is_fed_while_the_supervisor_answers_and_not_else()
    {
        Task serving = _fake.Serve();
        await using OwnNotifier notifier = Notifier(
            Listen(false), ("WATCHDOG_USEC", "20000"), ("WATCHDOG_PID", Own))!;
        Assert.Equal("WATCHDOG=1", await Next());
        Assert.Equal("WATCHDOG=1", await Next());

        var asked = new TaskCompletionSource();
        _fake.Script = _ =>
        {
            asked.TrySetResult();
            return new TaskCompletionSource<ControlAnswer>().Task;
        };
        await asked.Task.WaitAsync(Hang.Guard, TestContext.Current.CancellationToken);
        _feed.Write(new LogEntry(LogCode.SupervisorStopping, ""));

        // Nothing but what was on its way comes before it, and nothing at all after it.
        string next;
        do
        {
            next = await Next();
        }
        while (next == "WATCHDOG=1");
        Assert.Equal("STOPPING=1\nSTATUS=stopping", next);
        _fake.Desk.Close();
        await serving;
    }

    [Fact]
    public async Task A_refusal_does_not_feed_the_watchdog()
    {
        Task serving = _fake.Serve();
        var often = new TaskCompletionSource();
        int asked = 0;
        _fake.Script = _ =>
        {
            if (++asked == 3)
            {
                often.SetResult();
            }

            return Task.FromResult(new ControlAnswer(ControlResult.Refused, []));
        };
        await using OwnNotifier notifier = Notifier(Listen(false), ("WATCHDOG_USEC", "20000"))!;
        await often.Task.WaitAsync(Hang.Guard, TestContext.Current.CancellationToken);
        _feed.Write(new LogEntry(LogCode.SupervisorStopping, ""));

        Assert.Equal("STOPPING=1\nSTATUS=stopping", await Next());
        _fake.Desk.Close();
        await serving;
    }

    [Theory]
    [InlineData("20000", "1")] // another process'
    [InlineData("0", null)]
    [InlineData("x", null)]
    [InlineData("-5", null)]
    [InlineData(null, null)]
    public async Task Without_a_watchdog_of_ours_the_supervisor_is_not_asked(
        string? within, string? pid)
    {
        await using OwnNotifier notifier = Notifier(
            Listen(false), ("WATCHDOG_USEC", within), ("WATCHDOG_PID", pid))!;
        _feed.Write(new LogEntry(LogCode.SupervisorStopping, ""));

        Assert.Equal("STOPPING=1\nSTATUS=stopping", await Next());
        await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        Assert.Equal(0, _fake.Desk.Waiting);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("relative/path")]
    [InlineData("vsock:2:1234")]
    public void Without_a_socket_there_is_nobody_to_tell(string? socket) =>
        Assert.Null(Notifier(socket));

    [Fact]
    public async Task A_manager_that_is_gone_does_no_harm()
    {
        OwnNotifier notifier = Notifier(Path.Combine(_folder, "gone"))!;
        _feed.Write(new LogEntry(LogCode.SupervisorRunning, ""));

        await notifier.DisposeAsync();
        _feed.Write(new LogEntry(LogCode.SupervisorStopping, ""));
        Assert.Equal(2, _feed.Counts().Values.Sum());
    }

    private static string Own => Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private string Listen(bool isAbstract)
    {
        string name = Path.Combine(_folder, "notify");
        _manager.Bind(new UnixDomainSocketEndPoint(isAbstract ? $"\0{name}" : name));
        return isAbstract ? $"@{name}" : name;
    }

    private OwnNotifier? Notifier(string? socket, params (string, string?)[] others) =>
        OwnNotifier.Of(_feed, _fake.Desk, name => name == "NOTIFY_SOCKET"
            ? socket
            : others.FirstOrDefault(one => one.Item1 == name).Item2);

    private async Task<string> Next()
    {
        using var guard = new CancellationTokenSource(Hang.Guard);
        byte[] part = new byte[4096];
        int read = await _manager.ReceiveAsync(part, guard.Token);
        return Encoding.UTF8.GetString(part, 0, read);
    }
}
