using System.CommandLine;

namespace Harness.Scenarios.Commands;

/// <summary>
/// The arguments and options of <c>run</c> and <c>matrix</c>. Values are texts here, so that every
/// wrong one can be told at once.
/// </summary>
internal static class RunWords
{
    private const string Run = "run";
    private const string Matrix = "matrix";
    private const string Seeds = "--seeds";
    private const string Seed = "--seed";
    private const string Jobs = "--jobs";
    private const string Audit = "--audit";
    private const string FailFast = "--fail-fast";
    private const string AllowInconclusive = "--allow-inconclusive";
    private const string Changed = "--mutant";
    private const string Report = "--report";
    private const string Pattern = "PATTERN";

    /// <summary><c>run</c>.</summary>
    public static Command Command(Func<RunRequest, List<string>, Task<int>> run)
    {
        var command = new Command(Run, "Runs scenarios and judges them.")
        {
            Patterns(),
            ShowWords.FileOption(),
            Text(Seeds, "N", "runs of each scenario, 1 to 1,000,000"),
            Text(Seed, "S", "the base seed: 1 to 64 of A-Z a-z 0-9 . _ -"),
            Text(Jobs, "N", "runs at a time, 1 to 64; one for each processor if left out"),
            Flag(Audit, "make each run twice, in two processes, and compare"),
            Flag(FailFast, "end with the first failure"),
            Flag(AllowInconclusive, "exit with 0 if nothing is worse than inconclusive"),
            Text(Changed, "NAME", "a changed supervisor instead of the reference one: 'mutants'"
                + " lists them"),
            ShowWords.SystemOption(),
            ShowWords.MutantsOption(),
            Text(Report, "DIR", $"where the report goes; {RunRequest.DefaultReport} if left out"),
        };
        command.SetAction(parsed => Call(parsed, run));
        return command;
    }

    /// <summary><c>matrix</c>.</summary>
    public static Command MatrixCommand(Func<RunRequest, List<string>, Task<int>> run)
    {
        var command = new Command(
            Matrix, "Shows which scenario catches which changed supervisor.")
        {
            Patterns(),
            Text(Seeds, "N", "runs of each scenario and mutant, 1 to 1,000,000"),
            Text(Seed, "S", "the base seed: 1 to 64 of A-Z a-z 0-9 . _ -"),
            Text(Jobs, "N", "runs at a time, 1 to 64; one for each processor if left out"),
            Text(Changed, "NAME", "only this one"),
            ShowWords.MutantsOption(),
        };
        command.SetAction(parsed => Call(parsed, run));
        return command;
    }

    /// <summary>What is wrong with the values, whatever else is wrong.</summary>
    public static void AddProblems(ParseResult parsed, List<string> problems) =>
        Request(parsed, problems);

    /// <summary>Which scenarios are meant; none means all.</summary>
    public static Argument<string[]> Patterns() => new(Pattern)
    {
        Description = "names of scenarios: whole ones, parts, or with * and ?",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>
    /// Whether a command's words are read here, with all that is wrong with them.
    /// </summary>
    public static bool Reads(Command command) => command.Name is Run or Matrix;

    private static Task<int> Call(
        ParseResult parsed, Func<RunRequest, List<string>, Task<int>> run)
    {
        var problems = new List<string>();
        RunRequest request = Request(parsed, problems);
        return run(request, problems);
    }

    private static RunRequest Request(ParseResult parsed, List<string> problems) => new()
    {
        Patterns = Checked(Value<string[]>(parsed, Pattern) ?? [], parsed, problems),
        File = OptionValues.File(Value<string>(parsed, HarnessCommand.File), problems),
        Seeds = OptionValues.Number(
            Seeds, Value<string>(parsed, Seeds), OptionValues.MostSeeds, problems),
        BaseSeed = OptionValues.BaseSeed(Value<string>(parsed, Seed), problems),
        Jobs = OptionValues.Number(
            Jobs, Value<string>(parsed, Jobs), OptionValues.MostJobs, problems),
        IsAudit = Value<bool>(parsed, Audit),
        FailFast = Value<bool>(parsed, FailFast),
        AllowInconclusive = Value<bool>(parsed, AllowInconclusive),
        Mutant = Value<string>(parsed, Changed),
        System = OptionValues.System(Value<string>(parsed, HarnessCommand.System), problems),
        Mutants = OptionValues.Mutants(
            Value<string>(parsed, HarnessCommand.Mutants), problems),
        Report = OptionValues.Folder(Value<string>(parsed, Report), problems),
    };

    private static string[] Checked(
        string[] patterns, ParseResult parsed, List<string> problems)
    {
        IReadOnlyList<string> misspelt = MisspeltOption.Of(parsed);
        problems.AddRange(misspelt);
        return misspelt.Count == 0
            ? patterns
            : [.. patterns.Where(pattern => !pattern.StartsWith('-'))];
    }

    // A command that does not have the option, or one that is given badly, has no value.
    private static T? Value<T>(ParseResult parsed, string name)
    {
        try
        {
            return parsed.GetResult(name) is null ? default : parsed.GetValue<T>(name);
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }

    private static Option<string> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    private static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description };
}
