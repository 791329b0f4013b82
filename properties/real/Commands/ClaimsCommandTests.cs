using Harness.Properties.Suite;
using Harness.Reports;
using Harness.Sim.Oracles;
using Xunit;

namespace Harness.Properties.Commands;

/// <summary>The commands <c>claims</c> and <c>mutants</c>, and the page that is made.</summary>
public sealed class ClaimsCommandTests
{
    [Fact]
    public async Task Claims_are_listed_with_their_sentences()
    {
        using var cli = new Cli();
        Assert.Equal(0, await cli.Run("claims"));
        Assert.Equal(
            "claim          judged from  what it claims\n"
                + "a-named-claim  acts         Nobody is refused.\n",
            cli.Out);
        Assert.True(cli.IsUntouched);
    }

    [Fact]
    public async Task Mutants_are_listed_with_who_catches_them_and_what_is_changed()
    {
        using var cli = new Cli();
        Assert.Equal(0, await cli.Run("mutants"));
        Assert.Equal(
            "mutant      caught by      what is changed\n"
                + "caught      a-named-claim  It is caught.\n"
                + "not-caught  a-named-claim  It is not.\n",
            cli.Out);
    }

    [Fact]
    public void Every_claim_and_every_mutant_of_the_catalogues_is_listed_once()
    {
        string claims = ClaimsText.Claims(OracleCatalog.All);
        string mutants = ClaimsText.Mutants(RealMutants.All);
        Assert.All(OracleCatalog.All, oracle => Assert.Single(
            claims.Split('\n'),
            line => line.StartsWith($"{oracle.Name} ", StringComparison.Ordinal)
                && line.EndsWith($" {oracle.Claim}", StringComparison.Ordinal)));
        Assert.All(RealMutants.All, mutant => Assert.Single(
            mutants.Split('\n'),
            line => line.StartsWith($"{mutant.Name} ", StringComparison.Ordinal)
                && line.EndsWith($" {mutant.Change}", StringComparison.Ordinal)));
        Assert.Equal(1 + OracleCatalog.All.Count, claims.Count(unit => unit == '\n'));
        Assert.Equal(1 + RealMutants.All.Count, mutants.Count(unit => unit == '\n'));
    }

    [Fact]
    public void Every_claim_of_the_catalogue_is_of_one_topic() => Assert.Equal(
        OracleCatalog.All.Select(oracle => oracle.Name).Order(StringComparer.Ordinal),
        ClaimTopic.All.SelectMany(topic => topic.Claims).Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_is_what_is_made_from_the_catalogues() => Assert.Equal(
        File.ReadAllText(Repository.PathOf("docs/claims.md")),
        ClaimsText.Page(OracleCatalog.All, RealMutants.All));

    [Fact]
    public async Task The_page_is_written_at_the_root_of_the_repository()
    {
        using Cli cli = InRepository();
        Assert.Equal(0, await cli.Run("claims", "--write"));
        Assert.Equal("wrote docs/claims.md\n", cli.Out);
        Assert.Contains(
            "| `a-named-claim` | acts | Nobody is refused. | A client asks. |"
                + " `caught`, `not-caught` |\n",
            await File.ReadAllTextAsync(PageOf(cli), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_is_told()
    {
        using Cli cli = InRepository();
        Directory.CreateDirectory(PageOf(cli));
        Assert.Equal(73, await cli.Run("claims", "--write"));
        Assert.StartsWith(
            "harness: docs/claims.md cannot be written: ", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_of_the_repository_no_page_is_written()
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run("claims", "--write"));
        Assert.Equal(
            "harness: no repository here: expected a folder with Harness.sln, or one below it\n",
            cli.Error);
        Assert.True(cli.IsUntouched);
    }

    private static Cli InRepository()
    {
        var cli = new Cli();
        File.WriteAllText(Path.Combine(cli.Folder, "Harness.sln"), "");
        Directory.CreateDirectory(Path.Combine(cli.Folder, "docs"));
        return cli;
    }

    private static string PageOf(Cli cli) => Path.Combine(cli.Folder, "docs", "claims.md");
}
