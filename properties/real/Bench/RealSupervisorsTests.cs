using System.Globalization;
using System.Text.Json;
using Harness.Bench;
using Harness.Bench.Supervise;
using Harness.Hosting.Native;
using Xunit;

namespace Harness.Properties.Bench;

/// <summary>The measuring itself, on real processes, as small as it can be.</summary>
public sealed class RealSupervisorsTests : IDisposable
{
    private readonly string _parent =
        Directory.CreateTempSubdirectory("sup-").FullName;

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void Every_supervisor_that_is_installed_gives_figures_and_every_other_says_why_not()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        int exit = new BenchCommand(output, error)
        {
            Supervised = SuperviseSize.Tiny, Parent = _parent,
        }.Run(["supervise", "--json"]);

        Assert.Equal("", error.ToString());
        Assert.Equal(0, exit);
        using JsonDocument document = JsonDocument.Parse(output.ToString());
        JsonElement root = document.RootElement;
        Assert.True(root.GetProperty("killToRunningP50Ms").GetDouble() > 0);
        Assert.True(root.GetProperty("rssKiB").GetDouble() > 0);
        Assert.True(root.GetProperty("coldStartToReadyMs").GetDouble() > 0);
        foreach (JsonProperty one in
            root.GetProperty("more").GetProperty("candidates").EnumerateObject())
        {
            bool isAbsent = one.Value.GetProperty("absent").ValueKind != JsonValueKind.Null;
            Assert.Equal(
                !isAbsent, one.Value.TryGetProperty("coldStartToAllRunningMs", out JsonElement cold)
                    && cold.GetProperty("min").GetDouble() > 0);
            Assert.Equal(
                !isAbsent && one.Name != Candidates.OursNotified,
                one.Value.TryGetProperty("killToRunningMs", out JsonElement kill)
                    && kill.GetProperty("count").GetInt32() == SuperviseSize.Tiny.Kills
                    && kill.GetProperty("min").GetDouble() > 0);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_parent));
    }

    [Fact]
    public void A_program_that_supervises_nothing_fails_with_what_it_said_and_leaves_nothing()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        int exit = new BenchCommand(output, error)
        {
            Supervised = SuperviseSize.Tiny, Parent = _parent, SearchPath = "/nowhere",
            Supervisor = ["/bin/sh", "-c", "echo no workers today"],
        }.Run(["supervise"]);

        Assert.Equal(1, exit);
        Assert.Equal("", output.ToString());
        Assert.StartsWith("bench: sh: ended, expected worker 1 of 3 to run", error.ToString(),
            StringComparison.Ordinal);
        Assert.Contains("no workers today", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_parent));
    }

    [Fact]
    public void A_run_that_is_not_wanted_any_more_leaves_nothing()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            TestContext.Current.CancellationToken);
        Candidate bare = Candidates.All(["/nowhere"], "/nowhere")[0];
        Workplace? place = null;
        Candidate interrupts = bare with
        {
            Name = "interrupts",
            Make = (where, workers) =>
            {
                place = where;
                stop.Cancel();
                return bare.Make(where, workers);
            },
        };

        Assert.ThrowsAny<OperationCanceledException>(() => new SuperviseRun(
            SuperviseSize.Tiny, [bare, interrupts], stop.Token)
        {
            Parent = _parent,
        }.Measure());

        Assert.NotNull(place);
        Assert.DoesNotContain(ProcFs.All(), process => process.Pid != Environment.ProcessId
            && !process.HasEnded && IsOf(place, process.Pid));
        Assert.Empty(Directory.GetFileSystemEntries(_parent));
    }

    [Fact]
    public void Whatever_carries_the_mark_is_swept_away_whoever_started_it()
    {
        using var place = new Workplace(_parent);
        string program = place.WriteWorker(Path.Combine(place.Folder, "w"), 7, 3);

        // The shell ends, and what it has started is somebody else's child.
        int shell = place.Start(
            ["/bin/sh", "-c", $"setsid {program} & wait"], Path.Combine(place.Folder, "log"));
        Arrival worker = place.Arrivals.Next(
            TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)!.Value;
        var child = new Child(shell, place.Exits);

        Assert.Equal((7, 3), (worker.Fleet, worker.Worker));
        Assert.NotEqual(shell, worker.Pid);
        Assert.True(IsOf(place, worker.Pid));
        place.Sweep();
        Assert.True(child.HasEnded(
            TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        Assert.False(IsOf(place, worker.Pid));
    }

    private static bool IsOf(Workplace place, int pid) =>
        ProcFs.Environment(pid).GetValueOrDefault(Workplace.MarkKey) == place.Folder;
}
