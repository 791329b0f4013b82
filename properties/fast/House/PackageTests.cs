using System.Xml.Linq;
using Xunit;

namespace Harness.Properties.House;

/// <summary>What of the repository a user's project can refer to, and what it sees there.</summary>
public class PackageTests
{
    private static readonly string[] _packages =
    [
        "reference/core", "reference/documents", "reference/policies", "reference/ports",
        "scenarios", "sim/core", "sim/kernel", "sim/loading",
    ];

    // A user's code is written against these; the others come along because they use them.
    private static readonly string[] _held =
        ["reference/ports", "sim/core", "sim/kernel", "sim/loading"];

    [Fact]
    public void What_a_user_needs_is_packed_and_nothing_else() => Assert.Equal(
        _packages, Folders(project => Value(project, "IsPackable") == "true"));

    [Fact]
    public void Every_package_says_what_it_is_for() => Assert.All(
        Folders(project => Value(project, "IsPackable") == "true", whole: true),
        project => Assert.EndsWith(".", Value(project, "Description"), StringComparison.Ordinal));

    [Fact]
    public void A_package_refers_to_packages_only() => HouseTests.None(
        from project in HouseTests.Projects
        where Value(project, "IsPackable") == "true" && Value(project, "PackAsTool") != "true"
        from reference in XDocument.Load(project).Descendants("ProjectReference")
        let used = Path.GetFullPath(Path.Combine(
            Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value))
        where Value(used, "IsPackable") != "true"
        select $"{HouseTests.Short(project)} -> {HouseTests.Short(used)}");

    [Fact]
    public void What_users_write_code_against_has_its_public_surface_written_down() => Assert.Equal(
        _held,
        Folders(project => XDocument.Load(project).Descendants("PackageReference").Any(one =>
            one.Attribute("Include")!.Value == "Microsoft.CodeAnalysis.PublicApiAnalyzers")));

    private static string[] Folders(Func<string, bool> which, bool whole = false) =>
        [.. HouseTests.Projects.Where(which)
            .Select(project => whole ? project : Path.GetDirectoryName(HouseTests.Short(project))!)
            .Order(StringComparer.Ordinal)];

    private static string Value(string project, string property) =>
        XDocument.Load(project).Descendants(property).SingleOrDefault()?.Value ?? "";
}
