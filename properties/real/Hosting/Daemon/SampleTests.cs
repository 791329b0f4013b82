using System.Diagnostics;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Daemon;

/// <summary>The samples of the documentation do what it says.</summary>
public sealed class SampleTests : IAsyncDisposable
{
    private readonly RealDaemon _daemon = new();

    public ValueTask DisposeAsync() => _daemon.DisposeAsync();

    [Fact]
    public async Task The_four_workers_of_plain_sh_serve_and_end()
    {
        string samples = Path.Combine(Root, "docs", "samples");
        string config = await File.ReadAllTextAsync(
            Path.Combine(samples, "four-workers.yaml"), TestContext.Current.CancellationToken);
        await _daemon.Serve(config
            .Replace("/tmp/four-workers", _daemon.State, StringComparison.Ordinal)
            .Replace("docs/samples", samples, StringComparison.Ordinal));
        Assert.Equal(
            ["web-1", "web-2", "web-3", "web-4"], (await _daemon.Status())!.Keys);
        Assert.Equal("web-1 begins as worker with: greeting: hello\n", await File.ReadAllTextAsync(
            Path.Combine(_daemon.State, "output", "web-1.log"),
            TestContext.Current.CancellationToken));
        _daemon.Send(Signal.Term);
        Assert.Equal(0, await _daemon.Ended());
        Assert.Empty(_daemon.Everything());
    }

    [Fact]
    public async Task A_service_that_supervises_two_workers_of_its_own_is_killed_and_comes_back()
    {
        StartService();
        await BothServe();
        SortedDictionary<string, List<int>> before = _daemon.Leaders();
        await _daemon.Kill();
        Assert.Equal(before, _daemon.Leaders());
        StartService();
        await BothServe();
        Assert.Equal(before, _daemon.Leaders());
        _daemon.Send(Signal.Term);
        Assert.Equal(0, await _daemon.Ended());
        Assert.Empty(_daemon.Everything());
    }

    private static string Root
    {
        get
        {
            string folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Harness.sln")))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            return folder;
        }
    }

    private Process StartService() => _daemon.RunProgram("library-sample", _daemon.State);

    private Task BothServe() => _daemon.Until("both are ready", () =>
        _daemon.Leaders().Count == 2
        && _daemon.Printed().Contains("worker-ready importer", StringComparison.Ordinal)
        && _daemon.Printed().Contains("worker-ready exporter", StringComparison.Ordinal)
        && _daemon.Printed().Contains("supervisor-running", StringComparison.Ordinal));
}
