using System.Globalization;
using System.Text;
using Harness.Reference.Ports;

namespace Harness.Hosting.Notify;

/// <summary>
/// One datagram of sd_notify(3): lines of <c>KEY=VALUE</c>. Keys that are not known are left aside,
/// as that page asks for.
/// </summary>
public sealed record NotifyMessage
{
    /// <summary>The most bytes of a message; a longer one is junk.</summary>
    public const int MostBytes = 8 * 1024;

    /// <summary>The most characters of a status text; the rest is cut off.</summary>
    public const int MostStatusLetters = 256;

    /// <summary>The most patience that one message can ask for.</summary>
    public static readonly TimeSpan MostPatience = TimeSpan.FromHours(1);

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private static readonly SortedDictionary<string, (Rung Rung, IntegrityKind Kind)> Rungs = new(
        StringComparer.Ordinal)
    {
        ["purge-entry"] = (Rung.PurgeEntry, IntegrityKind.CorruptEntry),
        ["end-transaction"] = (Rung.EndTransaction, IntegrityKind.CorruptTransaction),
        ["disable-service"] = (Rung.DisableService, IntegrityKind.ServiceFault),
        ["restart-kid"] = (Rung.RestartKid, IntegrityKind.WorkerFault),
        ["pause-kid"] = (Rung.PauseKid, IntegrityKind.HopelessWorker),
        ["end-instance"] = (Rung.EndInstance, IntegrityKind.SharedFault),
    };

    /// <summary>READY=1: its start is over.</summary>
    public bool IsReady { get; init; }

    /// <summary>WATCHDOG=1: a sign of life.</summary>
    public bool IsBeat { get; init; }

    /// <summary>STOPPING=1: its end has begun.</summary>
    public bool IsStopping { get; init; }

    /// <summary>EXTEND_TIMEOUT_USEC: for how long from now on it asks for patience.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>STATUS: what it says of itself, without what cannot be seen.</summary>
    public string? Status { get; init; }

    /// <summary>
    /// X_INTEGRITY: what it asks its supervisor for, <c>rung:what</c>. The rungs are those of
    /// <see cref="Rung"/>, as <c>restart-kid</c>.
    /// </summary>
    public IntegrityReport? Report { get; init; }

    /// <summary>
    /// Reads a datagram; null if it is junk: too long, no UTF-8, a NUL, a line without a key, or a
    /// value that its key cannot have. Junk has no effect at all.
    /// </summary>
    public static NotifyMessage? Read(ReadOnlySpan<byte> datagram)
    {
        if (datagram.IsEmpty || datagram.Length > MostBytes || datagram.Contains((byte)0))
        {
            return null;
        }

        string text;
        try
        {
            text = Strict.GetString(datagram);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }

        NotifyMessage? message = new();
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            message = equals <= 0 ? null : message.With(line[..equals], line[(equals + 1)..]);
            if (message is null)
            {
                return null;
            }
        }

        return message;
    }

    private NotifyMessage? With(string key, string value) => key switch
    {
        "READY" => value == "1" ? this with { IsReady = true } : null,
        "STOPPING" => value == "1" ? this with { IsStopping = true } : null,
        "STATUS" => this with { Status = Visible(value) },
        "EXTEND_TIMEOUT_USEC" => PatienceOf(value) is { } patience
            ? this with { Patience = patience }
            : null,
        "X_INTEGRITY" => ReportOf(value) is { } report ? this with { Report = report } : null,

        // WATCHDOG=trigger says that it hangs by its own judgement; its beats then stop counting.
        "WATCHDOG" => value == "1" ? this with { IsBeat = true }
            : value == "trigger" ? this with { Report = new IntegrityReport(
                Rung.RestartKid, IntegrityKind.WorkerFault, "WATCHDOG=trigger") }
            : null,
        _ => this,
    };

    private static TimeSpan? PatienceOf(string value) =>
        ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong micros)
            ? TimeSpan.FromMicroseconds(Math.Min(micros, (ulong)MostPatience.TotalMicroseconds))
            : null;

    private static IntegrityReport? ReportOf(string value)
    {
        int colon = value.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Rungs.TryGetValue(value[..colon], out (Rung, IntegrityKind) asked)
            ? new IntegrityReport(asked.Item1, asked.Item2, Visible(value[(colon + 1)..]))
            : null;
    }

    private static string Visible(string value)
    {
        var text = new StringBuilder();
        foreach (char letter in value.AsSpan(0, Math.Min(value.Length, MostStatusLetters)))
        {
            text.Append(char.IsControl(letter) ? ' ' : letter);
        }

        return text.ToString();
    }
}
