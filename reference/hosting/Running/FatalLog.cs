using System.Globalization;
using System.Text;
using Harness.Reference.Ports;

namespace Harness.Hosting.Running;

/// <summary>
/// Writes a fatal message to stderr and to a file, durably, before anything else happens: "the
/// fatal message is out" also if the disk takes nothing any more, for stderr comes first. The file
/// keeps the last <see cref="MostBytes"/>.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="time">Its wall time is for people.</param>
/// <param name="out">Where people and the journal read.</param>
public sealed class FatalLog(string path, TimeProvider time, TextWriter @out) : IFatalLog
{
    /// <summary>The most bytes of the file; the oldest half of a longer one goes.</summary>
    public const int MostBytes = 64 * 1024;

    /// <inheritdoc/>
    public async Task Write(SupervisorError error)
    {
        string line = TextOf(error);
        await Task.Run(() =>
        {
            Say(@out, line);
            Append(line);
        });
    }

    /// <summary>Says something to people; that nobody can hear it is no error of its own.</summary>
    internal static void Say(TextWriter people, string line)
    {
        try
        {
            people.WriteLine(line);
            people.Flush();
        }
        catch (Exception deaf) when (deaf is IOException or ObjectDisposedException)
        {
            // The file keeps it.
        }
    }

    /// <summary>The message as people read it.</summary>
    public static string TextOf(SupervisorError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        string subject = error.Subject.Length == 0 ? "" : $" ({error.Subject})";
        string phase = error.Phase switch
        {
            Phase.Starting => "at the start",
            Phase.Running => "while it ran",
            Phase.Changing => "during a change of the configuration",
            Phase.Stopping => "at the end",
        };
        return $"supervise: fatal {phase}: {OriginOf(error.Origin)}{subject}"
            + $" {KindOf(error.Kind)}";
    }

    private static string OriginOf(ErrorOrigin origin) => origin switch
    {
        ErrorOrigin.Worker => "a worker",
        ErrorOrigin.Services => "the service manager",
        ErrorOrigin.State => "the state",
        ErrorOrigin.Request => "the configuration",
        ErrorOrigin.Watchdog => "what the watchdog found",
    };

    private static string KindOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Missing => "is not there",
        ErrorKind.Refused => "was refused",
        ErrorKind.TimedOut => "did not come in time",
        ErrorKind.Damaged => "is damaged",
        ErrorKind.Exhausted => "is beyond what the error budget allows, or was repaired in vain",
    };

    private void Append(string line)
    {
        try
        {
            byte[] before = File.Exists(path) ? File.ReadAllBytes(path) : [];
            string at = time.GetUtcNow()
                .ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            byte[] added = Encoding.UTF8.GetBytes($"{at} {line}\n");
            bool isLong = before.Length + added.Length > MostBytes;
            using var file = new FileStream(
                path, isLong ? FileMode.Create : FileMode.Append, FileAccess.Write);
            if (isLong)
            {
                file.Write(before.AsSpan(before.Length - Math.Min(before.Length, MostBytes / 2)));
            }

            file.Write(added);
            file.Flush(flushToDisk: true);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            Say(@out, $"supervise: {path} does not take the message: {wrong.Message}");
        }
    }
}
