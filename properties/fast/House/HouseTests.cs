using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Harness.Properties.House;

/// <summary>The rules of the house that no compiler knows.</summary>
public partial class HouseTests
{
    private const int LongestFile = 300;
    private const int LongestLine = 100;

    // All that is at the top of the repository. (.git is a file in a worktree, a folder in a clone,
    // and not there in an archive.)
    private static readonly string[] TopLevel =
    [
        "reference", "sim", "scenarios", "properties", "bench", "reports", "docs", "Harness.sln",
        "run-scenarios.ps1", "README.md", "ARCHITECTURE.md", "LICENSE", ".ci", ".editorconfig",
        ".gitignore", "BannedSymbols.txt", "Directory.Build.props", "Directory.Packages.props",
        "global.json",
    ];

    // From a folder to the folders that its projects may refer to.
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["reference"] = ["reference"],
        ["sim"] = ["sim", "reference"],
        ["reports"] = ["sim", "reference"],
        ["scenarios"] = ["reports", "sim", "reference"],
        ["bench"] = ["bench", "reports", "sim", "reference"],
        ["docs"] = ["reference"], // its samples
        ["properties"] = ["scenarios", "bench", "reports", "sim", "reference", "docs"],
    };

    [Fact]
    public void At_the_top_is_what_belongs_there_and_nothing_else()
    {
        string[] there = [.. Directory.EnumerateFileSystemEntries(Repository.Root)
            .Select(path => Path.GetFileName(path)).Where(name => !IsIgnored(name))];
        None(TopLevel.Except(there));
        None(there.Except(TopLevel).Except([".git"]));
    }

    [Fact]
    public void Projects_refer_to_each_other_along_the_arrows_only() => None(
        from project in Projects
        from reference in References(project)
        where !Arrows[Top(project)].Contains(Top(reference))
        select $"{Short(project)} -> {Short(reference)}");

    [Theory]
    [InlineData("reference/ports", new string[0])]
    [InlineData("reference/documents", new string[0])]
    [InlineData("reference/policies", new[] { "reference/documents", "reference/ports" })]
    [InlineData(
        "reference/core",
        new[] { "reference/documents", "reference/policies", "reference/ports" })]
    [InlineData("sim/kernel", new[] { "reference/ports" })]
    [InlineData(
        "sim/core",
        new[]
        {
            "reference/documents", "reference/policies", "reference/ports", "reference/core",
            "sim/kernel",
        })]
    [InlineData(
        "sim/loading",
        new[]
        {
            "reference/documents", "reference/policies", "reference/ports", "reference/core",
            "sim/kernel", "sim/core",
        })]
    public void A_project_that_others_stand_on_refers_to_what_lies_below_it_only(
        string project, string[] below) => None(
            from reference in References(
                Projects.Single(one => Short(one).StartsWith(
                    project + "/", StringComparison.Ordinal)))
            let folder = Path.GetDirectoryName(Short(reference))!
            where !below.Contains(folder)
            select $"{project} -> {folder}");

    [Fact]
    public void Nothing_but_the_tests_uses_the_command_line_and_nothing_uses_the_tests() =>
        None(
            from project in Projects
            where Top(project) != "properties"
            from reference in References(project)
            where Top(reference) is "scenarios" or "properties"
            select $"{Short(project)} -> {Short(reference)}");

    [Fact]
    public void No_project_folder_is_inside_of_another() => None(
        from outer in Projects
        from inner in Projects
        where outer != inner && inner.StartsWith(
            Path.GetDirectoryName(outer) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        select $"{Short(inner)} is inside of {Short(outer)}");

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Repository.PathOf("Harness.sln")).Replace('\\', '/');
        None(Projects.Select(Short)
            .Where(name => !solution.Contains($"\"{name}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_file_is_longer_than_300_lines() => None(
        from file in Sources
        let lines = File.ReadLines(file).Count()
        where lines > LongestFile
        select $"{Short(file)}: {lines} lines");

    [Fact]
    public void No_line_is_longer_than_100_columns() => None(
        from file in Sources
        from line in File.ReadLines(file).Select((text, index) => (text, index))
        where line.text.Length > LongestLine
        select $"{Short(file)}:{line.index + 1}: {line.text.Length} columns");

    [Fact]
    public void No_warning_of_the_product_is_switched_off_without_a_reason() => None(
        from file in Sources
        where Top(file) is "reference" or "sim"
        let lines = File.ReadAllLines(file)
        from index in Enumerable.Range(0, lines.Length)
        where lines[index].Contains("#pragma warning disable", StringComparison.Ordinal)
            && !lines[index].Contains("//", StringComparison.Ordinal)
            && !lines.ElementAtOrDefault(index + 1).AsSpan().TrimStart().StartsWith("//")
        select $"{Short(file)}:{index + 1}");

    [Fact]
    public void Nothing_is_left_to_be_implemented_later()
    {
        string later = string.Concat("NotImplemented", "Exception");
        None(
            from file in Sources
            where File.ReadAllText(file).Contains(later)
            select Short(file));
    }

    [Fact]
    public void Every_file_of_the_product_is_in_the_namespace_of_its_folder() => None(
        from file in Sources
        where Top(file) is not ("properties" or "docs")
        let expected = Namespace(file)
        let declared = NamespaceLine().Match(File.ReadAllText(file)).Groups[1].Value
        where declared.Length > 0 && declared != expected
        select $"{Short(file)}: {declared}, expected {expected}");

    /// <summary>All offenders are shown, however many there are.</summary>
    internal static void None(IEnumerable<string> offenders)
    {
        string[] all = [.. offenders];
        Assert.True(all.Length == 0, $"{all.Length}:\n" + string.Join('\n', all));
    }

    /// <summary>
    /// All of them but a sample of somebody else's project, which is built from our packages: it
    /// can be built only once these are there.
    /// </summary>
    internal static string[] Projects { get; } = [.. Files("*.csproj").Where(project =>
        Short(project) != "docs/samples/supervisor/supervisor.csproj")];

    internal static string[] Sources { get; } = Files("*.cs");

    private static string[] Files(string pattern) =>
        [.. Directory.EnumerateFiles(Repository.Root, pattern, SearchOption.AllDirectories)
            .Where(path => !Short(path).Split('/').Any(IsIgnored))
            .Order(StringComparer.Ordinal)];

    // What .gitignore names is not of the repository.
    private static bool IsIgnored(string name) =>
        name is "bin" or "obj" or "BenchmarkDotNet.Artifacts" or "TestResults" or ".vs";

    internal static string Short(string path) =>
        Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');

    internal static string Top(string path) => Short(path).Split('/')[0];

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference").Select(one => Path.GetFullPath(
            Path.Combine(
                Path.GetDirectoryName(project)!,
                one.Attribute("Include")!.Value.Replace('\\', '/'))));

    /// <summary>The root namespace of the file's project, and the folders below it.</summary>
    private static string Namespace(string file)
    {
        string project = Projects.Single(one => file.StartsWith(
            Path.GetDirectoryName(one) + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        string root = XDocument.Load(project).Descendants("RootNamespace").Single().Value;
        string folder = Path.GetRelativePath(
            Path.GetDirectoryName(project)!, Path.GetDirectoryName(file)!);
        return folder == "." ? root : $"{root}.{folder.Replace('/', '.')}";
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
