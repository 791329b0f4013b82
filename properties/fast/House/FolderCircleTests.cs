using System.Xml.Linq;
using Mono.Cecil;
using Xunit;

namespace Harness.Properties.House;

public class FolderCircleTests
{
    public static TheoryData<string> Products =>
    [
        .. HouseTests.Projects.Select(HouseTests.Short)
            .Where(project => !project.StartsWith("properties/", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Products))]
    public void No_folders_of_a_project_use_each_other_in_a_circle(string project)
    {
        string path = Path.Combine(Repository.Root, project);
        string name = XDocument.Load(path).Descendants("AssemblyName").SingleOrDefault()?.Value
            ?? Path.GetFileNameWithoutExtension(path);
        string folder = Path.GetDirectoryName(path)! + Path.DirectorySeparatorChar;
        using var assembly = AssemblyDefinition.ReadAssembly(
            Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));
        var circles = new FolderCircles(new FolderArrows(
            assembly,
            HouseTests.Sources.Where(file => file.StartsWith(folder, StringComparison.Ordinal))
                .Select(File.ReadAllText)).Read());
        HouseTests.None(circles.Find().Select(circles.Describe));
    }

    [Fact]
    public void Two_folders_that_use_each_other_are_a_circle() => Assert.Equal(
        "a -> b: A -> B\nb -> a: B -> A",
        Describe(("a", "b", "A -> B"), ("b", "a", "B -> A"), ("b", "c", "B -> C")));

    [Fact]
    public void A_circle_of_three_is_found_by_way_of_the_third() => Assert.Equal(
        "a -> b: 1\nb -> c: 2\nc -> a: 3",
        Describe(("a", "b", "1"), ("b", "c", "2"), ("c", "a", "3"), ("d", "a", "4")));

    [Fact]
    public void Folders_that_use_one_below_them_by_several_ways_are_no_circle() => Assert.Equal(
        "", Describe(("a", "b", ""), ("a", "c", ""), ("b", "d", ""), ("c", "d", "")));

    [Fact]
    public void A_circle_that_only_a_body_a_constant_or_a_type_argument_closes_is_seen()
    {
        using var own = AssemblyDefinition.ReadAssembly(
            Path.Combine(AppContext.BaseDirectory, "Harness.Properties.Fast.dll"));
        SortedDictionary<string, string> from = new FolderArrows(
            own,
            [
                """
                using Harness.Properties.House.Samples.Second;
                namespace Harness.Properties.House.Samples.Third;
                class C { int D = Sample.Constant; }
                """,
            ]).Read()["Harness.Properties.House.Samples.First"];
        SortedDictionary<string, string> third = new FolderArrows(
            own,
            [
                """
                using Harness.Properties.House.Samples.Second;
                namespace Harness.Properties.House.Samples.Third;
                class C { int D = Sample.Constant; }
                """,
            ]).Read()["Harness.Properties.House.Samples.Third"];

        Assert.Equal(
            ["Harness.Properties.House.Samples.Second", "Harness.Properties.House.Samples.Third"],
            from.Keys);
        Assert.Equal(["Harness.Properties.House.Samples.Second"], third.Keys);
    }

    private static string Describe(params (string From, string To, string Shown)[] arrows)
    {
        var graph = new Dictionary<string, SortedDictionary<string, string>>();
        foreach ((string from, string to, string shown) in arrows)
        {
            graph.TryAdd(from, []);
            graph[from].Add(to, shown);
        }

        var circles = new FolderCircles(graph);
        return string.Join("\n\n", circles.Find().Select(circles.Describe));
    }
}
