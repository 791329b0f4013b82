using System.CommandLine;
using System.CommandLine.Invocation;
using Harness.Reference.Documents;
using Harness.Reports;
using Harness.Scenarios.Jobs;
using Harness.Scenarios.Systems;

namespace Harness.Scenarios.Commands;

/// <summary>The command line: its words, and which command they call.</summary>
internal sealed class HarnessCommand(Surroundings surroundings)
{
    /// <summary>Names a scenario file that is meant instead of the suite.</summary>
    public const string File = "--file";

    /// <summary>Names another system under test than the reference supervisor.</summary>
    public const string System = "--system";

    /// <summary>Names a folder with mutants that are meant instead of our own.</summary>
    public const string Mutants = "--mutants";

    private readonly List<string> _problems = [];

    /// <summary>Reads the arguments, does what they say, and returns the exit code.</summary>
    public async Task<int> Run(IReadOnlyList<string> arguments)
    {
        RootCommand root = Build();

        // No @file: a pattern or token is taken as it stands.
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null };
        ParseResult parsed = root.Parse(arguments, parsing);
        bool isRefused = parsed.Action is ParseErrorAction;
        if (!RunWords.Reads(parsed.CommandResult.Command)
            && MisspeltOption.Of(parsed).Count > 0)
        {
            isRefused = true; // and what else does not fit may be their values
        }
        else if (isRefused)
        {
            AddErrors(parsed);
        }

        // The command only adds to the problems if there are some: all of them are told at once.
        var invocation = new InvocationConfiguration
        {
            Output = surroundings.Out,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return isRefused
                ? RefuseAll(parsed, arguments)
                : await parsed.InvokeAsync(invocation);
        }
        catch (Exception error)
        {
            // Our own mistake, but a person reads this: what, and not where.
            return surroundings.Refuse(
                [$"internal error: {error.GetType().Name}: {OneLine.Of(error.Message)}"],
                ExitCode.HarnessFault);
        }
    }

    private RootCommand Build()
    {
        var root = new RootCommand("Runs process supervisors through scenarios, in virtual time."
            + " Without a command: the whole suite.");
        root.SetAction(_ => new RunCommand(surroundings, new RunRequest()).Run([]));
        root.Add(RunWords.Command((request, problems) =>
            new RunCommand(Of(request, problems), request).Run(problems)));
        root.Add(Matrix());
        root.Add(Replay());
        foreach (Command command in new ShowWords(surroundings, _problems).Commands())
        {
            root.Add(command);
        }

        root.Add(Work());
        return root;
    }

    // The first word is a command or nothing; what comes after it cannot be understood either.
    private void AddErrors(ParseResult parsed)
    {
        Command root = parsed.RootCommandResult.Command;
        if (parsed.CommandResult.Command == root
            && parsed.UnmatchedTokens is [var word, ..] && !word.StartsWith('-'))
        {
            IEnumerable<string> commands = root.Subcommands
                .Where(command => !command.Hidden).Select(command => command.Name);
            _problems.Add($"no command {Words.Quote(word)}{Words.Hint(word, commands)}");
            return;
        }

        _problems.AddRange(parsed.Errors.Select(error => OneLine.Of(error.Message)));
    }

    private int RefuseAll(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        RunWords.AddProblems(parsed, _problems);
        _problems.Add("'harness --help' shows all commands, 'harness COMMAND --help' one of them");
        if (OwnerOf(arguments[0], parsed) is { } owner)
        {
            IEnumerable<string> others = arguments.Where(argument => argument != owner);
            _problems.Add("options belong to a command: harness "
                + OneLine.Of(string.Join(' ', others.Prepend(owner))));
        }

        return surroundings.Refuse(_problems);
    }

    // An option before every command is of the one that comes later, or of the first that has it.
    private static string? OwnerOf(string first, ParseResult parsed) =>
        parsed.RootCommandResult.Command.Subcommands
            .OrderBy(command => command != parsed.CommandResult.Command)
            .FirstOrDefault(command => command.Options.Any(
                option => option.Name == first.Split('=', ':')[0]))?.Name;

    private Command Replay()
    {
        var token = new Argument<string>("TOKEN") { Description = "what a report calls the run" };
        var trace = new Option<bool>("--trace") { Description = "print every event" };
        Option<string> file = ShowWords.FileOption();
        Option<string> mutants = ShowWords.MutantsOption();
        Option<string> system = ShowWords.SystemOption();
        var command = new Command("replay", "Makes one run again and shows it.")
        {
            token, trace, file, mutants, system,
        };
        command.SetAction(parsed =>
        {
            Surroundings over = Of(
                new RunRequest
                {
                    File = OptionValues.File(parsed.GetValue(file), _problems),
                    Mutants = OptionValues.Mutants(parsed.GetValue(mutants), _problems),
                    System = OptionValues.System(parsed.GetValue(system), _problems),
                },
                _problems);
            return _problems.Count > 0
                ? surroundings.Refuse(_problems)
                : new ReplayCommand(over)
                    .Run(parsed.GetRequiredValue(token), parsed.GetValue(trace));
        });
        return command;
    }

    private Surroundings Of(RunRequest request, List<string> problems) => surroundings
        .Only(request.File).WithMutants(request.Mutants).Of(request.System, problems);

    private Command Matrix() => RunWords.MatrixCommand((request, problems) =>
        new MatrixCommand(Of(request, problems), request).Run(problems));

    private static int Work(Surroundings over)
    {
        var loop = new WorkLoop(
            over.Runner, over.Suite.Load().Scenarios,
            () => over.System is { } type ? SystemLoader.Make(type) : null,
            over.Mutants.Make);
        return loop.Run() ? ExitCode.Pass : ExitCode.Usage;
    }

    private Command Work()
    {
        Option<string> file = ShowWords.FileOption();
        var command = new Command(WorkerCommand.Verb, "Makes runs for another process.")
        {
            Hidden = true,
        };
        Option<string> system = ShowWords.SystemOption();
        command.Add(file);
        command.Add(system);
        command.SetAction(parsed =>
        {
            using IDisposable ignored = Interrupt.Ignore();
            Surroundings over = surroundings.Only(parsed.GetValue(file))
                .Of(OptionValues.System(parsed.GetValue(system), _problems), _problems);
            return _problems.Count > 0 ? surroundings.Refuse(_problems) : Work(over);
        });
        return command;
    }
}
