using System.Reflection;
using System.Text.RegularExpressions;
using Harness.Reference.Ports;
using Harness.Sim.Running;
using Xunit;

namespace Harness.Properties.Systems;

/// <summary>The page about systems shows what is compiled, and names everything.</summary>
public partial class The_page_about_systems
{
    private const int LinesOfTheSample = 14;

    private static readonly string _page = Text("docs/systems.md");

    [Theory]
    [InlineData("docs/samples/supervisor/OneForOne.cs", "csharp")]
    [InlineData("docs/samples/supervisor/supervisor.csproj", "xml")]
    [InlineData("docs/samples/tests/OneForOneTests.cs", "csharp")]
    public void Shows_the_samples_as_they_are_compiled(string file, string language) =>
        Assert.Contains($"```{language}\n{Text(file)}```\n", _page, StringComparison.Ordinal);

    [Fact]
    public void Shows_a_supervisor_of_as_many_lines_as_it_says()
    {
        Assert.Contains($"of {LinesOfTheSample} lines", _page, StringComparison.Ordinal);
        Assert.Equal(
            LinesOfTheSample,
            Text("docs/samples/supervisor/OneForOne.cs").Split('\n')
                .Count(line => !NoCode().IsMatch(line)));
    }

    [Theory]
    [InlineData("## What it is told", typeof(SystemSetup))]
    [InlineData("### A wanted unit", typeof(WantedUnit))]
    [InlineData("## What it may touch", typeof(SystemPorts))]
    public void Has_one_row_for_everything_that_a_system_gets(string heading, Type type) =>
        Assert.Equal(
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(property => property.Name).Order(StringComparer.Ordinal),
            Rows(heading).Order(StringComparer.Ordinal));

    [Fact]
    public void Names_no_property_of_a_record_that_there_is_not() => Assert.Subset(
        typeof(RunRecord).GetProperties().Select(property => property.Name).ToHashSet(),
        Rows("## In a test project of your own").ToHashSet());

    /// <summary>The first cells of the table behind a heading, up to the next one.</summary>
    private static IEnumerable<string> Rows(string heading)
    {
        int begin = _page.IndexOf(heading + "\n", StringComparison.Ordinal);
        Assert.True(begin >= 0, $"no heading {heading}");
        int end = _page.IndexOf("\n#", begin, StringComparison.Ordinal);
        return Row().Matches(_page[begin..end]).Select(match => match.Groups[1].Value);
    }

    private static string Text(string path) =>
        File.ReadAllText(Path.Combine(Repository.Root, path));

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\s*([{}]|//.*|)$")]
    private static partial Regex NoCode();
}
