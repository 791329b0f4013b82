using System.Globalization;
using Harness.Hosting.Native;
using Harness.Hosting.Processes;
using Harness.Reference.Ports;

namespace Harness.Bench.Supervise;

/// <summary>
/// A temporary folder with everything of one measuring. All processes that are started for it
/// carry a mark in their environment, so that none is left behind, whoever started it.
/// </summary>
internal sealed class Workplace : IDisposable
{
    internal const string MarkKey = "HARNESS_BENCH";

    private const int UserOnly = 0x180; // 0600
    private const int MostSweeps = 1000;
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMilliseconds(10);

    // A shell would look through all of PATH for it at every start.
    private readonly string _sleep = Programs.Find("sleep", null).Path
        ?? throw new InvalidOperationException("there is no sleep(1)");

    private readonly Dictionary<string, string> _environment =
        ProcFs.Environment(Environment.ProcessId);

    private int _fleets;

    /// <summary>Makes the folder.</summary>
    /// <param name="parent">Where; short, for sockets below it have at most 107 letters.</param>
    internal Workplace(string parent)
    {
        Folder = Path.Combine(parent, $"bench-{Guid.NewGuid():N}"[..14]);
        Directory.CreateDirectory(
            Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _environment[MarkKey] = Folder;
        Arrivals = new Arrivals(Path.Combine(Folder, "arrivals"));
    }

    internal string Folder { get; }

    internal Arrivals Arrivals { get; }

    internal ExitWatch Exits { get; } = new();

    /// <summary>The number of a new fleet.</summary>
    internal int NextFleet() => _fleets++;

    /// <summary>
    /// Writes the program of a worker into a folder of its own, and gives the program's path. Its
    /// first act is to say that it runs. It is the same for every candidate: a shell that becomes
    /// a sleep.
    /// </summary>
    /// <param name="folder">The worker's folder; it is made.</param>
    /// <param name="fleet">The number of its fleet.</param>
    /// <param name="worker">Which it is, from 0.</param>
    /// <param name="then">What it does before it sleeps, if anything.</param>
    internal string WriteWorker(string folder, int fleet, int worker, string then = "")
    {
        string path = Path.Combine(Directory.CreateDirectory(folder).FullName, "run");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture,
            $"""
            #!/bin/sh
            echo "{fleet} {worker} $$" > {Arrivals.Path}
            {then}
            exec {_sleep} 1000000

            """));
        File.SetUnixFileMode(
            path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>Starts a program that carries the mark; gives its pid.</summary>
    /// <param name="words">Its path and arguments.</param>
    /// <param name="output">The file that it writes to; it is added to.</param>
    /// <param name="besides">What its environment has besides that of this process.</param>
    internal int Start(
        IReadOnlyList<string> words, string output, params IEnumerable<(string, string)> besides)
    {
        var environment = new Dictionary<string, string>(_environment);
        foreach ((string key, string value) in besides)
        {
            environment[key] = value;
        }

        int file = LibC.Open(
            output,
            LibC.OpenWriteOnly | LibC.OpenCreate | LibC.OpenAppend | LibC.OpenCloseOnExec,
            UserOnly);
        int error = Spawn.Start(words[0], words, environment, file, out int pid);
        _ = LibC.Close(file);
        return error == 0 ? pid : throw new InvalidOperationException(
            $"{words[0]} cannot be started: error {error}");
    }

    /// <summary>Kills everything that carries the mark, until there is nothing.</summary>
    internal void Sweep()
    {
        // What is killed may be started again by what is killed after it.
        for (int i = 0; i < MostSweeps && Marked() is { Count: > 0 } marked; i++)
        {
            foreach (int pid in marked)
            {
                _ = LibC.Kill(pid, (int)Signal.Kill);
            }

            Thread.Sleep(BetweenSweeps);
        }

        Arrivals.Clear();
    }

    public void Dispose()
    {
        Sweep();
        Exits.Dispose();
        Arrivals.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private List<int> Marked() =>
        [.. ProcFs.All()
            .Where(stat => !stat.HasEnded && stat.Pid != Environment.ProcessId
                && ProcFs.Environment(stat.Pid).GetValueOrDefault(MarkKey) == Folder)
            .Select(stat => stat.Pid)];
}
