using System.Text.RegularExpressions;
using Xunit;

namespace Harness.Properties.House;

/// <summary>What the page for contributors names must be where it says.</summary>
public sealed partial class The_page_about_contributing
{
    private const int Longest = 120;

    private static readonly string Page =
        File.ReadAllText(Repository.PathOf("docs/contributing.md"));

    private static readonly string[] Words =
        [.. Code().Matches(Page).Select(found => found.Groups[1].Value).Distinct()];

    private static readonly string[] Tops =
        ["bench", "docs", "properties", "reference", "reports", "scenarios", "sim"];

    [Fact]
    public void Names_files_and_folders_that_are_there() => HouseTests.None(
        Words.Where(IsPath).Where(path => !IsThere(path)));

    [Fact]
    public void Names_the_files_of_every_kind_of_addition() => Assert.True(
        Words.Count(IsPath) >= 30, "its paths are not seen any more");

    [Fact]
    public void Links_to_pages_that_are_there() => HouseTests.None(
        from Match link in Link().Matches(Page)
        where !File.Exists(Repository.PathOf(Path.Combine("docs", link.Groups[1].Value)))
        select link.Groups[1].Value);

    [Fact]
    public void Names_tests_that_there_are()
    {
        string[] named = [.. Words.Where(word => Sentence().IsMatch(word))];
        string tests = string.Concat(HouseTests.Sources
            .Where(file => HouseTests.Top(file) == "properties").Select(File.ReadAllText));
        Assert.NotEmpty(named);
        HouseTests.None(named.Where(
            name => !Regex.IsMatch(tests, $@"\b(class|void|Task)\s+{name}\b")));
    }

    [Fact]
    public void Has_no_line_of_more_than_120_columns() => HouseTests.None(
        from line in Page.Split('\n')
        where line.Length > Longest
        select line);

    private static bool IsPath(string word) =>
        word.Contains('/') && Tops.Contains(word.Split('/')[0]) && !word.Contains(' ');

    // What is new has a name in capitals, or a part of one: its folder must be there.
    private static bool IsThere(string path)
    {
        string[] known = [.. path.Split('/').TakeWhile(part => !Placeholder().IsMatch(part))];
        string place = Repository.PathOf(string.Join('/', known));
        return File.Exists(place) || Directory.Exists(place);
    }

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)#:]+)(#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+){2,}$")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"[A-Z]{4,}|\*")]
    private static partial Regex Placeholder();
}
