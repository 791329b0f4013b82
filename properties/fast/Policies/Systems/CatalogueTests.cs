using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Harness.Reference.Policies.Systems;
using Xunit;

namespace Harness.Properties.Policies.Systems;

/// <summary>The list of the supervisors that are modelled.</summary>
public sealed partial class CatalogueTests
{
    // One that is not there could not be asked for, and nobody would see it.
    [Fact]
    public void Every_system_that_is_written_is_in_the_catalogue_once() => Assert.Equal(
        typeof(PolicySystem).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(
                BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(property => property.PropertyType == typeof(PolicySystem))
            .Select(property => ((PolicySystem)property.GetValue(null)!).Slug)
            .Order(StringComparer.Ordinal),
        PolicyCatalogue.All.Select(system => system.Slug));

    [Fact]
    public void No_two_systems_share_a_name() => Assert.Distinct(PolicyCatalogue.Names);

    [Fact]
    public void The_pages_say_how_many_there_are()
    {
        (string Page, int Number)[] said =
        [
            .. from page in Pages()
               from Match found in Number().Matches(File.ReadAllText(Repository.PathOf(page)))
               select (page, int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)),
        ];
        Assert.NotEmpty(said);
        Assert.All(said, one => Assert.Equal(PolicyCatalogue.All.Count, one.Number));
    }

    private static IEnumerable<string> Pages() =>
    [
        "README.md", "ARCHITECTURE.md",
        .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md"),
    ];

    [GeneratedRegex(@"\b(\d+)\s(?:other\s|real\s)?supervisors\b")]
    private static partial Regex Number();
}
