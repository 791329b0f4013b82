using System.Globalization;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Daemon;

/// <summary>The daemon is killed again and again while its configuration is changed.</summary>
public sealed class DaemonKillTests : IAsyncDisposable
{
    private const int Workers = 4;

    private readonly RealDaemon _daemon = new();

    public ValueTask DisposeAsync() => _daemon.DisposeAsync();

    [Fact]
    public async Task Kills_of_the_daemon_in_a_loop_of_changes_cost_no_worker_and_leave_no_orphan()
    {
        int kills = int.Parse(
            Environment.GetEnvironmentVariable("HARNESS_DAEMON_KILLS") ?? "20",
            CultureInfo.InvariantCulture);
        int seed = int.Parse(
            Environment.GetEnvironmentVariable("HARNESS_DAEMON_SEED") ?? "20261122",
            CultureInfo.InvariantCulture);
        var draws = new Random(seed);
        string about = $"HARNESS_DAEMON_SEED={seed} HARNESS_DAEMON_KILLS={kills}";
        long began = Environment.TickCount64;
        await _daemon.Serve(_daemon.Config("0"));
        int start = (int)(Environment.TickCount64 - began);
        using var watch = new ServingWatch(_daemon);
        using var over = new CancellationTokenSource();
        var changes = new ChangeLoop(_daemon, over.Token);
        for (int kill = 0; kill < kills; kill++)
        {
            // Every fourth kill hits a start, the others fall where changes are made.
            if (kill % 4 != 0)
            {
                await _daemon.Until("it answers", async () =>
                    await _daemon.Get("/v1/status") is not null);
            }

            await Task.Delay(draws.Next(2 * start), TestContext.Current.CancellationToken);
            await _daemon.Kill();
            Assert.True(watch.Fewest >= Workers - 1, $"{watch.Fewest} served; {about}");
            _daemon.Start(_daemon.Config("0"));
        }

        over.Cancel();
        await changes.Over;
        await _daemon.Running();
        await _daemon.Until("nothing is left beside the workers", () =>
            _daemon.Leaders().Count == Workers);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kills} kills, {changes.Made} changes made, {changes.Refused} refused or rolled back,"
            + $" {changes.CutOff} cut off; fewest serving {watch.Fewest} of {Workers} in"
            + $" {watch.Looks} looks; {about}");
        Assert.True(watch.Fewest >= Workers - 1, $"{watch.Fewest} served; {about}");
        Assert.Empty(watch.Doubles);
        Assert.True(changes.Made > 0, $"no change was ever made; {about}");

        // One configuration, old or new, and it is the one in force: a change whose asker was cut
        // off may still be on its way.
        await _daemon.Until("all workers have one configuration", () =>
            _daemon.Leaders().All(one => one.Value.Count == 1)
            && _daemon.Leaders().Select(one => SettingsOf(one.Value[0])).Distinct().Count() == 1);
        string inForce = await _daemon.Get("/v1/config") ?? "";
        string[] settings = [.. _daemon.Leaders().Select(one => SettingsOf(
            Assert.Single(one.Value))).Distinct()];
        Assert.Contains($"settings: \"{Assert.Single(settings)}\"", inForce);
        _daemon.Send(Signal.Term);
        Assert.Equal(0, await _daemon.Ended());
        Assert.Empty(_daemon.Everything());
    }

    private static string SettingsOf(int pid) =>
        Harness.Hosting.Native.ProcFs.Environment(pid)["HARNESS_SETTINGS"];
}
