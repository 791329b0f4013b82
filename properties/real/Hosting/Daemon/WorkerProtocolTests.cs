using System.Net.Sockets;
using System.Text;
using Harness.Hosting.Native;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Daemon;

/// <summary>What real workers say to a real daemon, and what comes of it.</summary>
public sealed class WorkerProtocolTests : IAsyncDisposable
{
    private const string Forever = "while :; do sleep 1000 & wait $!; done";

    private readonly RealDaemon _daemon = new();

    public ValueTask DisposeAsync() => _daemon.DisposeAsync();

    [Fact]
    public async Task A_worker_serves_from_when_it_says_so()
    {
        await StartNotifying("trap 'exit 0' TERM\n" + Forever, "ready-within: 1h");
        Assert.DoesNotContain("serving", (await _daemon.Status())!.Values);
        Say("web-1", "READY=1\nSTATUS=warm");
        await _daemon.Until("the first serves, the second does not", async () =>
            await _daemon.Status() is { } now
            && now["web-1"] == "serving" && now["web-2"] == "starting");
        Assert.Contains("\"warm\"", await _daemon.Get("/v1/status"));
        Say("web-2", "READY=1");
        await _daemon.Running();
    }

    [Fact]
    public async Task A_start_that_asks_for_patience_is_given_it()
    {
        // Long enough that what is said next is said in time, however busy the machine is.
        await StartNotifying(Forever, "ready-within: 10s");
        Say("web-1", "EXTEND_TIMEOUT_USEC=3600000000");
        Say("web-2", "READY=1");

        // Past ready-within, with some looks in between.
        await Task.Delay(TimeSpan.FromSeconds(11), TestContext.Current.CancellationToken);
        Assert.False(_daemon.Current.HasExited, _daemon.Printed());
        Say("web-1", "READY=1");
        await _daemon.Running();
    }

    [Fact]
    public async Task A_start_that_asks_for_none_fails_when_its_time_is_over()
    {
        await StartNotifying(Forever, "ready-within: 10s");
        Say("web-2", "READY=1");
        Assert.Equal(1, await _daemon.Ended());
        Assert.Contains("a worker (web-1) did not come in time", _daemon.Printed());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_end_that_asks_for_patience_is_waited_for(bool isAsked)
    {
        await StartNotifying(
            "trap ': > \"$FOLDER/$HARNESS_UNIT.asked\"; sleep 6; echo done; exit 0' TERM\n"
                + Forever,
            "", grace: "3s");
        Say("web-1", "READY=1");
        Say("web-2", "READY=1");
        await _daemon.Running();
        int first = Assert.Single(_daemon.Leaders()["web-1"]);
        _daemon.Send(Signal.Term);
        await _daemon.Until("its end has begun", () =>
            File.Exists(Path.Combine(_daemon.Folder, "web-1.asked")));
        if (isAsked)
        {
            Say(first, "STOPPING=1\nEXTEND_TIMEOUT_USEC=60000000");
        }

        Assert.Equal(0, await _daemon.Ended());
        Assert.Equal(isAsked ? "done\n" : "", await Output("web-1"));
        Assert.Equal("", await Output("web-2")); // it was killed
        Assert.Empty(_daemon.Everything());
    }

    [Fact]
    public async Task A_worker_that_asks_for_a_restart_is_restarted_alone()
    {
        await _daemon.Serve(_daemon.Config());
        SortedDictionary<string, List<int>> before = _daemon.Leaders();
        Say("web-2", "X_INTEGRITY=restart-kid:index");
        await _daemon.Until("it is another process", () =>
            _daemon.Leaders().TryGetValue("web-2", out List<int>? now)
            && now is [var pid] && pid != before["web-2"][0]);
        await _daemon.Running();
        Assert.Contains("worker-reported web-2 asks=restart-kid", _daemon.Printed());
        Assert.Equal(
            before.Where(one => one.Key != "web-2"),
            _daemon.Leaders().Where(one => one.Key != "web-2"));
    }

    [Fact]
    public async Task A_worker_that_says_that_all_is_lost_ends_the_instance()
    {
        await _daemon.Serve(_daemon.Config());
        Say("web-2", "X_INTEGRITY=end-instance:shared index");
        Assert.Equal(1, await _daemon.Ended());
        Assert.Contains("instance-ending web-2", _daemon.Printed());
        Assert.Empty(_daemon.Everything());
    }

    [Fact]
    public async Task A_worker_that_has_beaten_and_is_silent_is_restarted_on_the_budget()
    {
        await StartNotifying(Forever, "silent-after: 1s");
        Say("web-1", "READY=1\nWATCHDOG=1");
        Say("web-2", "READY=1");
        await _daemon.Until("it is found and repaired", () =>
        {
            if (_daemon.Leaders().GetValueOrDefault("web-1") is [var pid])
            {
                Say(pid, "READY=1"); // the next life starts, and never beats
            }

            return _daemon.Printed().Contains("repair-done web-1", StringComparison.Ordinal);
        });
        Assert.Contains("instability-found web-1 found=silent counter=0", _daemon.Printed());
        Assert.DoesNotContain("instability-found web-2", _daemon.Printed());
    }

    private async Task StartNotifying(string script, string more, string grace = "5s")
    {
        _daemon.Script("notifying", script);
        _daemon.Start(_daemon.Config(script: "notifying", more: more, count: 2)
            .Replace("{ after: 20ms }", "notify", StringComparison.Ordinal)
            .Replace("grace: 5s", $"grace: {grace}", StringComparison.Ordinal));
        await _daemon.Until("both run, and the daemon answers", async () =>
            _daemon.Leaders().Count == 2 && await _daemon.Get("/v1/status") is not null);
    }

    // In the first moments of a program its environment cannot be read: then it is not listed.
    private void Say(string unit, string text) =>
        Say(Assert.Single(_daemon.Leaders()[unit]), text);

    private static void Say(int pid, string text)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, 0);
        try
        {
            if (ProcFs.Environment(pid).TryGetValue("NOTIFY_SOCKET", out string? path))
            {
                socket.SendTo(Encoding.UTF8.GetBytes(text), new UnixDomainSocketEndPoint(path));
            }
        }
        catch (SocketException)
        {
            // That life is over just now.
        }
    }

    private Task<string> Output(string unit) => File.ReadAllTextAsync(
        Path.Combine(_daemon.State, "output", $"{unit}.log"),
        TestContext.Current.CancellationToken);
}
