using System.Net.Sockets;
using System.Text;
using Harness.Hosting.Native;
using Harness.Hosting.Processes;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Processes;

/// <summary>
/// A real process host over a folder of its own; what it has started ends with the test.
/// </summary>
internal sealed class HostFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("host-").FullName;
    private LinuxProcessHost? _host;

    internal List<string> Notes { get; } = [];

    internal string Folder => _folder;

    internal LinuxProcessHost Host => _host ??= Open();

    internal string[] Records =>
        Directory.GetFiles(Path.Combine(_folder, "processes"));

    /// <summary>The host goes, as by the death of its supervisor, and another one comes.</summary>
    internal LinuxProcessHost Reopen()
    {
        Close();
        return Host;
    }

    internal void Close()
    {
        _host?.Dispose();
        _host = null;
    }

    internal async Task<ProcessIdentity> Start(
        string script, string unit = "web", Readiness? readiness = null)
    {
        StartAnswer answer = await Host.Start(Unit(script, unit, readiness));
        Assert.Equal(StartFailure.None, answer.Failure);
        return answer.Process!.Value;
    }

    internal UnitSpec Unit(string script, string unit = "web", Readiness? readiness = null)
    {
        string path = Path.Combine(_folder, $"{unit}.sh");
        File.WriteAllText(path, $"FOLDER={_folder}\n{script}\n");
        return new UnitSpec(unit, $"/bin/sh {path}", TimeSpan.FromSeconds(5))
        {
            Readiness = readiness ?? Readiness.After(TimeSpan.Zero),
        };
    }

    internal async Task<ProcessStatus> Status(ProcessIdentity process) =>
        Assert.Single(await Host.List(), one => one.Identity == process);

    /// <summary>Waits until the process is listed so; fails after a minute.</summary>
    internal async Task<ProcessStatus> Until(
        ProcessIdentity process, Func<ProcessStatus, bool> isSo)
    {
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            ProcessStatus status = await Status(process);
            if (isSo(status))
            {
                return status;
            }

            Assert.False(guard.IsCancellationRequested, $"it stayed {status}");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    internal static async Task Until(Func<bool> isSo)
    {
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            Assert.False(guard.IsCancellationRequested, "it never was so");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Says something as that process does.</summary>
    internal static void Notify(ProcessIdentity process, string text)
    {
        // In the first moments of a program its environment cannot be read yet.
        Assert.True(SpinWait.SpinUntil(
            () => ProcFs.Environment(process.Pid).ContainsKey("NOTIFY_SOCKET"),
            TimeSpan.FromSeconds(60)));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, 0);
        socket.SendTo(
            Encoding.UTF8.GetBytes(text), new UnixDomainSocketEndPoint(
                ProcFs.Environment(process.Pid)["NOTIFY_SOCKET"]));
    }

    internal bool IsThere(string file) => File.Exists(Path.Combine(_folder, file));

    /// <summary>Whether it is there and written to its end.</summary>
    internal bool IsNumber(string file) => IsThere(file)
        && File.ReadAllText(Path.Combine(_folder, file)).EndsWith('\n');

    internal int Number(string file) =>
        int.Parse(File.ReadAllText(Path.Combine(_folder, file)).Trim());

    public void Dispose()
    {
        Close();
        foreach (ProcStat stat in ProcFs.All().Where(stat => ProcFs.Environment(stat.Pid)
            .GetValueOrDefault("HARNESS_STATE") == _folder))
        {
            _ = LibC.Kill(stat.Pid, (int)Signal.Kill);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private LinuxProcessHost Open() => LinuxProcessHost.Open(new ProcessHostOptions
    {
        Directory = _folder, MostOutputBytes = 4096, Note = Notes.Add,
    });
}
