using Harness.Reports;
using Xunit;

namespace Harness.Properties.Commands;

/// <summary>The command <c>faults</c>, and the page that it makes.</summary>
public sealed class FaultsCommandTests
{
    [Fact]
    public async Task Faults_are_listed_with_what_goes_wrong()
    {
        using var cli = new Cli();
        Assert.Equal(0, await cli.Run("faults"));
        Assert.Equal(FaultsText.List(), cli.Out);
        Assert.True(cli.IsUntouched);
    }

    [Fact]
    public async Task The_page_is_written_at_the_root_of_the_repository()
    {
        using var cli = new Cli();
        await File.WriteAllTextAsync(
            Path.Combine(cli.Folder, "Harness.sln"), "", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(cli.Folder, "docs"));
        Assert.Equal(0, await cli.Run("faults", "--write"));
        Assert.Equal("wrote docs/faults.md\n", cli.Out);
        Assert.Equal(
            FaultsText.Page(),
            await File.ReadAllTextAsync(
                Path.Combine(cli.Folder, "docs", "faults.md"),
                TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Outside_of_the_repository_no_page_is_written()
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run("faults", "--write"));
        Assert.Equal(
            "harness: no repository here: expected a folder with Harness.sln, or one below it\n",
            cli.Error);
        Assert.True(cli.IsUntouched);
    }
}
