using Harness.Properties.Commands;
using Xunit;

namespace Harness.Properties.Coverage;

/// <summary>The command <c>seeds</c>: what it prints, what it writes, and its exit codes.</summary>
public sealed class SeedsCommandTests
{
    private const string Rule = "sentences: [ { sentence: Squid should recover, rule: true } ]";

    [Fact]
    public async Task Without_a_hole_it_prints_the_table_and_writes_nothing()
    {
        using var folder = new SeedFolder();
        using Cli cli = InRepository(folder);
        Assert.Equal(0, await cli.Run("seeds"));
        Assert.Contains(
            "| 1 | Squid should recover | no rule: A remark. |  |\n", cli.Out,
            StringComparison.Ordinal);
        Assert.Contains(
            "| K-none | There is nothing. |  |\n", cli.Out, StringComparison.Ordinal);
        Assert.Equal("", cli.Error);
        Assert.False(File.Exists(PageOf(cli)));
    }

    [Fact]
    public async Task A_hole_is_told_with_its_place_and_is_a_failure()
    {
        using var folder = new SeedFolder(squid: Rule);
        using Cli cli = InRepository(folder);
        Assert.Equal(1, await cli.Run("seeds"));
        Assert.Equal(
            "hole: seeds/squid.yaml:1:14: no scenario and no evidence stands for 'Squid should"
                + " recover'\n",
            cli.Error);
    }

    [Fact]
    public async Task Written_is_what_would_be_printed()
    {
        using var folder = new SeedFolder();
        using Cli cli = InRepository(folder);
        await cli.Run("seeds");
        string printed = cli.Out;
        Assert.Equal(0, await cli.Run("seeds", "--write"));
        Assert.Equal("wrote docs/seeds.md\n", cli.Out);
        Assert.Equal(printed, await File.ReadAllTextAsync(
            PageOf(cli), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_page_with_a_hole_is_not_written()
    {
        using var folder = new SeedFolder(squid: Rule);
        using Cli cli = InRepository(folder);
        Assert.Equal(1, await cli.Run("seeds", "--write"));
        Assert.False(File.Exists(PageOf(cli)));
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_is_told()
    {
        using var folder = new SeedFolder();
        using Cli cli = InRepository(folder);
        Directory.CreateDirectory(PageOf(cli));
        Assert.Equal(73, await cli.Run("seeds", "--write"));
        Assert.StartsWith(
            "harness: docs/seeds.md cannot be written: ", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_list_and_a_folder_that_is_no_repository_are_told_together()
    {
        using var folder = new SeedFolder(knot: null);
        using var cli = new Cli { Seeds = folder.Seeds, Suite = new FakeSuite() };
        Assert.Equal(64, await cli.Run("seeds"));
        Assert.Equal(
            "harness: seeds/knot.yaml:1:1: the file cannot be read: it is not there\n"
                + "harness: no repository here: expected a folder with Harness.sln, or one below"
                + " it\n",
            cli.Error);
    }

    private static Cli InRepository(SeedFolder folder)
    {
        var cli = new Cli { Seeds = folder.Seeds, Suite = new FakeSuite() };
        File.WriteAllText(Path.Combine(cli.Folder, "Harness.sln"), "");
        Directory.CreateDirectory(Path.Combine(cli.Folder, "docs"));
        return cli;
    }

    private static string PageOf(Cli cli) => Path.Combine(cli.Folder, "docs", "seeds.md");
}
