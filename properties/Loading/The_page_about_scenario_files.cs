using Harness.Scenarios.Commands;
using Xunit;

namespace Harness.Properties.Loading;

public sealed class The_page_about_scenario_files
{
    [Fact]
    public void Shows_a_scenario_that_loads()
    {
        string page = File.ReadAllText(PathOf("docs", "scenario-files.md"));
        const string Fence = "```yaml\n";
        int start = page.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        string example = page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
        Files.Good(Wiring.Loader().Load("docs/scenario-files.md", "an-example", example));
    }

    private static string PathOf(params string[] parts)
    {
        string directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "global.json")))
        {
            directory = Path.GetDirectoryName(directory)
                ?? throw new InvalidOperationException("the tests run outside of the repository");
        }

        return Path.Combine([directory, .. parts]);
    }
}
