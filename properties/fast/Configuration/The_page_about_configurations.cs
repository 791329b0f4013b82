using System.Text;
using Harness.Reference.Configuration;
using Xunit;

namespace Harness.Properties.Configuration;

public sealed class The_page_about_configurations
{
    private static readonly string[] Blocks = File.ReadAllText(PathOfPage()).Split("```");

    [Fact]
    public void Shows_a_configuration_that_is_read() => Configs.Good(Configs.Read(Yaml(1)));

    [Fact]
    public void Shows_a_group_that_is_read() =>
        Assert.Single(Configs.Good(Configs.Read(Yaml(3))).Groups);

    [Fact]
    public void Shows_the_problems_of_its_last_document_as_they_are_told() => Assert.Equal(
        Blocks[7].Trim(),
        string.Join('\n', SupervisorConfigReader
            .Check("supervisor.yaml", Encoding.UTF8.GetBytes(Yaml(5)))
            .Select(problem => problem.ToString())));

    [Theory]
    [InlineData("Keys of the supervisor", "profile: knot\nx: 1\nworkers: []")]
    [InlineData("Keys of a worker", "workers:\n  - { name: a, x: 1 }")]
    [InlineData("Keys of a group", "groups:\n  - { name: a, x: 1 }\nworkers: []")]
    public void Has_every_key_and_no_other(string heading, string document)
    {
        string page = Blocks[2] + Blocks[4];
        string section = page[page.IndexOf(heading, StringComparison.Ordinal)..];
        IEnumerable<string> keys = section.Split('\n').Skip(1)
            .TakeWhile(line => !line.StartsWith("##", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);

        // The problem of an unknown key names all that are known.
        string problem = Configs.Read(document).Problems
            .Single(one => one.Contains("unknown key", StringComparison.Ordinal));
        string known = problem[(problem.IndexOf("one of ", StringComparison.Ordinal) + 7)..];
        Assert.Equal(known.Split(", ").Order(), keys.Order());
    }

    private static string Yaml(int block)
    {
        Assert.StartsWith("yaml\n", Blocks[block], StringComparison.Ordinal);
        return Blocks[block]["yaml\n".Length..];
    }

    private static string PathOfPage()
    {
        string directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "global.json")))
        {
            directory = Path.GetDirectoryName(directory)
                ?? throw new InvalidOperationException("the tests run outside of the repository");
        }

        return Path.Combine(directory, "docs", "supervisor-config.md");
    }
}
