using System.Net;
using System.Text.Json;
using Harness.Hosting.Native;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Daemon;

/// <summary>The daemon over four real workers, and what operators do to both.</summary>
public sealed class FourWorkersTests : IAsyncDisposable
{
    private static readonly string[] All = ["web-1", "web-2", "web-3", "web-4"];

    private readonly RealDaemon _daemon = new();

    public ValueTask DisposeAsync() => _daemon.DisposeAsync();

    [Fact]
    public async Task A_killed_worker_is_back_under_its_name_and_the_others_are_left_alone()
    {
        await _daemon.Serve(_daemon.Config());
        SortedDictionary<string, int> before = Pids();
        _ = LibC.Kill(before["web-3"], (int)Signal.Kill);
        await _daemon.Until("web-3 is another process", () =>
            _daemon.Leaders().TryGetValue("web-3", out List<int>? now)
            && now is [var pid] && pid != before["web-3"]);
        await _daemon.Running();
        SortedDictionary<string, int> after = Pids();
        Assert.Equal(
            before.Where(one => one.Key != "web-3"), after.Where(one => one.Key != "web-3"));
    }

    [Fact]
    public async Task Ends_are_known_also_if_whoever_started_the_daemon_ignores_those_of_children()
    {
        await File.WriteAllTextAsync(
            _daemon.ConfigFile, _daemon.Config(), TestContext.Current.CancellationToken);
        _daemon.RunAfter("trap '' CHLD;", "supervise", "run", _daemon.ConfigFile);
        await _daemon.Running();
        for (int end = 0; end < 20; end++)
        {
            int before = Pids()["web-3"];
            _ = LibC.Kill(before, (int)Signal.Kill);
            await _daemon.Until("web-3 is another process", () =>
                _daemon.Leaders().TryGetValue("web-3", out List<int>? now)
                && now is [var pid] && pid != before);
        }

        await _daemon.Running();
        _daemon.Send(Signal.Term);
        Assert.Equal(0, await _daemon.Ended());
    }

    [Fact]
    public async Task Workers_have_nothing_open_that_the_daemon_was_started_with()
    {
        await File.WriteAllTextAsync(
            _daemon.ConfigFile, _daemon.Config(), TestContext.Current.CancellationToken);
        _daemon.RunAfter(
            $"exec 9> '{_daemon.Folder}/inherited';", "supervise", "run", _daemon.ConfigFile);
        await _daemon.Running();
        Assert.True(File.Exists($"/proc/{_daemon.Current.Id}/fd/9"));
        Assert.All(Pids().Values, pid => Assert.DoesNotContain(
            Directory.GetFiles($"/proc/{pid}/fd"), path =>
                File.ResolveLinkTarget(path, returnFinalTarget: false)?.Name == "inherited"));
    }

    [Fact]
    public async Task Workers_serve_on_without_a_daemon_and_the_next_one_adopts_them()
    {
        await _daemon.Serve(_daemon.Config());
        SortedDictionary<string, int> before = Pids();
        await _daemon.Kill();
        Assert.Equal(before, Pids());
        Assert.All(before.Values, pid => Assert.True(Serves(pid)));

        await _daemon.Serve(_daemon.Config());
        Assert.Equal(before, Pids());
        await _daemon.Until(
            "it says that it runs", () => _daemon.Printed().Contains("supervisor-running"));
        Assert.Contains("adopted=4 started=0", _daemon.Printed());
    }

    [Fact]
    public async Task The_error_counter_outlives_the_daemon()
    {
        // A worker is silent when the file that it made at its start is gone.
        _daemon.Script("silent", """
            : > "$FOLDER/$HARNESS_UNIT.lives"
            exec sleep 1000
            """);
        _daemon.Script("probe", "exec test -e \"$FOLDER/$HARNESS_UNIT.lives\"");
        string config = _daemon.Config(
            script: "silent", more: "silent-after: 3s").Replace(
            "{ after: 20ms }", $"{{ exec: /bin/sh {_daemon.Folder}/probe.sh }}",
            StringComparison.Ordinal).Replace(
            "probe-every: 20ms", "probe-every: 100ms", StringComparison.Ordinal);
        await _daemon.Serve(config);
        File.Delete(Path.Combine(_daemon.Folder, "web-2.lives"));
        await _daemon.Until("the error is counted and repaired", () =>
            _daemon.Printed().Contains("repair-done web-2", StringComparison.Ordinal));
        Assert.Equal(1, await Counter());
        await _daemon.Kill();
        await _daemon.Serve(config);
        Assert.Equal(1, await Counter());
    }

    [Fact]
    public async Task A_worker_that_dies_while_there_is_no_daemon_is_started_by_the_next_one()
    {
        await _daemon.Serve(_daemon.Config());
        SortedDictionary<string, int> before = Pids();
        await _daemon.Kill();
        _ = LibC.Kill(before["web-2"], (int)Signal.Kill);
        await _daemon.Until("web-2 is gone", () => !_daemon.Leaders().ContainsKey("web-2"));

        await _daemon.Serve(_daemon.Config());
        SortedDictionary<string, int> after = Pids();
        Assert.NotEqual(before["web-2"], after["web-2"]);
        Assert.Equal(
            before.Where(one => one.Key != "web-2"), after.Where(one => one.Key != "web-2"));
        Assert.Contains("adopted=3 started=1", _daemon.Printed());
    }

