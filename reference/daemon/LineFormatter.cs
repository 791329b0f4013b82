using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Harness.Daemon;

/// <summary>Writes the log to stderr, a line each: wall time, level, text.</summary>
internal sealed class LineFormatter() : ConsoleFormatter(Line)
{
    private const string Line = "line";

    /// <summary>Has everything that is logged written so.</summary>
    internal static void AddTo(ILoggingBuilder logging)
    {
        // What the host would say, with a stack trace, is said by whoever started it.
        logging.AddFilter("Microsoft", LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>()
            .AddConsole(console =>
            {
                console.FormatterName = Line;
                console.LogToStandardErrorThreshold = LogLevel.Trace;

                // The supervisor does not wait for whoever reads this.
                console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
            });
    }

    /// <inheritdoc/>
    public override void Write<TState>(
        in LogEntry<TState> logEntry,
        IExternalScopeProvider? scopeProvider,
        TextWriter textWriter)
    {
        string text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss.fff'Z'} {WordOf(logEntry.LogLevel)}"
            + $" {OneLine.Of(text)}"));
        if (logEntry.Exception is { } wrong)
        {
            textWriter.WriteLine(OneLine.Of(wrong.ToString()));
        }
    }

    private static string WordOf(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug or LogLevel.None => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error or LogLevel.Critical => "error",
    };
}
