using System.Globalization;

namespace Harness.Reference.Policies.Systems;

/// <summary>What is done when a rule is met.</summary>
internal enum MonitAction
{
    /// <summary>A message.</summary>
    Alert,

    /// <summary>The process is left alone from now on.</summary>
    Unmonitor,

    /// <summary>The same: the older word for it.</summary>
    Timeout,

    /// <summary>It is stopped, and left alone.</summary>
    Stop,
}

/// <summary>"if N restarts within M cycles then ACTION".</summary>
internal sealed record MonitRule(int Starts, int Cycles, MonitAction Action)
{
    private static readonly string[] Actions = ["alert", "unmonitor", "timeout", "stop"];

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
            int known = Array.IndexOf(Actions, action);
            if (known < 0)
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

            return new MonitRule(counted, within, (MonitAction)Math.Max(0, known));
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
