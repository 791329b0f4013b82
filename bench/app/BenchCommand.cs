using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Runtime.InteropServices;
using Harness.Bench.Micro;
using Harness.Bench.Policies;
using Harness.Bench.Supervise;
using Harness.Bench.Throughput;
using Harness.Reports;

namespace Harness.Bench;

/// <summary>The command line of the bench: its words, and what they call.</summary>
internal sealed class BenchCommand(TextWriter output, TextWriter error)
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Usage = 64;
    private const int DefaultSeconds = 60;
    private const int MostSeconds = 3600;
    private const int MostKills = 10_000;
    private const int Interrupted = 130;

    private readonly List<string> _problems = [];

    /// <summary>How much one pass is; the figures mean what they say at full size.</summary>
    internal WorkloadSize Size { get; init; } = WorkloadSize.Full;

    /// <summary>The same of the measuring of supervisors.</summary>
    internal SuperviseSize Supervised { get; init; } = SuperviseSize.Full;

    /// <summary>Our own supervisor: a program's path, and what comes before the file.</summary>
    internal IReadOnlyList<string> Supervisor { get; init; } =
        [Path.Combine(AppContext.BaseDirectory, "supervise"), "run"];

    /// <summary>Where the other supervisors are looked for.</summary>
    internal string? SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH");

    /// <summary>Where the folder of such a measuring is made.</summary>
    internal string Parent { get; init; } = Path.GetTempPath();

    /// <summary>Reads the arguments, does what they say, and returns the exit code.</summary>
    public int Run(IReadOnlyList<string> arguments)
    {
        var root = new RootCommand("Measures the harness beside a bare scheduler.")
        {
            ThroughputWords(), MicroWords(), SuperviseWords(),
            new PolicyCommands(output, error).Words(), PoliciesMicroWords(),
        };
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null };
        ParseResult parsed = root.Parse(arguments, parsing);
        if (parsed.Action is ParseErrorAction)
        {
            _problems.AddRange(parsed.Errors.Select(problem => OneLine.Of(problem.Message)));
            return Refuse();
        }

        return parsed.Invoke(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private Command ThroughputWords()
    {
        var json = new Option<bool>("--json") { Description = "print one JSON object" };
        var seconds = new Option<string>("--seconds")
        {
            Description = $"about how long to measure, 1 to {MostSeconds}; else {DefaultSeconds}",
        };
        var command = new Command(
            "throughput", "Decisions, bytes, simulations and virtual time per second.")
        {
            json, seconds,
        };
        command.SetAction(parsed =>
        {
            int length = SecondsOf(parsed.GetValue(seconds));
            if (_problems.Count > 0)
            {
                return Refuse();
            }

            ThroughputResult result = ThroughputRun.Measure(Size, TimeSpan.FromSeconds(length));
            output.Write(parsed.GetValue(json)
                ? ThroughputJson.Of(result)
                : ThroughputTable.Of(result));
            return Done;
        });
        return command;
    }

    private Command MicroWords()
    {
        var filter = new Option<string>("--filter")
        {
            Description = "only benchmarks whose full name fits, such as *Digest*",
        };
        var command = new Command("micro", "Nanoseconds and bytes of the hot paths.") { filter };
        command.SetAction(parsed =>
        {
            string glob = parsed.GetValue(filter) ?? "*";
            if (glob.Length == 0)
            {
                _problems.Add("--filter: expected a pattern such as *Digest*");
                return Refuse();
            }

            return Micro(glob);
        });
        return command;
    }

    private Command PoliciesMicroWords()
    {
        var command = new Command(
            "policies-micro", "Nanoseconds and bytes of a step of each restart rule.");
        command.SetAction(_ => Micro($"*.{nameof(RuleBenchmarks)}.*"));
        return command;
    }

    private int Micro(string glob)
    {
        string? problem = MicroRun.Run(glob);
        if (problem is not null)
        {
            error.WriteLine($"bench: {OneLine.Of(problem)}");
        }

        return problem is null ? Done : Failed;
    }

    private Command SuperviseWords()
    {
        var json = new Option<bool>("--json") { Description = "print one JSON object" };
        var kills = new Option<string>("--kills")
        {
            Description = $"how often to kill a worker of each, 1 to {MostKills};"
                + $" else {Supervised.Kills}",
        };
        var command = new Command(
            "supervise", "Restarts, memory, rest and starts of real supervisors side by side.")
        {
            json, kills,
        };
        command.SetAction(parsed =>
        {
            SuperviseSize size = Supervised with
            {
                Kills = NumberOf("--kills", parsed.GetValue(kills), Supervised.Kills, MostKills),
            };
            return _problems.Count > 0 ? Refuse() : Supervise(size, parsed.GetValue(json));
        });
        return command;
    }

    private int Supervise(SuperviseSize size, bool isJson)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            SuperviseResult result = new SuperviseRun(
                size, Candidates.All(Supervisor, SearchPath), stop.Token)
            {
                Parent = Parent,
            }.Measure();
            output.Write(isJson ? SuperviseJson.Of(result) : SuperviseTable.Of(result));
            return Done;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Interrupted; // everything that was started is gone by now
        }

        catch (InvalidOperationException broken)
        {
            error.WriteLine($"bench: {broken.Message}");
            return Failed;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private int SecondsOf(string? text) =>
        NumberOf("--seconds", text, DefaultSeconds, MostSeconds);

    private int NumberOf(string option, string? text, int usual, int most)
    {
        if (text is null)
        {
            return usual;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            || value < 1 || value > most)
        {
            _problems.Add($"{option} '{OneLine.Of(text)}': expected a number from 1 to {most}");
        }

        return value;
    }

    private int Refuse()
    {
        foreach (string problem in _problems)
        {
            error.WriteLine($"bench: {problem}");
        }

        error.WriteLine(
            "bench: 'bench --help' shows the commands, 'bench COMMAND --help' one of them");
        return Usage;
    }
}
