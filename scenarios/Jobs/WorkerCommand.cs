using System.Diagnostics;

namespace Harness.Scenarios.Jobs;

/// <summary>How a worker process is started.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Variables besides those of this process.</param>
internal sealed record WorkerCommand(
    string File,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The hidden command of the harness that makes a process a worker.</summary>
    public const string Verb = "work";

    /// <summary>This executable again, however it was started.</summary>
    public static WorkerCommand Own()
    {
        string own = System.Environment.ProcessPath
            ?? throw new InvalidOperationException("this process has no executable");
        bool isHost = Path.GetFileNameWithoutExtension(own) == "dotnet";
        string[] arguments = isHost
            ? [Path.Combine(AppContext.BaseDirectory, OwnAssembly + ".dll"), Verb]
            : [Verb];
        return new WorkerCommand(own, arguments, new Dictionary<string, string>());
    }

    /// <summary>The same with one more variable.</summary>
    public WorkerCommand With(string name, string value) => this with
    {
        Environment = new Dictionary<string, string>(Environment) { [name] = value },
    };

    /// <summary>What to start.</summary>
    public ProcessStartInfo ToStart()
    {
        var start = new ProcessStartInfo(File, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static string OwnAssembly => typeof(WorkerCommand).Assembly.GetName().Name ?? "harness";
}
