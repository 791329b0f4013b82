using System.Diagnostics.CodeAnalysis;
using Harness.Reference.Documents;
using Harness.Reference.Ports;

namespace Harness.Sim.Faults;

/// <summary>One of several words.</summary>
internal interface IWordValue
{
    /// <summary>The words.</summary>
    IEnumerable<string> Words { get; }
}

/// <summary>One of the words of a closed set.</summary>
/// <param name="without">Those that cannot be written.</param>
internal sealed class WordValue<T>(params T[] without) : FaultValue<T>, IWordValue
    where T : struct, Enum
{
    private readonly IReadOnlyList<KeyValuePair<string, T>> _words = Words.Of(without);

    public override string Range => WordList.Of(_words.Select(word => word.Key));

    IEnumerable<string> IWordValue.Words => _words.Select(word => word.Key);

    public override bool TryRead(
        Field field, FaultReading reading, [NotNullWhen(true)] out T value)
    {
        T? read = reading.Values.Word(field, _words);
        value = read.GetValueOrDefault();
        return read is not null;
    }

    public override string Write(T value, Range<TimeSpan>? duration) => Yaml.Of(value);

    public override T Fill(T template, string worker, TimeSpan? duration) => template;
}

/// <summary>A signal by its name, without SIG.</summary>
/// <param name="otherwise">What is said to whoever writes one that cannot be written.</param>
/// <param name="allowed">Those that can be.</param>
internal sealed class SignalValue(string otherwise, params Signal[] allowed)
    : FaultValue<Signal>, IWordValue
{
    private static readonly IReadOnlyList<KeyValuePair<string, Signal>> All =
    [
        .. Enum.GetValues<Signal>().Select(
            signal => KeyValuePair.Create(SignalName.Of(signal), signal)),
    ];

    /// <summary>Every signal.</summary>
    public static readonly SignalValue Any = new("", Enum.GetValues<Signal>());

    public override string Range => WordList.Of(allowed.Select(SignalName.Of));

    IEnumerable<string> IWordValue.Words => allowed.Select(SignalName.Of);

    public override bool TryRead(
        Field field, FaultReading reading, [NotNullWhen(true)] out Signal value)
    {
        value = default;
        if (field.Value is ScalarNode { Text: ['S', 'I', 'G', .. var name] } scalar
            && All.Any(signal => signal.Key == name))
        {
            reading.Values.Problems.Add(
                scalar.Place,
                $"{field.What} is {Words.Quote(scalar.Text)}: {Words.DidYouMean(name)}");
            return false;
        }

        if (reading.Values.Word(field, All) is not { } read)
        {
            return false;
        }

        value = read;
        if (allowed.Contains(read))
        {
            return true;
        }

        reading.Values.Problems.Add(
            field.Value.Place,
            $"{field.What} is {Words.Quote(SignalName.Of(read))}: expected one of "
            + $"{string.Join(", ", allowed.Select(SignalName.Of))} ({otherwise})");
        return false;
    }

    public override string Write(Signal value, Range<TimeSpan>? duration) => SignalName.Of(value);

    public override Signal Fill(Signal template, string worker, TimeSpan? duration) => template;
}

/// <summary>Words for the page about faults.</summary>
internal static class WordList
{
    /// <summary>`a`, `b` or `c`.</summary>
    public static string Of(IEnumerable<string> words)
    {
        string[] quoted = [.. words.Select(word => $"`{word}`")];
        return quoted.Length < 2
            ? string.Concat(quoted)
            : $"{string.Join(", ", quoted[..^1])} or {quoted[^1]}";
    }
}
