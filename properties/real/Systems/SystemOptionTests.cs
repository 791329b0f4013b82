using System.Reflection;
using Harness.Properties.Machine;
using Harness.Reference.Lifecycle;
using Harness.Reference.Policies;
using Harness.Reference.Ports;
using Harness.Scenarios.Systems;
using Harness.Sim.Kernel;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Systems;

/// <summary>Somebody else's supervisor, by the type of its factory.</summary>
public sealed class SystemOptionTests
{
    private const string Space = "Harness.Properties.Systems.";

    [Fact]
    public async Task A_system_in_a_copy_of_its_own_is_run_and_judged_like_the_reference_one()
    {
        using RealCli cli = new RealCli().Scenario();
        Assert.Equal(0, await cli.Run("run", "--file", "mine.yaml", "--seeds", "3"));
        string reference = cli.Out;
        Assert.Equal(0, await cli.Run(
            "run", "--file", "mine.yaml", "--seeds", "3", "--system", Of("OwnCopy")));
        Assert.Equal(reference, cli.Out);
    }

    [Fact]
    public async Task A_system_that_starts_nothing_again_fails_and_its_token_replays_it()
    {
        using RealCli cli = new RealCli().Scenario();
        Assert.Equal(1, await cli.Run(
            "run", "--file", "mine.yaml", "--seeds", "1", "--system", Of("Idle")));
        string again = cli.Out.Split('\n').Single(
            line => line.StartsWith("to replay one of these, add: ", StringComparison.Ordinal));
        Assert.Equal($"to replay one of these, add: --file mine.yaml --system {Of("Idle")}", again);
        string token = cli.Out.Split('\n')
            .First(line => line.Contains("  replay  ", StringComparison.Ordinal)).Split(' ')[^1];
        Assert.Equal(1, await cli.Run(
            ["replay", token, .. again["to replay one of these, add: ".Length..].Split(' ')]));
        Assert.Equal(0, await cli.Run("replay", token, "--file", "mine.yaml"));
    }

    [Fact]
    public async Task A_constructor_that_throws_is_one_clear_line()
    {
        using RealCli cli = new RealCli().Scenario();
        Assert.Equal(64, await cli.Run(
            "run", "--file", "mine.yaml", "--system", Of("Throwing")));
        Assert.Equal(
            $"harness: the constructor of {Space}Throwing threw InvalidOperationException:"
            + " made\\nto throw\n",
            cli.Error);
        Assert.Equal("", cli.Out);
    }

    [Fact]
    public async Task A_constructor_that_ends_its_process_is_one_clear_line()
    {
        using RealCli cli = new RealCli().Scenario();
        Assert.Equal(70, await cli.Run(
            "run", "--file", "mine.yaml", "--system", Of("Exiting")));
        Assert.Equal(
            "harness: a worker did not get ready: the process died with exit code 7\n", cli.Error);
    }

