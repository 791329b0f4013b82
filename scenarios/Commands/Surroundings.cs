using Harness.Scenarios.Jobs;
using Harness.Scenarios.Patches;
using Harness.Scenarios.Systems;

namespace Harness.Scenarios.Commands;

/// <summary>Everything that the command line meets outside its arguments.</summary>
internal sealed record Surroundings
{
    /// <summary>Where scenarios come from.</summary>
    public required ISuite Suite { get; init; }

    /// <summary>The folder with the lists of sentences and the catalogue.</summary>
    public string Seeds { get; init; } = Path.Combine(AppContext.BaseDirectory, "seeds");

    /// <summary>Where changed supervisors come from.</summary>
    public required IMutants Mutants { get; init; }

    /// <summary>What runs them, in this process.</summary>
    public required IScenarioRunner Runner { get; init; }

    /// <summary>
    /// The type of the factory of the system under test; null: the reference supervisor.
    /// </summary>
    public Type? System { get; init; }

    /// <summary>How a worker process is started.</summary>
    public required WorkerCommand Worker { get; init; }

    /// <summary>Results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress, and what is wrong.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal, where a line can be redrawn.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Where relative paths begin.</summary>
    public required string Folder { get; init; }

    /// <summary>Written into reports.</summary>
    public required string Version { get; init; }

    /// <summary>Real time: for progress and the guard.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long a run may take before its process is killed.</summary>
    public TimeSpan Guard { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Jobs if nobody says how many.</summary>
    public int Processors { get; init; } = Environment.ProcessorCount;

    /// <summary>Interrupts, besides the signals.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>
    /// The same with one file instead of the suite, here and in worker processes; these if
    /// <paramref name="file"/> is null.
    /// </summary>
    public Surroundings Only(string? file)
    {
        if (file is null)
        {
            return this;
        }

        string path = Path.GetFullPath(file, Folder);
        return this with
        {
            Suite = Suite.Only(file, path),
            Worker = Worker with
            {
                Arguments = [.. Worker.Arguments, HarnessCommand.File, path],
            },
        };
    }

    /// <summary>
    /// The same with another system under test, here and in worker processes; these, and what is
    /// wrong, if it cannot be loaded, and just these if <paramref name="system"/> is null.
    /// </summary>
    public Surroundings Of(SystemName? system, List<string> problems)
    {
        if (system is null || SystemLoader.TypeOf(system, Folder, problems) is not { } type)
        {
            return this;
        }

        string path = Path.GetFullPath(system.Assembly, Folder);
        return this with
        {
            System = type,
            Worker = Worker with
            {
                Arguments =
                [
                    .. Worker.Arguments, HarnessCommand.System,
                    (system with { Assembly = path }).ToString(),
                ],
            },
        };
    }

    /// <summary>The same with the mutants of a folder; these if it is null.</summary>
    public Surroundings WithMutants(string? folder) => folder is null ? this : this with
    {
        Mutants = Mutants.In(folder, Path.GetFullPath(folder, Folder)),
    };

    /// <summary>Says what is wrong with the usage or the files.</summary>
    public int Refuse(IEnumerable<string> problems, int exitCode = ExitCode.Usage)
    {
        foreach (string problem in problems)
        {
            Error.WriteLine($"harness: {problem}");
        }

        return exitCode;
    }
}
