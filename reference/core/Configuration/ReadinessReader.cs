using System.Globalization;
using Harness.Reference.Documents;
using Harness.Reference.Keys;
using Harness.Reference.Ports;

namespace Harness.Reference.Configuration;

/// <summary>
/// Reads how it is known that a process is ready: the word <c>notify</c>, or a map with one key.
/// </summary>
/// <param name="values">Reads single values.</param>
internal sealed class ReadinessReader(Values values)
{
    public const string NotifyWord = "notify";
    public const string AfterKey = "after";
    public const string ExecKey = "exec";
    public const string TcpKey = "tcp";
    public const string HttpKey = "http";

    private const int MostPort = 65535;

    private static readonly string[] Ways = [AfterKey, ExecKey, TcpKey, HttpKey];

    /// <summary>
    /// The readiness, <see cref="Readiness.Usual"/> if nothing is written; null if a problem was
    /// reported.
    /// </summary>
    /// <param name="field">What should say it.</param>
    /// <param name="said">The key that says it, if one does.</param>
    public Readiness? Read(Field? field, out Field? said)
    {
        said = field;
        return field?.Value switch
        {
            null => Readiness.Usual,
            ScalarNode { IsNothing: false } scalar => Notify(field, scalar),
            _ => OneOf(field, out said),
        };
    }

    private Readiness? Notify(Field field, ScalarNode scalar)
    {
        if (scalar.Text == NotifyWord)
        {
            return Readiness.Notify;
        }

        string expected = Words.Nearest(scalar.Text, [NotifyWord]) is { } near
            ? Words.DidYouMean(near)
            : "expected notify, { after: 1s }, { exec: COMMAND }, { tcp: HOST:PORT } or"
                + " { http: URL }";
        values.Problems.Add(
            scalar.Place, $"{field.What} is {Values.Shown(scalar)}: {expected}");
        return null;
    }

    private Readiness? OneOf(Field field, out Field? said)
    {
        said = null;
        if (values.Map(field, "{ after: 1s }") is not { } fields)
        {
            return null;
        }

        IReadOnlyList<Field> written = fields.Among(Ways);
        if (written.Count == 0)
        {
            fields.Miss(Ways, $"nothing says it: expected one of {string.Join(", ", Ways)}");
        }

        foreach (Field second in written.Skip(1))
        {
            values.Problems.Add(
                second.Place, $"a second way to be ready, {second.What}: a worker has one");
        }

        fields.Done(key => key == NotifyWord ? $"'{key}' stands alone: ready: {key}" : null);
        if (written.Count == 0)
        {
            return null;
        }

        said = written[0];
        return said.Key switch
        {
            AfterKey => values.Time(said, ConfigLimits.Time) is { } delay
                ? Readiness.After(delay)
                : null,
            ExecKey => Probe(
                ReadinessKind.Exec, CommandReader.Read(said, values)),
            TcpKey => Probe(
                ReadinessKind.Tcp,
                Target(said, "address", "HOST:PORT, such as 127.0.0.1:8080", IsAddress)),
            _ => Probe(
                ReadinessKind.Http,
                Target(said, "URL", "a URL such as http://127.0.0.1:8080/health", IsUrl)),
        };
    }

    private static Readiness? Probe(ReadinessKind kind, string? target) =>
        target is null ? null : new Readiness(kind, TimeSpan.Zero, target);

    private string? Target(Field field, string noun, string expected, Predicate<string> isOne)
    {
        string? target = values.Line(field, noun, KeyLimits.PathLetters);
        if (target is null || isOne(target))
        {
            return target;
        }

        values.Problems.Add(
            field.Value.Place, $"{field.What} is {Words.Quote(target)}: expected {expected}");
        return null;
    }

    private static bool IsAddress(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon < 0 || !IsPort(text[(colon + 1)..]))
        {
            return false;
        }

        string host = text[..colon];
        return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4
            || (host is ['[', .. var inner, ']']
                && Uri.CheckHostName(inner) == UriHostNameType.IPv6);
    }

    private static bool IsPort(string text) =>
        text.Length is > 0 and <= 5 && text.All(char.IsAsciiDigit)
        && int.Parse(text, CultureInfo.InvariantCulture) is > 0 and <= MostPort;

    // What a URL parser would repair in silence (a blank, a letter of another script) is refused.
    private static bool IsUrl(string text) =>
        text.StartsWith("http://", StringComparison.Ordinal)
        && text.All(unit => unit is > ' ' and < '\u007f' and not '\\')
        && Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
        && url is { UserInfo.Length: 0, Fragment.Length: 0, Host.Length: > 0, Port: > 0 };
}
