using System.CommandLine;

namespace Harness.Scenarios.Commands;

/// <summary>The words of the commands that only look.</summary>
/// <param name="surroundings">What they look at.</param>
/// <param name="problems">What is wrong with their words.</param>
internal sealed class ShowWords(Surroundings surroundings, List<string> problems)
{
    /// <summary>All of them, in the order of the help.</summary>
    public IEnumerable<Command> Commands() =>
        [
            List(), Describe(), Check(), CheckConfig(), Claims(), Faults(), Mutants(), Seeds(),
        ];

    /// <summary>Names a scenario file that is meant instead of the suite.</summary>
    public static Option<string> FileOption() => new(HarnessCommand.File)
    {
        HelpName = "FILE", Description = "a scenario file, instead of the suite",
    };

    /// <summary>The system under test, of whoever runs one.</summary>
    public static Option<string> SystemOption() => new(HarnessCommand.System)
    {
        HelpName = "ASSEMBLY:TYPE",
        Description = "a system under test of your own, by the type of its factory",
    };

    /// <summary>Names a folder with mutants that are meant instead of our own.</summary>
    public static Option<string> MutantsOption() => new(HarnessCommand.Mutants)
    {
        HelpName = "DIR", Description = "a folder with mutants, instead of our own",
    };

    private Command List()
    {
        Argument<string[]> patterns = RunWords.Patterns();
        Option<string> file = FileOption();
        var command = new Command("list", "Lists scenarios and what they claim.")
        {
            patterns, file,
        };
        command.SetAction(parsed =>
            Only(parsed.GetValue(file)) is { } chosen
                ? new ShowCommands(chosen).List(parsed.GetValue(patterns) ?? [])
                : surroundings.Refuse(problems));
        return command;
    }

    private Command Describe()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "a scenario; not needed with a file", Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string> file = FileOption();
        var command = new Command("describe", "Shows all of a scenario.") { name, file };
        command.SetAction(parsed =>
        {
            string? scenario = parsed.GetValue(name);
            string? path = parsed.GetValue(file);
            Surroundings? chosen = Only(path);
            if (scenario is null && path is null)
            {
                problems.Add(
                    "describe: expected the name of a scenario, or a file:"
                    + " 'harness list' shows the names");
            }

            return chosen is not null && problems.Count == 0
                ? new ShowCommands(chosen).Describe(scenario)
                : surroundings.Refuse(problems);
        });
        return command;
    }

    private Command Check()
    {
        Argument<string[]> files = Files("scenario files");
        var command = new Command("check", "Lists everything that is wrong with files.") { files };
        command.SetAction(parsed =>
            new ShowCommands(surroundings).Check(parsed.GetRequiredValue(files)));
        return command;
    }

    private Command CheckConfig()
    {
        Argument<string[]> files = Files("configurations of the supervisor");
        var command = new Command(
            "check-config", "Lists everything that is wrong with configurations.") { files };
        command.SetAction(parsed =>
            new ShowCommands(surroundings).CheckConfig(parsed.GetRequiredValue(files)));
        return command;
    }

    private Command Claims()
    {
        Option<bool> write = Write(ClaimsCommand.Page);
        var command = new Command("claims", "Lists what a scenario can claim.") { write };
        command.SetAction(parsed =>
            new ClaimsCommand(surroundings).Claims(parsed.GetValue(write)));
        return command;
    }

    private Command Faults()
    {
        Option<bool> write = Write(FaultsCommand.Page);
        var command = new Command("faults", "Lists what can go wrong in a scenario.") { write };
        command.SetAction(parsed =>
            new FaultsCommand(surroundings).Run(parsed.GetValue(write)));
        return command;
    }

    private Command Mutants()
    {
        Option<string> mutants = MutantsOption();
        var command = new Command(
            "mutants", "Lists the changed supervisors that claims must catch.")
        {
            mutants,
        };
        command.SetAction(parsed =>
            OptionValues.Mutants(parsed.GetValue(mutants), problems) is var folder
            && problems.Count > 0
                ? surroundings.Refuse(problems)
                : new ClaimsCommand(surroundings.WithMutants(folder)).Mutants());
        return command;
    }

    private Command Seeds()
    {
        Option<bool> write = Write(SeedsCommand.Page);
        var command = new Command(
            "seeds", "Shows what stands for each sentence of the two documents, and the holes.")
        {
            write,
        };
        command.SetAction(parsed =>
            new SeedsCommand(surroundings).Run(parsed.GetValue(write)));
        return command;
    }

    // Null if there is no such path; the problem is noted.
    private Surroundings? Only(string? file)
    {
        string? path = OptionValues.File(file, problems);
        return problems.Count == 0 ? surroundings.Only(path) : null;
    }

    private static Argument<string[]> Files(string what) => new("FILE")
    {
        Description = what, Arity = ArgumentArity.OneOrMore,
    };

    private static Option<bool> Write(string page) => new("--write")
    {
        Description = $"write {page} instead of printing it",
    };
}
