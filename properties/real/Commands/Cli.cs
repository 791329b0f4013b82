using Harness.Scenarios.Commands;
using Harness.Scenarios.Jobs;
using Harness.Scenarios.Patches;
using Xunit;

namespace Harness.Properties.Commands;

/// <summary>
/// The command line in this process, with fakes, real workers and a folder of its own.
/// </summary>
internal sealed class Cli : IDisposable
{
    public string Folder { get; } =
        Directory.CreateTempSubdirectory("harness-cli-").FullName;

    public ISuite Suite { get; init; } = FakeSuite.All;

    /// <summary>The folder with the lists of sentences; the real one, if left out.</summary>
    public string? Seeds { get; init; }

    public IMutants Mutants { get; init; } = new FakeMutants();

    public WorkerCommand Worker { get; init; } = StubWorker.Command();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public CancellationToken Stop { get; init; }

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string Report => Path.Combine(Folder, "reports", "latest");

    public async Task<int> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var surroundings = new Surroundings
        {
            Suite = Suite,
            Mutants = Mutants,
            Runner = new FakeRunner(),
            Worker = Worker,
            Out = output,
            Error = error,
            Folder = Folder,
            Version = "0.0.0",
            Time = Time,
            Processors = 2,
            Stop = Stop,
        };
        int exit = await new HarnessCommand(
            Seeds is null ? surroundings : surroundings with { Seeds = Seeds }).Run(arguments);
        Out = output.ToString();
        Error = error.ToString();
        TestContext.Current.TestOutputHelper?.WriteLine($"exit {exit}\n{Out}{Error}");
        return exit;
    }

    public string ReportFile(string name) => File.ReadAllText(Path.Combine(Report, name));

    public bool IsUntouched => !Directory.EnumerateFileSystemEntries(Folder).Any();

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
