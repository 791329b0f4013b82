namespace Harness.Daemon;

/// <summary>Everything that the command line meets outside its arguments.</summary>
internal sealed record Surroundings
{
    /// <summary>Results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>What is wrong, and the log of a supervisor that runs.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Where relative paths begin.</summary>
    public required string Folder { get; init; }

    /// <summary>Reads a variable of the environment.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Whether the signals of this process are the supervisor's.</summary>
    public bool HeedsSignals { get; init; }

    /// <summary>Ends what follows.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Those of a real process.</summary>
    public static Surroundings OfThisProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        Folder = Environment.CurrentDirectory,
        Variable = Environment.GetEnvironmentVariable,
        HeedsSignals = true,
    };

    /// <summary>Says what is wrong, a line each.</summary>
    public int Refuse(IEnumerable<string> problems, int exitCode)
    {
        foreach (string problem in problems)
        {
            Error.WriteLine($"supervise: {OneLine.Of(problem)}");
        }

        return exitCode;
    }
}
