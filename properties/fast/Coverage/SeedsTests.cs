using System.Security.Cryptography;
using System.Text;
using Harness.Scenarios.Coverage;
using Xunit;

namespace Harness.Properties.Coverage;

/// <summary>The real lists, the real suite, and the page that is made from them.</summary>
public sealed class SeedsTests
{
    /// <summary>
    /// The documents are no part of the repository: their digests are. Each was made from the text
    /// that was handed over, without headings' and lists' marks and rules, and without any space:
    /// <c>sed -E '/^----$/d; s/^(#+|\*|-) +//' FILE | tr -d '[:space:]' | sha256sum</c>. The
    /// sentences in their order must be the whole of it.
    /// </summary>
    [Theory]
    [InlineData("knot", "2a400e5abc0344d6ba7c56abd49d49f92e65e5e4b4bd57a32f2246f309ca5cef")]
    [InlineData("squid", "c41e0d25e76136726a3186b9a27008d326c8d72ba8d515accdd9f4e89399e333")]
    public void The_sentences_are_the_whole_document_word_for_word(string name, string digest)
    {
        SeedDocument document = name == "knot" ? SeedDocument.Knot : SeedDocument.Squid;
        string text = string.Concat(SeedLists.Files().Sentences
            .Where(entry => entry.Document == document)
            .SelectMany(entry => entry.Sentence)
            .Where(unit => !char.IsWhiteSpace(unit)));
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        Assert.Equal(digest, Convert.ToHexStringLower(hash));
    }

    [Fact]
    public void The_lists_and_the_catalogue_load() => Assert.Empty(SeedLists.Files().Problems);

    [Fact]
    public void There_is_no_hole() => Assert.Empty(SeedLists.Told(SeedLists.Table().Holes));

    [Fact]
    public void The_page_is_what_is_made_from_the_files() => Assert.Equal(
        File.ReadAllText(Repository.PathOf("docs/seeds.md")),
        SeedsMarkdown.Of(SeedLists.Table()));

    // Its fifty entries are fifty-one names: one of them is two.
    [Fact]
    public void The_catalogue_has_all_its_names()
    {
        IReadOnlyList<CatalogueEntry> entries = SeedLists.Files().Catalogue;
        Assert.Equal(25, entries.Count(entry => entry.Name[..2] == "K-"));
        Assert.Equal(26, entries.Count(entry => entry.Name[..2] == "S-"));
        Assert.Equal(51, entries.Count);
    }
}
