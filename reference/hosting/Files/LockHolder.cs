using System.Globalization;
using System.Text;
using Harness.Hosting.Native;
using Harness.Reference.Ports;

namespace Harness.Hosting.Files;

/// <summary>
/// The life of a process that has taken a lock, as it wrote it into the lock file. It is there for
/// messages: who has the lock is decided by the lock.
/// </summary>
/// <param name="Pid">Its pid.</param>
/// <param name="StartTime">
/// When it was started, in clock ticks since the boot: the 22nd field of /proc/PID/stat.
/// </param>
/// <param name="Boot">The boot that this is counted from.</param>
public sealed record LockHolder(int Pid, long StartTime, string Boot)
{
    private const int MostLetters = 200;

    /// <summary>This process.</summary>
    /// <exception cref="InvalidOperationException">/proc does not tell of it.</exception>
    public static LockHolder Self => Living(Environment.ProcessId)
        ?? throw new InvalidOperationException("/proc does not tell of this process");

    /// <summary>
    /// Who is named in a lock file; null if nobody is, or if it cannot be read. The holder may have
    /// ended since: see <see cref="Lives"/>.
    /// </summary>
    public static LockHolder? Read(string path)
    {
        if (TextOf(path) is not { Length: <= MostLetters } text)
        {
            return null;
        }

        string[] words = text.Split(' ', StringSplitOptions.TrimEntries);
        return words is [var pid, var start, { Length: > 0 } boot]
            && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out long time)
                ? new LockHolder(number, time, boot)
                : null;
    }

    /// <summary>
    /// Whether that very process has not ended; another one that has its pid now is not it.
    /// </summary>
    public bool Lives() => Living(Pid) == this;

    /// <summary>The line of a lock file: three words, and the end of the line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Pid} {StartTime} {Boot}\n");

    private static LockHolder? Living(int pid) =>
        ProcFs.Stat(pid) is { HasEnded: false } stat
            ? new LockHolder(pid, stat.StartTicks, ProcFs.Boot().Text)
            : null;

    // What cannot be read has ended, or is nobody's to look at.
    private static string? TextOf(string path) =>
        LinuxFiles.ReadNow(path) is { Error: FileError.None } answer
            ? Encoding.UTF8.GetString(answer.Contents.Span)
            : null;
}
