using Harness.Reference.Documents;

namespace Harness.Reference.Configuration;

/// <summary>Reads a command, and tells what cannot be split into words.</summary>
internal static class CommandReader
{
    /// <summary>
    /// The command as it was written; null if there is none, or if a problem was reported.
    /// </summary>
    public static string? Read(Field? field, Values values)
    {
        if (values.Line(field, "command", ConfigLimits.CommandLetters) is not { } command)
        {
            return null;
        }

        if (CommandWords.Split(command, out string problem) is not null)
        {
            return command;
        }

        values.Problems.Add(field!.Value.Place, $"{field.What}: {problem}");
        return null;
    }
}
