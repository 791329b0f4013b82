using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Harness.Hosting.Native;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Daemon;

/// <summary>
/// The executable as users run it, over a folder of its own, with workers that are plain sh. What
/// it starts is found by its environment and is ended with the test.
/// </summary>
internal sealed class RealDaemon : IAsyncDisposable
{
    /// <summary>
    /// A worker that serves from its first line on: a file named after its pid says so, and
    /// holds its unit, its role and its settings.
    /// </summary>
    private const string Serving = """
        echo "$HARNESS_UNIT $HARNESS_ROLE $HARNESS_SETTINGS" > "$FOLDER/new.$$"
        mv "$FOLDER/new.$$" "$FOLDER/serving/$$"
        trap 'rm -f "$FOLDER/serving/$$"; exit 0' TERM
        while :; do sleep 1000 & wait $!; done
        """;

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("supervise-").FullName;
    private readonly List<Process> _started = [];
    private readonly HttpClient _http;

    internal RealDaemon()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "serving"));
        Script("worker", Serving);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, stop) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, 0);
                await socket.ConnectAsync(
                    new UnixDomainSocketEndPoint(Path.Combine(State, "control.sock")), stop);
                return new NetworkStream(socket, ownsSocket: true);
            },
            PooledConnectionLifetime = TimeSpan.Zero,
        })
        {
            BaseAddress = new Uri("http://supervise"), Timeout = Guard,
        };
    }

    internal string Folder => _folder;

    internal string State => Path.Combine(_folder, "state");

    internal string ConfigFile => Path.Combine(_folder, "supervisor.yaml");

    internal HttpClient Http => _http;

    /// <summary>The daemon that was started last.</summary>
    internal Process Current => _started[^1];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Four workers; what is left out is as in the text.</summary>
    internal string Config(
        string settings = "one", string more = "", string script = "worker", int count = 4) => $$"""
        state-directory: {{State}}
        watchdog-every: 200ms
        canary-for: 50ms
        stop-within: 20s
        workers:
          - name: web
            count: {{count}}
            command: /bin/sh {{ScriptPath(script)}}
            settings: "{{settings}}"
            policy: { always: { delay: 0s } }
            ready: { after: 20ms }
            probe-every: 20ms
            grace: 5s
            {{more}}

        """;

    internal void Script(string name, string text) =>
        File.WriteAllText(ScriptPath(name), $"FOLDER={_folder}\n{text}\n");

    /// <summary>Starts it with that configuration, and does not wait.</summary>
    internal Process Start(string config)
    {
        File.WriteAllText(ConfigFile, config);
        return Run("run", ConfigFile);
    }

    /// <summary>Runs the executable; what it prints goes to files.</summary>
    internal Process Run(params string[] arguments) => RunProgram("supervise", arguments);

    /// <summary>As <see cref="Run"/>, for another program that supervises.</summary>
    internal Process RunProgram(string name, params string[] arguments) =>
        RunAfter("", name, arguments);

    /// <summary>As <see cref="RunProgram"/>, after something that the shell does first.</summary>
    internal Process RunAfter(string first, string name, params string[] arguments)
    {
        string output = Path.Combine(_folder, $"daemon.{_started.Count}");
        string quoted = string.Join(' ', arguments.Select(one => $"'{one}'"));
        string program = Path.Combine(AppContext.BaseDirectory, name);
        var process = Process.Start(new ProcessStartInfo("/bin/sh")
        {
            ArgumentList =
            {
                "-c", $"{first} exec '{program}' {quoted} > '{output}' 2>&1 < /dev/null",
            },
        })!;
        _started.Add(process);
        return process;
    }

    internal async Task Serve(string config)
    {
        Start(config);
        await Running();

        // A configuration is on record a moment after all serve with it.
        await Until("its configuration is on record", () =>
            File.Exists(Path.Combine(State, "config.json")));
    }

    /// <summary>Waits until the current one says that all its workers serve.</summary>
    internal Task Running() => Until("all workers serve", async () =>
    {
        Assert.False(Current.HasExited, $"it has ended:\n{Printed()}");
        return (await Status())?.All(worker => worker.Value == "serving") == true;
    });

    /// <summary>Conditions by worker; null if nobody answers.</summary>
    internal async Task<SortedDictionary<string, string>?> Status()
    {
        if (await Get("/v1/status") is not { } text)
        {
            return null;
        }

        using var json = JsonDocument.Parse(text);
        return new SortedDictionary<string, string>(
            json.RootElement.GetProperty("workers").EnumerateArray().ToDictionary(
                worker => worker.GetProperty("name").GetString()!,
                worker => worker.GetProperty("condition").GetString()!),
            StringComparer.Ordinal);
    }

    /// <summary>What a GET answers; null if nobody does, or not with 200.</summary>
    internal async Task<string?> Get(string path)
    {
        try
        {
            return await _http.GetStringAsync(new Uri(path, UriKind.Relative), Stop);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    internal Task<HttpResponseMessage> Put(string config) => _http.PutAsync(
        new Uri("/v1/config", UriKind.Relative),
        new StringContent(config, Encoding.UTF8, "application/yaml"), Stop);

    /// <summary>Kills the daemon, and waits until it is gone.</summary>
    internal async Task Kill()
    {
        Current.Kill();
        await Current.WaitForExitAsync(Stop);
    }

    /// <summary>Sends it a signal.</summary>
    internal void Send(Signal signal) =>
        Assert.Equal(0, LibC.Kill(Current.Id, (int)signal));

    /// <summary>Waits for its end; its exit code.</summary>
    internal async Task<int> Ended()
    {
        using var guard = new CancellationTokenSource(Guard);
        await Current.WaitForExitAsync(guard.Token);
        return Current.ExitCode;
    }

    /// <summary>What it has printed, the one that was started last if none is named.</summary>
    internal string Printed(int? which = null)
    {
        string path = Path.Combine(_folder, $"daemon.{which ?? (_started.Count - 1)}");
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    /// <summary>The pids of the leaders among its processes, by unit.</summary>
    internal SortedDictionary<string, List<int>> Leaders()
    {
        var found = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (ProcStat stat in ProcFs.All().Where(
            stat => !stat.HasEnded && stat.Session == stat.Pid))
        {
            Dictionary<string, string> says = ProcFs.Environment(stat.Pid);
            if (says.GetValueOrDefault("HARNESS_STATE") == State)
            {
                string unit = says["HARNESS_UNIT"];
                found.TryAdd(unit, []);
                found[unit].Add(stat.Pid);
            }
        }

        return found;
    }

    /// <summary>Everything that says that it descends from one of its workers.</summary>
    internal IReadOnlyList<int> Everything() =>
    [
        .. ProcFs.All().Where(stat => !stat.HasEnded
            && ProcFs.Environment(stat.Pid).GetValueOrDefault("HARNESS_STATE") == State)
            .Select(stat => stat.Pid),
    ];

    /// <summary>Waits until it is so; fails after a minute.</summary>
    internal async Task Until(string what, Func<Task<bool>> isSo)
    {
        using var guard = new CancellationTokenSource(Guard);
        while (!await isSo())
        {
            Assert.False(guard.IsCancellationRequested, $"never: {what}\n{Printed()}");
            await Task.Delay(5, Stop);
        }
    }

    internal Task Until(string what, Func<bool> isSo) => Until(what, () => Task.FromResult(isSo()));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (Process process in _started)
        {
            if (!process.HasExited)
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }

            process.Dispose();
        }

        foreach (int pid in Everything())
        {
            _ = LibC.Kill(pid, (int)Signal.Kill);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string ScriptPath(string name) => Path.Combine(_folder, name + ".sh");
}
