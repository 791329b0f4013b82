using System.Diagnostics;
using Xunit;

namespace Harness.Properties.Systems;

/// <summary>The command line as people run it: a process and a folder of its own.</summary>
internal sealed class RealCli : IDisposable
{
    /// <summary>This assembly, as the name of a system begins.</summary>
    public static readonly string Own =
        Path.Combine(AppContext.BaseDirectory, "Harness.Properties.Real.dll");

    public string Folder { get; } =
        Directory.CreateTempSubdirectory("harness-system-").FullName;

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    /// <summary>A scenario in which a worker is killed, on file as mine.yaml.</summary>
    public RealCli Scenario(string claims = "every-crashed-worker-comes-back")
    {
        File.WriteAllText(Path.Combine(Folder, "mine.yaml"), $$"""
            workers: [ { name: web } ]
            drawn: [ { crash: web, exit: 1, times: 1, when: 10s..60s } ]
            claims: [ {{claims}} ]

            """);
        return this;
    }

    public async Task<int> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "harness.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(
            TestContext.Current.CancellationToken);
        Out = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Error = await error;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"exit {process.ExitCode}\n{Out}{Error}");
        return process.ExitCode;
    }

    public bool HasReport => Directory.Exists(Path.Combine(Folder, "reports"));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
