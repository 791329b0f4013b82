using System.CommandLine;
using System.CommandLine.Parsing;
using Harness.Reference.Documents;

namespace Harness.Scenarios.Commands;

/// <summary>
/// Finds what looks like an option and is none. It would be taken for a name or a file otherwise,
/// and the answer would be about that.
/// </summary>
internal static class MisspeltOption
{
    /// <summary>
    /// Each one with the option that was probably meant. A file of such a name is ./-name, or
    /// stands behind --.
    /// </summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (command == parsed.RootCommandResult.Command)
        {
            return [];
        }

        // The values of options are not among the command's own words.
        HashSet<string> words =
        [
            .. parsed.CommandResult.Tokens.Select(token => token.Value),
            .. parsed.UnmatchedTokens,
        ];
        IEnumerable<string> options = command.Options.Select(option => option.Name);
        return
        [
            .. parsed.Tokens
                .TakeWhile(token => token.Type != TokenType.DoubleDash)
                .Select(token => token.Value)
                .Where(word => word.StartsWith('-') && words.Contains(word))
                .Distinct()
                .Select(word => $"no option '{word}'{Words.Hint(NameOf(word), options)}"),
        ];
    }

    private static string NameOf(string word) => word.Split('=', ':')[0];
}
