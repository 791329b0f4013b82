using System.Diagnostics;
using Harness.Hosting.Control;
using Xunit;

namespace Harness.Properties.Hosting.Control;

/// <summary><c>supervise run</c> and <c>check</c>, with real processes where some run.</summary>
public sealed class RunTests : IDisposable
{
    private const string Stubborn = "sh -c \"trap '' TERM; while :; do sleep 1; done\"";

    private readonly Supervise _cli = new();

    private string State => _cli.PathOf("state");

    private string Socket => Path.Combine(State, "control.sock");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Files_that_are_fine_are_told()
    {
        Assert.Equal(0, await _cli.Run("check", Good("a.yaml"), Good("b.yaml")));
        Assert.Equal("a.yaml: OK\nb.yaml: OK\n", _cli.Out);
        Assert.Equal("", _cli.Error);
    }

    [Fact]
    public async Task Every_problem_of_every_file_is_told_and_nothing_is_made()
    {
        _cli.Write("a.yaml", "profile: knott\nworker: []\n");
        _cli.Write("c.yaml", "");
        Good("b.yaml");

        Assert.Equal(64, await _cli.Run("check", "a.yaml", "b.yaml", "c.yaml", "d.yaml"));
        Assert.Equal("b.yaml: OK\n", _cli.Out);
        Assert.Equal(
            "a.yaml:1:10: 'profile' is 'knott': did you mean 'knot'?\n"
            + "a.yaml:2:1: unknown key 'worker': did you mean 'workers'?\n"
            + "c.yaml:1:1: the file is empty: expected a configuration\n"
            + "d.yaml:1:1: the file cannot be read: it is not there\n",
            _cli.Error);
        Assert.Equal(3, Directory.GetFileSystemEntries(_cli.Folder).Length);
    }

    [Fact]
    public async Task A_bad_file_starts_nothing_and_makes_nothing()
    {
        _cli.Write("a.yaml", $"state-directory: {State}\nprofile: knott\n");

        Assert.Equal(64, await _cli.Run("run", "a.yaml"));
        Assert.Equal(
            "a.yaml:1:1: missing key 'workers'\n"
            + "a.yaml:2:10: 'profile' is 'knott': did you mean 'knot'?\n",
            _cli.Error);
        Assert.Single(Directory.GetFileSystemEntries(_cli.Folder));
    }

    [Fact]
    public async Task A_socket_path_that_is_too_long_makes_nothing()
    {
        Assert.Equal(
            64, await _cli.Run("run", Good("a.yaml"), "--socket", "/" + new string('x', 107)));
        Assert.Equal(
            $"supervise: the path of the socket has 108 bytes, and a socket's path has at most 107:"
            + $" /{new string('x', 107)}\n",
            _cli.Error);
        Assert.Single(Directory.GetFileSystemEntries(_cli.Folder));
    }

    [Fact]
    public async Task A_state_directory_that_others_can_write_is_refused()
    {
        Directory.CreateDirectory(State);
        File.SetUnixFileMode(State, (UnixFileMode)0b111_111_111);

        Assert.Equal(73, await _cli.Run("run", Good("a.yaml")));
        Assert.Equal(
            $"supervise: state directory {State} can be written by others: take that away with"
            + " chmod go-w\n",
            _cli.Error);
        Assert.Empty(Directory.GetFileSystemEntries(State));
    }

    [Fact]
    public async Task A_link_in_the_state_is_refused()
    {
        StatePreflight.Make(State);
        File.CreateSymbolicLink(Path.Combine(State, "state.json"), "/etc/hostname");

        Assert.Equal(73, await _cli.Run("run", Good("a.yaml")));
        Assert.Single(Directory.GetFileSystemEntries(State));
    }

    [Fact]
    public async Task A_socket_that_somebody_listens_at_is_refused_and_nothing_made()
    {
        string taken = _cli.PathOf("taken");
        using ControlSocket other = ControlSocket.Listen(taken);

        Assert.Equal(73, await _cli.Run("run", Good("a.yaml"), "--socket", taken));
        Assert.Equal(
            $"supervise: cannot listen at {taken}: somebody listens there already\n", _cli.Error);
        Assert.False(Directory.Exists(State));
        Assert.True(File.Exists(taken));
    }

