using System.Globalization;

namespace Harness.Hosting.Control;

/// <summary>One thing that is wrong with a document.</summary>
/// <param name="Line">From 1; null if it is nowhere in the document.</param>
/// <param name="Column">From 1; null if it is nowhere in the document.</param>
/// <param name="Detail">What is wrong, and what was expected.</param>
public sealed record ControlError(int? Line, int? Column, string Detail)
{
    /// <summary>Takes <c>line:column: what</c> apart; what has no place is all detail.</summary>
    public static ControlError Of(string problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        string[] parts = problem.Split(':', 3);
        return parts.Length == 3
            && int.TryParse(
                parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int line)
            && int.TryParse(
                parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int column)
            && parts[2].StartsWith(' ')
            ? new ControlError(line, column, parts[2][1..])
            : new ControlError(null, null, problem);
    }
}
