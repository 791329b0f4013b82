using Harness.Scenarios.Files;
using Xunit;

namespace Harness.Properties.Loading;

public sealed class Suites : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Names_are_paths_without_ending_in_ordinal_order()
    {
        Write("b/z.yaml", Files.Least);
        Write("b-a.yaml", Files.Least);
        Write("b/c/a.yaml", Files.Least);
        Write("b.yaml", Files.Least);
        Write("b/read.me", "not a scenario");
        SuiteResult suite = Load();
        Assert.Empty(suite.Problems);
        Assert.Equal(
            ["b", "b-a", "b/c/a", "b/z"], suite.Scenarios.Select(scenario => scenario.Name));
    }

    [Fact]
    public void All_problems_of_all_files_are_listed_and_the_good_files_load()
    {
        Write("b.yaml", "claim: [");
        Write("a.yaml", Files.Least.Replace("seeds: 20", "seed: 20", StringComparison.Ordinal)
            .Replace("2min", "2m", StringComparison.Ordinal));
        Write("c.yaml", Files.Least);
        SuiteResult suite = Load();
        Assert.Equal(["c"], suite.Scenarios.Select(scenario => scenario.Name));
        Assert.Equal(
            ["suite/a.yaml:3:10", "suite/a.yaml:4:1", "suite/b.yaml:1:8"],
            suite.Problems.Select(problem =>
                FormattableString.Invariant($"{problem.File}:{problem.Line}:{problem.Column}")));
    }

    [Theory]
    [InlineData("a.yml")]
    [InlineData("a.YAML")]
    public void A_file_that_would_be_left_out_by_its_ending_is_a_problem(string name)
    {
        Write(name, Files.Least);
        Assert.Equal(
            $"suite/{name}:1:1: the file would be left out: expected a name that ends with .yaml",
            Assert.Single(Load().Problems).ToString());
    }

    [Fact]
    public void A_directory_without_scenarios_is_a_problem() => Assert.Equal(
        "suite:1:1: no scenario: expected files whose names end with .yaml",
        Assert.Single(Load().Problems).ToString());

    [Fact]
    public void A_directory_that_is_not_there_is_a_problem() => Assert.Equal(
        "suite:1:1: the directory is not there",
        Assert.Single(new SuiteLoader(Files.Loader).Load(
            "suite", Path.Combine(_directory, "no")).Problems).ToString());

    [Fact]
    public void A_file_that_is_not_there_is_a_problem() => Assert.Equal(
        "a.yaml:1:1: the file cannot be read: it is not there",
        Assert.Single(ScenarioFile.Load(
            Files.Loader, "a.yaml", "a", Path.Combine(_directory, "a.yaml")).Problems).ToString());

    [Fact]
    public void A_pipe_is_a_problem_and_is_not_waited_for() => Assert.Equal(
        "a.yaml:1:1: the file cannot be read: it is not a regular file",
        Assert.Single(ScenarioFile.Load(
            Files.Loader, "a.yaml", "a", Pipes.Make(_directory)).Problems).ToString());

    [Theory]
    [InlineData(0, "larger than 64 KiB")]
    [InlineData(1, "a list")]
    public void A_file_may_have_64_kib_and_no_byte_more(int less, string problem)
    {
        Write("a.yaml", "[" + new string(' ', (64 * 1024) - 1 - less) + "]");
        Assert.Contains(
            problem, Assert.Single(Load().Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_much_too_large_is_one_problem()
    {
        Write("a.yaml", new string('#', 1 << 20));
        Assert.Equal(
            "suite/a.yaml:1:1: the file is larger than 64 KiB: expected a scenario",
            Assert.Single(Load().Problems).ToString());
    }

    private SuiteResult Load() => new SuiteLoader(Files.Loader).Load("suite/", _directory);

    private void Write(string name, string text)
    {
        string path = Path.Combine(_directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
