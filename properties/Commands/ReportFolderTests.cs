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
        Assert.Equal(73, await cli.Run("run", FakeRunner.Passes, "--report", "mine/below"));
        Assert.Equal("x", File.ReadAllText(Path.Combine(cli.Folder, "mine")));
    }

    [Theory]
    [InlineData(ReportFolder.Marker, "")]
    [InlineData("results.json", "{ \"schemaVersion\": 1, \"harnessVersion\": \"9\", \"scen")]
    public async Task A_folder_of_ours_is_replaced(string name, string text)
    {
        using var cli = new Cli();
        Directory.CreateDirectory(cli.Report);
        File.WriteAllText(Path.Combine(cli.Report, name), text);
        File.WriteAllText(Path.Combine(cli.Report, "notes.txt"), "kept");
        Assert.Equal(0, await cli.Run("run", FakeRunner.Passes));
        Assert.Equal(
            [
                ReportFolder.Marker, "junit.xml", "notes.txt", "results.json", "summary.md",
                "timings.json",
            ],
            Directory.GetFiles(cli.Report).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{ \"schemaVersion\": 2, \"harnessVersion\": \"9\" }")]
    [InlineData("[1]")]
    [InlineData("not json")]
    public async Task Results_of_another_schema_are_not_ours(string text)
    {
        using var cli = new Cli();
        Directory.CreateDirectory(cli.Report);
        File.WriteAllText(Path.Combine(cli.Report, "results.json"), text);
        Assert.Equal(73, await cli.Run("run", FakeRunner.Passes));
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
    public void Two_runs_do_not_write_into_one_folder_at_once()
    {
        using var cli = new Cli();
        using ReportFolder first = ReportFolder.Open(cli.Report);
        Assert.Throws<ReportRefusedException>(() => ReportFolder.Open(cli.Report));
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