    [Fact]
    public async Task It_runs_is_changed_reloaded_and_stopped()
    {
        Task<int> run = Running(out Supervise daemon);
        await Until("serving", "status");

        using var second = new Supervise();
        string config = File.ReadAllText(_cli.PathOf("a.yaml"));
        second.Write("b.yaml", config);
        Assert.Equal(73, await second.Run("run", "b.yaml", "--socket", second.PathOf("s")));
        Assert.Contains("is in use by another supervisor", second.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(second.PathOf("s")));

        _cli.Write("new.yaml", config.Replace("grace: 5s", "grace: 4s", StringComparison.Ordinal));
        Assert.Equal(0, await Ask("config", "put", "new.yaml"));
        Assert.Equal(0, await Ask("config", "get"));
        Assert.Contains("grace: 4s", _cli.Out, StringComparison.Ordinal);

        // Whatever is in force, a reload reads the file that it was started with.
        Assert.Equal(0, await Ask("reload"));
        Assert.Equal(0, await Ask("config", "get"));
        Assert.Equal(config, _cli.Out);
        File.WriteAllText(_cli.PathOf("a.yaml"), "profile: knott\n");
        Assert.Equal(1, await Ask("reload"));
        Assert.Equal(
            "the configuration file:1:1: missing key 'workers'\n"
            + "the configuration file:1:10: 'profile' is 'knott': did you mean 'knot'?\n",
            _cli.Error);

        Assert.Equal(0, await Ask("stop"));
        Assert.Equal(0, await run.WaitAsync(Hang.Guard, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Socket));
        Assert.Equal("", daemon.Error);
        Assert.Equal(69, await Ask("status"));
    }

    [Theory]
    [InlineData("TERM", false)]
    [InlineData("INT", false)]
    [InlineData("TERM", true)]
    public async Task A_signal_stops_it_and_a_second_one_forces(string signal, bool isStubborn)
    {
        Good("a.yaml", isStubborn ? Stubborn : "sleep 999");
        using Process daemon = Process.Start(Daemon("run", _cli.PathOf("a.yaml")))!;
        try
        {
            Task<string> log = daemon.StandardError.ReadToEndAsync(
                TestContext.Current.CancellationToken);
            await Until("serving", "status");
            Send(signal, daemon.Id);
            if (isStubborn)
            {
                await Until("stopping", "events", "--after", "0");
                Assert.False(daemon.HasExited);
                Send("TERM", daemon.Id);
            }

            using var guard = new CancellationTokenSource(Hang.Guard);
            await daemon.WaitForExitAsync(guard.Token);
            Assert.Equal(0, daemon.ExitCode);
            Assert.Contains("supervisor-ending exitCode=0", await log, StringComparison.Ordinal);
            Assert.False(File.Exists(Socket));
        }
        finally
        {
            daemon.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task A_hangup_reloads_it()
    {
        Good("a.yaml");
        using Process daemon = Process.Start(Daemon("run", _cli.PathOf("a.yaml")))!;
        try
        {
            Task<string> log = daemon.StandardError.ReadToEndAsync(
                TestContext.Current.CancellationToken);
            await Until("serving", "status");
            File.AppendAllText(_cli.PathOf("a.yaml"), "error-threshold: 7\n");
            Send("HUP", daemon.Id);
            await Until("error-threshold: 7", "config", "get");
            await Ask("stop");
            using var guard = new CancellationTokenSource(Hang.Guard);
            await daemon.WaitForExitAsync(guard.Token);
            Assert.Equal(0, daemon.ExitCode);
            Assert.Contains("change-done", await log, StringComparison.Ordinal);
        }
        finally
        {
            daemon.Kill(entireProcessTree: true);
        }
    }

    private static void Send(string signal, int pid)
    {
        using var kill = Process.Start("/bin/kill", [$"-{signal}", $"{pid}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private static ProcessStartInfo Daemon(params string[] arguments) => new(
        Path.Combine(AppContext.BaseDirectory, "supervise"), arguments)
    {
        RedirectStandardError = true,
    };

    private Task<int> Running(out Supervise daemon)
    {
        Good("a.yaml");
        Supervise own = daemon = new Supervise();
        return Run();

        async Task<int> Run()
        {
            using (own)
            {
                return await own.Run("run", _cli.PathOf("a.yaml"));
            }
        }
    }

    // The wait has no time of its own: the run's guard ends it.
    private async Task Until(string shown, params string[] words)
    {
        using var guard = new CancellationTokenSource(Hang.Guard);
        using var client = new Supervise();
        do
        {
            guard.Token.ThrowIfCancellationRequested();
            await Task.Delay(TimeSpan.FromMilliseconds(20), guard.Token);
            if (words[0] == "events")
            {
                await Seen(shown, guard.Token);
                return;
            }

            await client.Run([.. words, "--socket", Socket]);
        }
        while (!client.Out.Contains(shown, StringComparison.Ordinal));
    }

    private async Task Seen(string shown, CancellationToken stop)
    {
        using var client = new ControlClient(Socket);
        await foreach (string data in client.Events(0, stop))
        {
            if (data.Contains(shown, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"the events ended without '{shown}'");
    }

    private Task<int> Ask(params string[] words) => _cli.Run([.. words, "--socket", Socket]);

    private string Good(string name, string command = "sleep 999") => _cli.Write(
        name,
        $$"""
        state-directory: {{State}}
        canary-for: 10ms
        workers:
          - name: web
            command: {{command}}
            ready: { after: 10ms }
            probe-every: 5ms
            grace: 5s

        """);
}
