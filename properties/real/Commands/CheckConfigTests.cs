using Xunit;

namespace Harness.Properties.Commands;

public sealed class CheckConfigTests
{
    private const string Good = "workers: [ { name: web, command: web } ]\n";

    [Fact]
    public async Task Every_file_that_is_fine_is_told()
    {
        using Cli cli = With(("a.yaml", Good), ("b.yaml", Good));
        Assert.Equal(0, await cli.Run("check-config", "a.yaml", "b.yaml"));
        Assert.Equal("a.yaml: OK\nb.yaml: OK\n", cli.Out);
        Assert.Equal("", cli.Error);
    }

    [Fact]
    public async Task Every_problem_of_every_file_is_told_with_its_place()
    {
        using Cli cli = With(
            ("a.yaml", "profile: knott\nworker: []\n"), ("b.yaml", Good), ("c.yaml", ""));
        Assert.Equal(
            64, await cli.Run("check-config", "a.yaml", "b.yaml", "c.yaml", "d.yaml", "."));
        Assert.Equal(
            "a.yaml:1:10: 'profile' is 'knott': did you mean 'knot'?\n"
            + "a.yaml:2:1: unknown key 'worker': did you mean 'workers'?\n"
            + "c.yaml:1:1: the file is empty: expected a configuration\n"
            + "d.yaml:1:1: the file cannot be read: it is not there\n"
            + ".:1:1: the file cannot be read: it is a directory\n",
            cli.Error);
        Assert.Equal("b.yaml: OK\n", cli.Out);
    }

    [Fact]
    public async Task Nothing_is_written()
    {
        using Cli cli = With(("a.yaml", Good), ("b.yaml", "profile: knott\n"));
        await cli.Run("check-config", "a.yaml", "b.yaml");
        Assert.Equal(
            ["a.yaml", "b.yaml"],
            Directory.EnumerateFileSystemEntries(cli.Folder).Select(Path.GetFileName).Order());
        Assert.Equal(Good, File.ReadAllText(Path.Combine(cli.Folder, "a.yaml")));
    }

    [Fact]
    public async Task What_is_no_file_is_told_and_not_waited_for()
    {
        using var cli = new Cli();
        Pipes.Make(cli.Folder);
        Assert.Equal(64, await cli.Run("check-config", "pipe", "/dev/zero"));
        Assert.Equal(
            "pipe:1:1: the file cannot be read: it is not a regular file\n"
            + "/dev/zero:1:1: the file cannot be read: it is not a regular file\n",
            cli.Error);
    }

    [Fact]
    public async Task A_link_to_a_file_is_a_file()
    {
        using Cli cli = With(("a.yaml", Good));
        File.CreateSymbolicLink(Path.Combine(cli.Folder, "b.yaml"), "a.yaml");
        Assert.Equal(0, await cli.Run("check-config", "b.yaml"));
    }

    [Fact]
    public async Task An_empty_path_is_a_problem()
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run("check-config", ""));
        Assert.Equal("FILE:1:1: expected the path of a file\n", cli.Error);
    }

    [Fact]
    public async Task A_file_that_is_much_too_large_is_one_problem()
    {
        using Cli cli = With(("a.yaml", new string('#', 1 << 20)));
        Assert.Equal(64, await cli.Run("check-config", "a.yaml"));
        Assert.Equal(
            "a.yaml:1:1: the file is larger than 64 KiB: expected a configuration\n", cli.Error);
    }

    private static Cli With(params (string Name, string Text)[] files)
    {
        var cli = new Cli();
        foreach ((string name, string text) in files)
        {
            File.WriteAllText(Path.Combine(cli.Folder, name), text);
        }

        return cli;
    }
}
