using System.Text.Json;
using System.Xml.Linq;
using Harness.Scenarios.Commands;
using Xunit;

namespace Harness.Properties.Commands;

public sealed class ReportFolderTests
{
    [Fact]
    public async Task A_folder_of_somebody_else_is_refused_and_nothing_in_it_changes()
    {
        using var cli = new Cli();
        string folder = Path.Combine(cli.Folder, "mine");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "results.json"), "{ \"mine\": 1 }");
        Assert.Equal(73, await cli.Run("run", FakeRunner.Passes, "--report", "mine"));
        Assert.Contains("mine exists and is not a report", cli.Error, StringComparison.Ordinal);
        Assert.Equal(
            [Path.Combine(folder, "results.json")], Directory.GetFileSystemEntries(folder));
        Assert.Equal("{ \"mine\": 1 }", File.ReadAllText(Path.Combine(folder, "results.json")));
    }

    [Fact]
    public async Task A_file_in_the_way_is_refused()
    {
        using var cli = new Cli();
        File.WriteAllText(Path.Combine(cli.Folder, "mine"), "x");
        Assert.Equal(73, await cli.Run("run", FakeRunner.Passes, "--report", "mine"));
        Assert.Contains("mine exists and is not a report", cli.Error, StringComparison.Ordinal);
        Assert.Equal(73, await cli.Run("run", FakeRunner.Passes, "--report", "mine/below/it"));
        string mine = Path.Combine(cli.Folder, "mine");
        Assert.Equal(
            $"harness: {mine}/below/it cannot be created: {mine} is a file\n", cli.Error);
        Assert.Equal("x", File.ReadAllText(Path.Combine(cli.Folder, "mine")));
    }

    [Fact]
    public async Task A_folder_that_the_system_does_not_make_is_refused_in_a_sentence()
    {
        using var cli = new Cli();
        string folder = "/proc/harness/report";
        Assert.Equal(73, await cli.Run("run", FakeRunner.Passes, "--report", folder));
        Assert.Equal(
            $"harness: {folder} cannot be created: no folder can be made in /proc\n", cli.Error);
    }

    [Fact]
    public async Task A_folder_of_ours_is_replaced()
    {
        using var cli = new Cli();
        Directory.CreateDirectory(cli.Report);
        File.WriteAllText(Path.Combine(cli.Report, ReportFolder.Marker), "");
        File.WriteAllText(Path.Combine(cli.Report, "notes.txt"), "kept");
        Assert.Equal(0, await cli.Run("run", FakeRunner.Passes));
        Assert.Equal(
            [
                ReportFolder.Marker, "junit.xml", "notes.txt", "results.json", "summary.md",
                "timings.json",
            ],
            Directory.GetFiles(cli.Report).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_the_marker_makes_a_folder_ours()
    {
        using var cli = new Cli();
        Assert.Equal(0, await cli.Run("run", FakeRunner.Passes));
        Assert.Equal(0, await cli.Run("run", FakeRunner.Passes));
        File.Delete(Path.Combine(cli.Report, ReportFolder.Marker));
        Assert.Equal(73, await cli.Run("run", FakeRunner.Passes));
        Assert.Contains("exists and is not a report", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_breaks_off_leaves_the_report_before_it_whole()
    {
        using var cli = new Cli();
        using (ReportFolder first = ReportFolder.Open(cli.Report))
        {
            first.Write("results.json", "first");
            first.Write("summary.md", "first");
            first.Commit();
        }

        using (ReportFolder second = ReportFolder.Open(cli.Report))
        {
            second.Write("results.json", "second");
        }

        Assert.Equal("first", cli.ReportFile("results.json"));
        Assert.Equal("first", cli.ReportFile("summary.md"));
        Assert.Equal(3, Directory.GetFiles(cli.Report).Length);
    }

    [Fact]
    public async Task Two_runs_do_not_write_into_one_folder_at_once()
    {
        using var cli = new Cli();
        using ReportFolder first = ReportFolder.Open(cli.Report);
        Assert.Equal(73, await cli.Run("run", FakeRunner.Passes));
        Assert.Equal($"harness: another run is writing to {cli.Report}\n", cli.Error);
    }

    [Fact]
    public async Task The_report_holds_readable_files_and_times_only_in_timings()
    {
        using var cli = new Cli();
        Assert.Equal(1, await cli.Run("run", FakeRunner.FailsAtTimes, FakeRunner.Passes));
        using var timings = JsonDocument.Parse(cli.ReportFile("timings.json"));
        Assert.Equal(40, timings.RootElement.GetProperty("runs").GetInt32());
        Assert.Equal(2, timings.RootElement.GetProperty("jobs").GetInt32());
        Assert.Equal("1", (string?)XDocument.Parse(cli.ReportFile("junit.xml"))
            .Root!.Element("testsuite")!.Attribute("failures"));
        Assert.StartsWith(
            "# Scenarios: Fail", cli.ReportFile("summary.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("wallMs", cli.ReportFile("results.json"), StringComparison.Ordinal);
    }
}
