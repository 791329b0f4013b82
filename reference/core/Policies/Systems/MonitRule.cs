using System.Globalization;

namespace Harness.Reference.Policies.Systems;

/// <summary>"if N restarts within M cycles then ACTION".</summary>
internal sealed record MonitRule(int Starts, int Cycles, bool Ends)
{
    private static readonly string[] Actions = ["unmonitor", "timeout", "stop", "alert"];

    internal static MonitRule? Read(OptionValues values)
    {
        const string Name = "restarts rule";
        string text = values.Text(Name);
        if (text.Length == 0)
        {
            return null;
        }

        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["if", var starts, "restart" or "restarts", "within", var cycles,
                "cycle" or "cycles", "then", var action]
            && Number(starts) is { } counted && Number(cycles) is { } within)
        {
            if (Array.IndexOf(Actions, action) < 0)
            {
                values.Refuse(
                    Name,
                    $"action {Documents.Words.Quote(action)}: "
                    + Documents.Words.Instead(action, Actions));
            }

            if (counted > within)
            {
                values.Refuse(
                    Name, "there are never more restarts than cycles: it could never be met");
            }

            return new MonitRule(counted, within, action != "alert");
        }

        values.Refuse(Name, "expected 'if N restarts within M cycles then ACTION', N and M over 0");
        return null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number > 0
            ? number
            : null;
}
