using System.Globalization;
using System.Text;
using Harness.Reference.Documents;

namespace Harness.Reference.Configuration;

/// <summary>
/// Splits a command into the program and its arguments, without a shell. The quotes are those of
/// POSIX (Shell Command Language, 2.2); nothing is expanded: a <c>$</c>, a <c>*</c>, a <c>|</c> or
/// a <c>&gt;</c> is a character like any other.
/// </summary>
/// <remarks>
/// Spaces, tabs and ends of lines separate words. What stands in single quotes is taken as it is.
/// In double quotes a backslash takes <c>"</c>, <c>\</c>, <c>$</c> and <c>`</c> as they are, and
/// is itself before anything else; outside of quotes it takes any character as it is. Pieces that
/// touch are one word, and <c>''</c> is an empty one.
/// </remarks>
public static class CommandWords
{
    private const string EscapedInQuotes = "\"\\$`";

    /// <summary>
    /// The words, the program first: a path that begins with <c>/</c>, or a name without one, which
    /// is to be looked up in PATH at the start.
    /// </summary>
    /// <param name="command">What was written.</param>
    /// <param name="problem">
    /// What is wrong and what was expected, with the place in the command where that helps,
    /// counted from 1 in UTF-16 units; empty if nothing is.
    /// </param>
    /// <returns>At least one word; null if there is a problem.</returns>
    public static IReadOnlyList<string>? Split(string command, out string problem)
    {
        ArgumentNullException.ThrowIfNull(command);
        var words = new List<string>();
        var word = new StringBuilder();
        bool isOpen = false;
        problem = "";
        for (int at = 0; at < command.Length && problem.Length == 0;)
        {
            char unit = command[at];
            if (IsBlank(unit))
            {
                Close();
                at++;
                continue;
            }

            isOpen = true;
            at = unit switch
            {
                '\'' => Single(command, at, word, out problem),
                '"' => Double(command, at, word, out problem),
                '\\' => Escaped(command, at, word, out problem),
                _ => Plain(command, at, word),
            };
        }

        Close();
        problem = problem.Length > 0 ? problem : ProblemOf(command, words);
        return problem.Length > 0 ? null : words;

        void Close()
        {
            if (isOpen)
            {
                words.Add(word.ToString());
            }

            isOpen = false;
            word.Clear();
        }
    }

    private static bool IsBlank(char unit) => unit is ' ' or '\t' or '\n' or '\r';

    private static int Plain(string command, int at, StringBuilder word)
    {
        word.Append(command[at]);
        return at + 1;
    }

    private static int Single(string command, int at, StringBuilder word, out string problem)
    {
        int end = command.IndexOf('\'', at + 1);
        problem = end < 0 ? Unclosed("single", at) : "";
        word.Append(command, at + 1, (end < 0 ? command.Length : end) - at - 1);
        return end < 0 ? command.Length : end + 1;
    }

    private static int Double(string command, int at, StringBuilder word, out string problem)
    {
        for (int next = at + 1; next < command.Length; next++)
        {
            char unit = command[next];
            if (unit == '"')
            {
                problem = "";
                return next + 1;
            }

            bool isEscape = unit == '\\' && next + 1 < command.Length
                && EscapedInQuotes.Contains(command[next + 1], StringComparison.Ordinal);
            next += isEscape ? 1 : 0;
            word.Append(command[next]);
        }

        problem = Unclosed("double", at);
        return command.Length;
    }

    private static int Escaped(string command, int at, StringBuilder word, out string problem)
    {
        bool isLast = at + 1 == command.Length;
        problem = isLast ? "a backslash is last: expected the character that it takes" : "";
        word.Append(isLast ? '\\' : command[at + 1]);
        return at + 2;
    }

    private static string Unclosed(string kind, int at) =>
        $"the {kind} quote at character {Counted(at)} is never closed: expected another one";

    private static string ProblemOf(string command, List<string> words)
    {
        int zero = command.IndexOf('\0', StringComparison.Ordinal);
        return zero >= 0 ? $"character {Counted(zero)} is U+0000: no word can hold it"
            : words is not [string program, ..] ? "no words: expected a program"
            : program.Length == 0 ? "the first word is empty: expected a program"
            : program.Contains('/', StringComparison.Ordinal) && program[0] != '/'
                ? $"the program is {Words.Quote(program)}: expected a path that begins with '/',"
                    + " or a name without one"
            : "";
    }

    private static string Counted(int at) => (at + 1).ToString(CultureInfo.InvariantCulture);
}
