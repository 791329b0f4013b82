using System.Diagnostics;
using System.Runtime.Loader;
using Harness.Reference.Ports;
using Harness.Sim.Loading;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Xunit;

namespace Harness.Properties.Systems;

/// <summary>
/// The way of a user: packages, a project of one's own that knows nothing of this repository, and
/// runs of what was built there.
/// </summary>
[Trait("kind", "real")]
public sealed class PackedSampleTests : IDisposable
{
    private const int Runs = 20;

    private const string Scenario = """
        workers: [{ name: web, count: 2 }, { name: db }]
        timeline: [{ at: 30s, kill: supervisor }]
        drawn:
          - { crash: any, times: 1..3, when: 10s..2min }
          - { refuse-starts: any, failure: no-resources, each: 2, times: 0..2, when: 0s..2min }
        claims: [every-crashed-worker-comes-back, no-slot-runs-twice]
        """;

    private static readonly string[] _packages =
    [
        "Harness.Reference", "Harness.Reference.Documents", "Harness.Reference.Policies",
        "Harness.Reference.Ports", "Harness.Sim", "Harness.Sim.Kernel", "Harness.Sim.Loading",
        "harness",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("harness-packed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_supervisor_of_14_lines_is_built_from_packages_and_its_workers_come_back()
    {
        // What is packed is what runs this test: it was built just now, in this configuration.
        string configuration = Path.GetFileName(Path.GetDirectoryName(
            AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!);
        await Dotnet(
            Repository.Root, "pack", "Harness.sln", "--no-build", "-c", configuration,
            "-o", Path.Combine(_folder, "packages"));
        Assert.Equal(
            _packages.Select(name => $"{name}.0.1.0.nupkg"),
            Directory.EnumerateFiles(Path.Combine(_folder, "packages"))
                .Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));

        string own = CopyOut();
        await Dotnet(
            own, "build", "-o", Path.Combine(own, "out"), "-p:UseSharedCompilation=false");

        var context = new AssemblyLoadContext("sample"); // what it lacks, the ports, are this one's
        var system = (ISystemFactory)Activator.CreateInstance(
            context.LoadFromAssemblyPath(Path.Combine(own, "out", "supervisor.dll"))
                .GetType("OneForOne", throwOnError: true)!)!;
        Assert.All(Enumerable.Range(0, Runs), index => Comes(system, index));

        await Dotnet(
            own, "tool", "install", "harness", "--version", "0.1.0",
            "--tool-path", Path.Combine(_folder, "tool"));
        await File.WriteAllTextAsync(
            Path.Combine(own, "mine.yaml"), Scenario, TestContext.Current.CancellationToken);
        await Run(
            Path.Combine(_folder, "tool", "harness"), own, "run", "--file", "mine.yaml",
            "--seeds", "3", "--system", "out/supervisor.dll:OneForOne");
    }

    private static void Comes(ISystemFactory system, int index)
    {
        LoadResult load = ScenarioLoader.Usual.Load("mine.yaml", Scenario);
        Assert.Empty(load.Problems);
        RunRecord run = ScenarioRunner.Run(new RunInput(
            load.Scenario!, Seeds.OfRun(Seeds.DefaultBase, "mine", index)) { System = system });
        Assert.True(run.Verdict == Verdict.Pass, Describe(run));
        Assert.Equal(
            [
                ("no-slot-runs-twice", Verdict.Pass),
                ("every-crashed-worker-comes-back", Verdict.Pass),
            ],
            run.Claims.Where(claim => claim.IsNamed)
                .Select(claim => (claim.Oracle, claim.Verdict)));
    }

    private static string Describe(RunRecord run) => $"{run.Token}: {run.Outcome}\n"
        + string.Join('\n', run.Claims.Where(claim => claim.Verdict > Verdict.Pass));

    // Only the packages that were just made are in reach, and none that was made before.
    private string CopyOut()
    {
        string own = Directory.CreateDirectory(Path.Combine(_folder, "own")).FullName;
        string sample = Path.Combine(Repository.Root, "docs", "samples", "supervisor");
        foreach (string file in new[] { "OneForOne.cs", "supervisor.csproj" })
        {
            File.Copy(Path.Combine(sample, file), Path.Combine(own, file));
        }

        File.WriteAllText(Path.Combine(own, "nuget.config"), """
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="../packages" />
              </packageSources>
            </configuration>
            """);
        return own;
    }

    private Task Dotnet(string folder, params string[] arguments) =>
        Run("dotnet", folder, arguments);

    private async Task Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_folder, "cache");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // nothing of it outlives the test
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        using Process process = Process.Start(start)
            ?? throw new InvalidOperationException($"{program} does not start");
        Task<string> told = process.StandardOutput.ReadToEndAsync(
            TestContext.Current.CancellationToken);
        Task<string> wrong = process.StandardError.ReadToEndAsync(
            TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(
            process.ExitCode == 0,
            $"{program} {string.Join(' ', arguments)}\n{await told}{await wrong}");
    }
}
