using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Harness.Reference.Documents;

namespace Harness.Reference.Keys;

/// <summary>
/// A key of a document that may be left out: what can be written there, and what goes without
/// saying. Whoever reads, writes or tells of that key, in whichever document, asks here.
/// </summary>
public abstract class UsualKey
{
    /// <summary>The key.</summary>
    public abstract string Name { get; }

    /// <summary>What it says, for the pages about documents.</summary>
    public abstract string About { get; }

    /// <summary>What can be written, for the pages about documents.</summary>
    public abstract string Range { get; }

    /// <summary>What goes without saying, as it is written.</summary>
    public abstract string UsualText { get; }

    /// <summary>
    /// The words that can be written there, or both ends of the range of its values.
    /// </summary>
    public abstract IReadOnlyList<string> Ends { get; }

    /// <summary>A duration.</summary>
    public static UsualKey<TimeSpan> Time(
        string name, Range<TimeSpan> limits, TimeSpan usual, string about) => new(
            name, usual, about,
            Read<TimeSpan>((field, values) => values.Time(field, limits)), Yaml.Of,
            [Yaml.Of(limits.Least), Yaml.Of(limits.Most)],
            limits.Least == new TimeSpan(1)
                ? "more than 0s" : $"{Yaml.Of(limits.Least)} to {Yaml.Of(limits.Most)}");

    /// <summary>A duration, or the word <c>never</c> for null.</summary>
    public static UsualKey<TimeSpan?> TimeOrNever(
        string name, Range<TimeSpan> limits, TimeSpan? usual, string about) => new(
            name, usual, about,
            (Field field, Values values, out TimeSpan? value) =>
            {
                value = null;
                return field.Value is ScalarNode { Text: Never }
                    || (value = values.Time(field, limits)) is not null;
            },
            value => value is { } time ? Yaml.Of(time) : Never,
            [Yaml.Of(limits.Least), Yaml.Of(limits.Most), Never],
            $"{Yaml.Of(limits.Least)} to {Yaml.Of(limits.Most)}, or `{Never}`");

    /// <summary>Durations from one to another.</summary>
    public static UsualKey<Range<TimeSpan>> Times(
        string name, Range<TimeSpan> limits, Range<TimeSpan> usual, string about) => new(
            name, usual, about,
            Read<Range<TimeSpan>>((field, values) => values.Times(field, limits)), Yaml.Of,
            [Yaml.Of(limits.Least), Yaml.Of(limits.Most), Yaml.Of(limits)],
            $"range, {Yaml.Of(limits.Least)} to {Yaml.Of(limits.Most)}");

    /// <summary>A whole number.</summary>
    public static UsualKey<int> Whole(
        string name, Range<int> limits, int usual, string about) => new(
            name, usual, about,
            Read<int>((field, values) => values.Whole(field, limits)), Text,
            [Text(limits.Least), Text(limits.Most)],
            $"{Text(limits.Least)} to {Text(limits.Most)}");

    /// <summary>True or false.</summary>
    public static UsualKey<bool> Truth(string name, bool usual, string about) => new(
        name, usual, about,
        Read<bool>((field, values) => values.Truth(field)), value => value ? "true" : "false",
        ["true", "false"], "true or false");

    /// <summary>A word of a closed set.</summary>
    public static UsualKey<T> Word<T>(string name, T usual, string about)
        where T : struct, Enum => new(
            name, usual, about,
            Read<T>((field, values) => values.Word(field, Words.Of<T>())), Yaml.Of,
            [.. Words.Of<T>().Select(word => word.Key)],
            string.Join(", ", Words.Of<T>().Select(word => $"`{word.Key}`")));

    private const string Never = "never";

    private static UsualKey<T>.Reader Read<T>(Func<Field, Values, T?> read)
        where T : struct => (Field field, Values values, [NotNullWhen(true)] out T value) =>
        {
            T? found = read(field, values);
            value = found.GetValueOrDefault();
            return found is not null;
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A key with values of that type.</summary>
/// <param name="name">The key.</param>
/// <param name="usual">What goes without saying.</param>
/// <param name="about">What it says.</param>
/// <param name="read">Reads what is written.</param>
/// <param name="write">As it is written.</param>
/// <param name="ends">The words, or both ends of the range.</param>
/// <param name="range">What can be written, for people.</param>
public sealed class UsualKey<T>(
    string name, T usual, string about, UsualKey<T>.Reader read, Func<T, string> write,
    IReadOnlyList<string> ends, string range) : UsualKey
{
    /// <summary>Reads a value; false if there was a problem, which is told.</summary>
    public delegate bool Reader(Field field, Values values, [MaybeNullWhen(false)] out T value);

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string About => about;

    /// <inheritdoc/>
    public override string Range => range;

    /// <inheritdoc/>
    public override string UsualText => write(usual);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ends => ends;

    /// <summary>What goes without saying.</summary>
    public T Usual => usual;

    /// <summary>The key as a part of a record.</summary>
    /// <param name="get">What the record says there.</param>
    /// <param name="set">The record that says that instead.</param>
    public SchemaKey<TRecord> Of<TRecord>(
        Func<TRecord, T> get, Func<TRecord, T, TRecord> set) =>
        new SchemaKey<TRecord, T>(this, get, set);

    /// <summary>Reads what is written; false if there was a problem.</summary>
    internal bool TryRead(Field field, Values values, [MaybeNullWhen(false)] out T value) =>
        read(field, values, out value);

    /// <summary>As it is written.</summary>
    internal string Write(T value) => write(value);
}