    [Fact]
    public async Task A_system_that_ends_its_process_is_the_verdict_of_that_run()
    {
        using RealCli cli = new RealCli().Scenario();
        Assert.Equal(70, await cli.Run(
            "run", "--file", "mine.yaml", "--seeds", "2", "--system", Of("ExitingLater")));
        Assert.Contains(
            "because the process died with exit code 9\n", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_factory_that_makes_nothing_is_a_supervisor_that_crashes()
    {
        using RealCli cli = new RealCli().Scenario();
        Assert.Equal(1, await cli.Run(
            "run", "--file", "mine.yaml", "--seeds", "1", "--system", Of("ThrowingLater")));
        Assert.Contains("claim   supervisor-does-not-crash", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_system_prints_is_not_taken_for_an_answer()
    {
        using RealCli cli = new RealCli().Scenario();
        Assert.Equal(0, await cli.Run(
            "run", "--file", "mine.yaml", "--seeds", "2", "--system", Of("Printing")));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_and_nothing_is_written()
    {
        using var cli = new RealCli();
        File.WriteAllText(
            Path.Combine(cli.Folder, "mine.yaml"),
            "workers: [ { name: web, grase: 1s } ]\nclaims: [ no-slot-runs-twise ]\n");
        Assert.Equal(64, await cli.Run(
            "run", "--file", "mine.yaml", "--seeds", "0", "--system", "nope.dll:X"));
        string[] problems =
        [
            "harness: --seeds '0': expected a number from 1 to 1,000,000",
            "harness: nope.dll: the file is not there: expected the path of an assembly",
            "harness: mine.yaml:1:25: unknown key 'grase': did you mean 'grace'?",
            "harness: mine.yaml:2:11: unknown claim 'no-slot-runs-twise': did you mean"
                + " 'no-slot-runs-twice'?",
        ];
        Assert.Equal(
            problems, cli.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(cli.HasReport);
    }

    [Fact]
    public async Task A_mutant_of_another_system_is_refused()
    {
        using RealCli cli = new RealCli().Scenario();
        Assert.Equal(64, await cli.Run(
            "run", "--file", "mine.yaml", "--system", Of("Idle"), "--mutant", "budget-one-more"));
        Assert.Equal(
            "harness: --system and --mutant: a mutant is one of the reference supervisor,"
            + " expected one of the two\n",
            cli.Error);
    }

    [Theory]
    [InlineData("Idel", "no type is called 'Harness.Properties.Systems.Idel': did you mean"
        + " 'Harness.Properties.Systems.Idle'?")]
    [InlineData("Unfinished", Space + "Unfinished is abstract")]
    [InlineData(
        "Demanding", Space + "Demanding has no public constructor without parameters")]
    [InlineData("Hidden", Space + "Hidden is not public")]
    [InlineData(
        "Unrelated", Space + "Unrelated does not implement Harness.Reference.Ports.ISystemFactory")]
    public void A_type_that_is_no_factory_is_refused_with_the_reason(string type, string problem)
    {
        var problems = new List<string>();
        Assert.Null(SystemLoader.TypeOf(
            new SystemName("Harness.Properties.Real.dll", Space + type), AppContext.BaseDirectory,
            problems));
        Assert.Equal([$"Harness.Properties.Real.dll: {problem}"], problems);
    }

    [Theory]
    [InlineData("suite", "it is a directory: expected the path of an assembly")]
    [InlineData("none.dll", "the file is not there: expected the path of an assembly")]
    [InlineData("Harness.Reference.Ports.dll", "the harness and its systems have this assembly in"
        + " common: expected one of your own")]
    [InlineData("Harness.Sim.Kernel.dll", "the harness and its systems have this assembly in"
        + " common: expected one of your own")]
    public void A_file_that_holds_no_system_is_refused_with_the_reason(string file, string problem)
    {
        var problems = new List<string>();
        Assert.Null(SystemLoader.TypeOf(
            new SystemName(file, "X"), AppContext.BaseDirectory, problems));
        Assert.Equal([$"{file}: {problem}"], problems);
    }

    [Fact]
    public void An_assembly_without_any_factory_says_so()
    {
        var problems = new List<string>();
        SystemLoader.TypeOf(
            new SystemName("Harness.Reference.Documents.dll", "X"), AppContext.BaseDirectory,
            problems);
        Assert.Contains(
            "none in it is a public ISystemFactory with a constructor without parameters",
            Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.dll:T", "a.dll", "T")]
    [InlineData("/a:b/c.dll:N.T", "/a:b/c.dll", "N.T")]
    [InlineData("", null, null)]
    [InlineData(":", null, null)]
    [InlineData("a.dll", null, null)]
    [InlineData("a.dll:", null, null)]
    [InlineData(":T", null, null)]
    public void A_name_is_a_path_a_colon_and_a_type(string text, string? assembly, string? type)
    {
        SystemName? name = SystemName.TryParse(text);
        Assert.Equal((assembly, type), (name?.Assembly, name?.Type));
        Assert.Equal(assembly is null ? null : text, name?.ToString());
    }

    [Fact]
    public void A_system_shares_the_ports_and_the_kernel_and_has_all_else_for_itself()
    {
        Assembly own = TypeOf("OwnCopy").Assembly;
        Assert.NotSame(typeof(OwnCopy).Assembly, own);
        Assert.True(typeof(ISystemFactory).IsAssignableFrom(TypeOf("OwnCopy")));
        Assert.NotSame(
            typeof(ReferenceSystem).Assembly, Referred(own, typeof(ReferenceSystem)));
        Assert.NotSame(
            typeof(IRestartPolicy<>).Assembly, Referred(own, typeof(IRestartPolicy<>)));
        Assert.Same(typeof(SystemSetup).Assembly, Referred(own, typeof(SystemSetup)));
        Assert.Same(typeof(Strategy).Assembly, Referred(own, typeof(Strategy)));
    }

    [Fact]
    public void Its_runs_have_the_same_digests_as_those_of_the_copy_that_judges()
    {
        Scenario scene = Scenes.Of(Scenes.Kid("web"), Scenes.Worker("db"));
        ISystemFactory other = SystemLoader.Make(TypeOf("OwnCopy"));
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var input = new RunInput(scene, seed);
            Assert.Equal(
                ScenarioRunner.Run(input).Digest,
                ScenarioRunner.Run(input with { System = other }).Digest);
        }
    }

    private static Assembly Referred(Assembly from, Type type) =>
        System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(from)!
            .LoadFromAssemblyName(type.Assembly.GetName());

    private static Type TypeOf(string name) => SystemLoader.TypeOf(
        new SystemName("Harness.Properties.Real.dll", Space + name), AppContext.BaseDirectory, [])!;

    private static string Of(string name) => $"{RealCli.Own}:{Space}{name}";
}
