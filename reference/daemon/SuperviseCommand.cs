using System.CommandLine;
using System.CommandLine.Invocation;
using Harness.Reference.Documents;

namespace Harness.Daemon;

/// <summary>The command line: its words, and which command they call.</summary>
internal sealed class SuperviseCommand(Surroundings surroundings)
{
    /// <summary>Where the clients ask if nobody says where.</summary>
    internal const string UsualSocket = "/var/lib/supervisor/control.sock";

    /// <summary>Reads the arguments, does what they say, and returns the exit code.</summary>
    internal async Task<int> Run(IReadOnlyList<string> arguments)
    {
        RootCommand root = Build();

        // No @file: a path is taken as it stands.
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null };
        ParseResult parsed = root.Parse(arguments, parsing);
        if (parsed.Action is ParseErrorAction)
        {
            return Refuse(parsed);
        }

        var invocation = new InvocationConfiguration
        {
            Output = surroundings.Out,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(invocation, surroundings.Stop);
        }
        catch (Exception error)
        {
            // Our own mistake, but a person reads this: what, and not where.
            return surroundings.Refuse(
                [$"internal error: {error.GetType().Name}: {error.Message}"], ExitCode.Broken);
        }
    }

    private int Refuse(ParseResult parsed)
    {
        Command root = parsed.RootCommandResult.Command;
        Command command = parsed.CommandResult.Command;
        var problems = new List<string>();
        if (command.Subcommands.Count > 0
            && parsed.UnmatchedTokens is [var word, ..] && !word.StartsWith('-'))
        {
            problems.Add($"no command {Words.Quote(word)}"
                + Words.Hint(word, command.Subcommands.Select(one => one.Name)));
        }
        else
        {
            problems.AddRange(parsed.Errors.Select(error => error.Message));
        }

        problems.Add("'supervise --help' shows all commands,"
            + " 'supervise COMMAND --help' one of them");
        return surroundings.Refuse(problems, ExitCode.Usage);
    }

    private RootCommand Build()
    {
        var root = new RootCommand("Supervises the processes that a configuration names.");
        root.Add(RunWords());
        root.Add(CheckWords());
        var config = new Command("config", "Shows or changes the configuration in force.");
        ClientWords words = new(surroundings);
        config.Add(words.ConfigGet());
        config.Add(words.ConfigPut());
        foreach (Command command in (Command[])
            [words.Status(), words.Reload(), words.Reset(), words.Stop(), words.Events(), config])
        {
            root.Add(command);
        }

        return root;
    }

    private Command RunWords()
    {
        var file = new Argument<string>("FILE") { Description = "the configuration" };
        var socket = new Option<string?>("--socket")
        {
            HelpName = "PATH",
            Description = "where to listen; control.sock in the state directory if left out",
        };
        var command = new Command("run", "Supervises until it is stopped.") { file, socket };
        command.SetAction((parsed, _) => new RunCommand(surroundings).Run(
            parsed.GetRequiredValue(file), parsed.GetValue(socket)));
        return command;
    }

    private Command CheckWords()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "configurations", Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command(
            "check", "Lists everything that is wrong with configurations.") { files };
        command.SetAction(parsed =>
            new CheckCommand(surroundings).Run(parsed.GetRequiredValue(files)));
        return command;
    }
}
