using System.Net.Sockets;
using Harness.Hosting.Native;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Daemon;

/// <summary>Starts that cannot succeed: what is said, the exit code, and what is left.</summary>
public sealed class StartTests : IAsyncDisposable
{
    private readonly RealDaemon _daemon = new();

    public ValueTask DisposeAsync() => _daemon.DisposeAsync();

    [Fact]
    public async Task A_second_daemon_on_the_same_state_ends_with_73_and_touches_nothing()
    {
        await _daemon.Serve(_daemon.Config());
        SortedDictionary<string, List<int>> before = _daemon.Leaders();

        // It serves a moment before its configuration is on record.
        await _daemon.Until(
            "the configuration is on record",
            () => File.Exists(Path.Combine(_daemon.State, "config.json"))
                && !File.Exists(Path.Combine(_daemon.State, "config.json.new")));
        string[] files = Files();
        int first = _daemon.Current.Id;
        _daemon.Start(_daemon.Config("other"));
        Assert.Equal(73, await _daemon.Ended());
        Assert.Contains($"in use by another supervisor, pid {first}", _daemon.Printed());
        Assert.Equal(before, _daemon.Leaders());
        Assert.Equal(files, Files());
        Assert.NotNull(await _daemon.Get("/v1/status"));
    }

    [Fact]
    public async Task One_with_another_socket_is_kept_out_by_the_lock_and_told_who_has_it()
    {
        await _daemon.Serve(_daemon.Config());
        int first = _daemon.Current.Id;
        string other = Path.Combine(_daemon.Folder, "other.sock");
        _daemon.Run("run", _daemon.ConfigFile, "--socket", other);
        Assert.Equal(73, await _daemon.Ended());
        Assert.Contains($"in use by another supervisor, pid {first}", _daemon.Printed());
        Assert.False(File.Exists(other));
        Assert.Equal(4, _daemon.Leaders().Count);
    }

    [Fact]
    public async Task A_bad_configuration_starts_nothing_and_makes_nothing()
    {
        _daemon.Start(_daemon.Config().Replace("count: 4", "count: 0", StringComparison.Ordinal)
            + "profil: knot\n");
        Assert.Equal(64, await _daemon.Ended());
        string said = _daemon.Printed();
        Assert.Contains("supervisor.yaml:7:12: 'count' is '0'", said);
        Assert.Contains(
            "supervisor.yaml:15:1: unknown key 'profil': did you mean 'profile'?", said);
        Assert.DoesNotContain("   at ", said);
        Assert.False(Directory.Exists(_daemon.State));
        Assert.Empty(_daemon.Everything());
    }

    [Fact]
    public async Task A_socket_that_somebody_listens_on_is_left_to_them()
    {
        string path = Path.Combine(_daemon.Folder, "taken.sock");
        using var taken = new Socket(AddressFamily.Unix, SocketType.Stream, 0);
        taken.Bind(new UnixDomainSocketEndPoint(path));
        taken.Listen();
        await File.WriteAllTextAsync(
            _daemon.ConfigFile, _daemon.Config(), TestContext.Current.CancellationToken);
        _daemon.Run("run", _daemon.ConfigFile, "--socket", path);
        Assert.Equal(73, await _daemon.Ended());
        Assert.Contains(path, _daemon.Printed());
        Assert.Empty(_daemon.Everything());
        Assert.False(Directory.Exists(_daemon.State));
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupWrite)]
    public async Task A_state_that_others_could_write_to_is_refused(UnixFileMode mode)
    {
        Directory.CreateDirectory(_daemon.State);
        File.SetUnixFileMode(_daemon.State, mode);
        _daemon.Start(_daemon.Config());
        Assert.Equal(73, await _daemon.Ended());
        Assert.Contains(_daemon.State, _daemon.Printed());
        Assert.Empty(Directory.GetFileSystemEntries(_daemon.State));
    }

    [Fact]
    public async Task A_program_that_is_missing_fails_the_start_and_what_was_begun_is_undone()
    {
        _daemon.Start(_daemon.Config() + """
              - { name: late, command: /no/such/program }

            """);
        Assert.Equal(1, await _daemon.Ended());
        Assert.Contains("worker-start-failed late failure=not-found", _daemon.Printed());
        Assert.Contains(
            "fatal at the start: a worker (late) was refused", _daemon.Printed());
        Assert.Empty(_daemon.Everything());
        Assert.Contains("(late)", await File.ReadAllTextAsync(
            Path.Combine(_daemon.State, "fatal.log"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_worker_that_dies_at_once_fails_the_start()
    {
        _daemon.Script("dies", "echo cannot; exit 3");
        _daemon.Start(_daemon.Config(script: "dies").Replace(
            "after: 20ms", "after: 5s", StringComparison.Ordinal));
        Assert.Equal(1, await _daemon.Ended());
        Assert.Contains("fatal at the start: a worker (web-", _daemon.Printed());
        Assert.Empty(_daemon.Everything());
        Assert.Contains("cannot", await File.ReadAllTextAsync(
            Path.Combine(_daemon.State, "output", "web-1.log"),
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_failed_start_leaves_alone_what_an_earlier_daemon_started()
    {
        await _daemon.Serve(_daemon.Config());
        await _daemon.Kill();
        SortedDictionary<string, List<int>> before = _daemon.Leaders();
        int gone = before["web-2"][0];
        _ = LibC.Kill(gone, (int)Signal.Kill);
        File.Delete(Path.Combine(_daemon.Folder, "worker.sh"));
        _daemon.Start(_daemon.Config().Replace(
            "after: 20ms", "after: 5s", StringComparison.Ordinal));
        Assert.Equal(1, await _daemon.Ended());
        before.Remove("web-2");
        Assert.Equal(before, _daemon.Leaders());
    }

    [Fact]
    public async Task A_damaged_state_is_set_aside_and_told_of()
    {
        await _daemon.Serve(_daemon.Config());
        await _daemon.Kill();
        string state = Path.Combine(_daemon.State, "state.json");
        await File.WriteAllTextAsync(state, "{", TestContext.Current.CancellationToken);
        await _daemon.Serve(_daemon.Config());
        Assert.Contains("state-set-aside", _daemon.Printed());
        Assert.Equal("{", await File.ReadAllTextAsync(
            state + ".damaged", TestContext.Current.CancellationToken));
    }

    private string[] Files() =>
    [
        .. Directory.EnumerateFiles(_daemon.State, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".log", StringComparison.Ordinal)
                && Path.GetFileName(path) != "lock" // it is locked
                && new FileInfo(path).Length > 0) // a socket has none
            .Order(StringComparer.Ordinal)
            .Select(path => $"{path}: {File.ReadAllText(path)}"),
    ];
}
