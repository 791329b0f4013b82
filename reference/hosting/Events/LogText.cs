using System.Globalization;
using System.Text;
using Harness.Reference.Policies;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Microsoft.Extensions.Logging;

namespace Harness.Hosting.Events;

/// <summary>The text of log entries, for people: it is never parsed back.</summary>
public static class LogText
{
    /// <summary>As <c>worker-exited resolver-1 pid=4711 lifeMs=12</c>.</summary>
    public static string Of(in LogEntry entry)
    {
        (string first, string second) = LogWords.NamesOf(entry.Code);
        var text = new StringBuilder(WordOf(entry.Code.ToString()));
        if (entry.Subject.Length > 0)
        {
            text.Append(' ').Append(entry.Subject);
        }

        (string firstValue, string secondValue) = ValuesOf(entry);
        Add(text, first, firstValue);
        Add(text, second, secondValue);
        return text.ToString();
    }

    /// <summary>
    /// The two numbers of an entry as words, where they stand for something that has a name.
    /// </summary>
    public static (string First, string Second) ValuesOf(in LogEntry entry)
    {
        Enum? first = entry.Code switch
        {
            LogCode.WorkerStartFailed => (StartFailure)entry.First,
            LogCode.ErrorReported => (ErrorOrigin)entry.First,
            LogCode.ChangeOver or LogCode.ChangeReported => (ControlResult)entry.First,
            LogCode.WorkerReported => (Rung)entry.First,
            LogCode.InstanceEnding => (InstanceEnd)entry.First,
            _ => LogWords.NamesInstability(entry.Code) ? (Instability)entry.First
                : LogWords.NamesReason(entry.Code) ? (RestartReason)entry.First
                : null,
        };
        Enum? second = entry.Code switch
        {
            LogCode.ErrorReported => (ErrorKind)entry.Second,
            LogCode.WorkerReported => (IntegrityKind)entry.Second,
            LogCode.EntriesLeftOut => (LogCode)entry.Second,
            _ => null,
        };
        return (Value(first, entry.First), Value(second, entry.Second));
    }

    /// <summary>A name in lower case, its words apart: <c>worker-exited</c>.</summary>
    public static string WordOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var word = new StringBuilder();
        foreach (char letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && word.Length > 0)
            {
                word.Append('-');
            }

            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }

    /// <summary>How much an entry matters to who runs the supervisor.</summary>
    public static LogLevel LevelOf(LogCode code) => code switch
    {
        LogCode.SupervisorStarting or LogCode.SupervisorRunning or LogCode.SupervisorStopping
            or LogCode.SupervisorEnding or LogCode.WorkerAdopted or LogCode.WorkerStarted
            or LogCode.WorkerReady or LogCode.WorkerRevived or LogCode.RepairDone
            or LogCode.ChangeBegun or LogCode.ChangeAccepted or LogCode.ChangeDone
            or LogCode.ChangeOver or LogCode.BesideStarted or LogCode.AheadOver
            or LogCode.HoldingsReleased or LogCode.WorkerDone
            or LogCode.GroupBegun => LogLevel.Information,
        LogCode.SurplusEnded or LogCode.WorkerExited or LogCode.RestartDecided
            or LogCode.RepairBegun or LogCode.StrayEnded or LogCode.WorkerPaused
            or LogCode.WorkerStartFailed or LogCode.InstabilityFound or LogCode.ErrorReported
            or LogCode.StateSetAside or LogCode.ChangeFailed or LogCode.ChangeReported
            or LogCode.CanaryFailed or LogCode.AheadFound or LogCode.WorkerReported
            or LogCode.HoldingsLeaked or LogCode.EntriesLeftOut
            or LogCode.WorkerOverran or LogCode.WorkerStopped => LogLevel.Warning,
        LogCode.WorkerGivenUp or LogCode.WorkerDisabled or LogCode.BudgetSpent
            or LogCode.RepairFailed or LogCode.EndFailed
            or LogCode.InstanceEnding => LogLevel.Error,
    };

    private static string Value(Enum? word, long number) =>
        word is null ? number.ToString(CultureInfo.InvariantCulture) : WordOf(word.ToString());

    private static void Add(StringBuilder text, string name, string value)
    {
        if (name.Length > 0)
        {
            text.Append(' ').Append(name).Append('=').Append(value);
        }
    }
}