    [Fact]
    public async Task A_bad_configuration_is_refused_with_its_places_and_the_old_one_serves_on()
    {
        await _daemon.Serve(_daemon.Config());
        SortedDictionary<string, int> before = Pids();
        string? inForce = await _daemon.Get("/v1/config");
        using HttpResponseMessage answer =
            await _daemon.Put(_daemon.Config() + "watchdog-evry: 5s\n");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken));
        JsonElement problem = Assert.Single(
            said.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal(15, problem.GetProperty("line").GetInt32());
        Assert.Contains(
            "did you mean 'watchdog-every'?", problem.GetProperty("detail").GetString());
        Assert.Equal(before, Pids());
        Assert.Equal(inForce, await _daemon.Get("/v1/config"));
    }

    [Fact]
    public async Task A_configuration_that_kills_its_canary_is_rolled_back_before_it_serves()
    {
        await _daemon.Serve(_daemon.Config());
        SortedDictionary<string, int> before = Pids();
        _daemon.Script("dies", "exit 3");
        using HttpResponseMessage answer = await _daemon.Put(_daemon.Config(script: "dies"));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(before, Pids());
        await _daemon.Running();
    }

    [Fact]
    public async Task A_good_configuration_replaces_every_worker_and_stays_after_a_restart()
    {
        await _daemon.Serve(_daemon.Config());
        SortedDictionary<string, int> before = Pids();
        using HttpResponseMessage answer = await _daemon.Put(_daemon.Config("two"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        SortedDictionary<string, int> after = Pids();
        Assert.Equal(All, after.Keys);
        Assert.All(All, name => Assert.NotEqual(before[name], after[name]));
        Assert.All(after, one => Assert.Equal(
            $"{one.Key} worker two\n", File.ReadAllText(ServingFile(one.Value))));

        // The file says "one" as it did before: it was not edited since.
        await _daemon.Kill();
        await _daemon.Serve(_daemon.Config());
        Assert.Equal(after, Pids());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hangup_makes_the_edited_file_so_whatever_was_changed_before(bool isChanged)
    {
        await _daemon.Serve(_daemon.Config());
        if (isChanged)
        {
            using HttpResponseMessage answer = await _daemon.Put(_daemon.Config("two"));
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        await File.WriteAllTextAsync(
            _daemon.ConfigFile, _daemon.Config("three"), TestContext.Current.CancellationToken);
        _daemon.Send(Signal.Hup);
        await _daemon.Until("every worker has the new settings", () =>
            Pids() is { Count: 4 } pids && pids.All(
                one => Read(ServingFile(one.Value)) == $"{one.Key} worker three\n"));
    }

    [Fact]
    public async Task A_term_ends_all_workers_and_the_exit_code_is_0()
    {
        await _daemon.Serve(_daemon.Config());
        _daemon.Send(Signal.Term);
        Assert.Equal(0, await _daemon.Ended());
        Assert.Empty(_daemon.Everything());
    }

    [Fact]
    public async Task A_worker_that_ignores_a_term_is_killed_when_its_grace_is_over()
    {
        _daemon.Script("deaf", "trap '' TERM\nwhile :; do sleep 1000; done");
        await _daemon.Serve(_daemon.Config(script: "deaf").Replace(
            "grace: 5s", "grace: 300ms", StringComparison.Ordinal));
        _daemon.Send(Signal.Term);
        Assert.Equal(0, await _daemon.Ended());
        Assert.Empty(_daemon.Everything());
    }

    [Fact]
    public async Task A_second_term_forces_the_end()
    {
        _daemon.Script("deaf", "trap '' TERM\nwhile :; do sleep 1000; done");
        await _daemon.Serve(_daemon.Config(script: "deaf").Replace(
            "grace: 5s", "grace: 1h", StringComparison.Ordinal).Replace(
            "stop-within: 20s", "stop-within: 1h", StringComparison.Ordinal));
        _daemon.Send(Signal.Term);
        await _daemon.Until("the end has begun", () =>
            _daemon.Printed().Contains("supervisor-stopping", StringComparison.Ordinal));
        _daemon.Send(Signal.Term);
        Assert.Equal(0, await _daemon.Ended());
        Assert.Empty(_daemon.Everything());
    }

    private SortedDictionary<string, int> Pids() => new(
        _daemon.Leaders().ToDictionary(one => one.Key, one => Assert.Single(one.Value)),
        StringComparer.Ordinal);

    private async Task<int> Counter()
    {
        using var json = JsonDocument.Parse(
            await _daemon.Get("/v1/status") ?? throw new InvalidOperationException("no answer"));
        return json.RootElement.GetProperty("errorCounter").GetInt32();
    }

    private bool Serves(int pid) => File.Exists(ServingFile(pid));

    private string ServingFile(int pid) => Path.Combine(_daemon.Folder, "serving", $"{pid}");

    private static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path) : null;
}
