using System.Diagnostics;
using System.Runtime.CompilerServices;
using Harness.Scenarios.Commands;
using Harness.Scenarios.Jobs;

namespace Harness.Properties.Commands;

/// <summary>
/// Makes this very executable a worker process, or the command line, with fake scenarios if a
/// variable says so: loop and pool are the real ones, and the harness itself needs no mode for
/// tests.
/// </summary>
internal static class StubWorker
{
    private const string Variable = "HARNESS_STUB_WORKER";

    /// <summary>Starts such a worker.</summary>
    public static WorkerCommand Command(params (string Name, string Value)[] environment)
    {
        var variables = new Dictionary<string, string> { [Variable] = "1" };
        foreach ((string name, string value) in environment)
        {
            variables[name] = value;
        }

        string own = Path.Combine(
            AppContext.BaseDirectory, typeof(StubWorker).Assembly.GetName().Name!);
        return new WorkerCommand(own, [], variables);
    }

    /// <summary>Starts the command line, as a process that can be sent signals.</summary>
    public static Process StartCli(string folder, string hangsInto, params string[] arguments)
    {
        // Whoever runs the tests in the background may have them ignore INT, which is inherited.
        string[] heeding =
            ["--default-signal=INT,TERM", Command().File, .. arguments];
        var start = new ProcessStartInfo("env", heeding)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Variable] = "cli";
        start.Environment[FakeRunner.HangsInto] = hangsInto;
        return Process.Start(start)!;
    }

    // Before Main, so that the test platform does not even begin.
    [ModuleInitializer]
    internal static void WorkIfAsked()
    {
        string? role = Environment.GetEnvironmentVariable(Variable);
        if (role == "1")
        {
            using IDisposable ignored = Interrupt.Ignore();
            new WorkLoop(
                new FakeRunner(), FakeSuite.All.Load().Scenarios, () => null,
                new FakeMutants().Make).Run();
            Environment.Exit(0);
        }
        else if (role == "cli")
        {
            Environment.Exit(new HarnessCommand(new Surroundings
            {
                Suite = FakeSuite.All,
                Mutants = new FakeMutants(),
                Runner = new FakeRunner(),
                Worker = Command(),
                Out = Console.Out,
                Error = Console.Error,
                Folder = Directory.GetCurrentDirectory(),
                Version = "0.0.0",
            }).Run(Environment.GetCommandLineArgs()[1..]).GetAwaiter().GetResult());
        }
    }
}
