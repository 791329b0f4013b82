using System.Globalization;

namespace Harness.Reference.Documents;

/// <summary>
/// Reads single values. Each method gives null if there is no field, or if it reported a problem.
/// </summary>
/// <param name="problems">Where problems go.</param>
public sealed class Values(ProblemList problems)
{
    private const string Dots = "..";

    /// <summary>Where problems go.</summary>
    public ProblemList Problems => problems;

    /// <summary>The keys of a document as a whole.</summary>
    /// <param name="document">What the file holds.</param>
    /// <param name="such">An example of a key with its value.</param>
    public Fields? Top(Node document, string such)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document is MapNode map)
        {
            return new Fields(map, problems);
        }

        if (document is not RefusedNode)
        {
            problems.Add(
                document.Place, $"the file is {document.Kind}: expected keys such as '{such}'");
        }

        return null;
    }

    /// <summary>The keys of a map.</summary>
    /// <param name="field">What should hold one.</param>
    /// <param name="such">An example of one.</param>
    public Fields? Map(Field? field, string such)
    {
        switch (field?.Value)
        {
            case MapNode map:
                return new Fields(map, problems);
            case ScalarNode or ListNode:
                Refuse(field, $"must be a set of keys, such as {such}");
                return null;
            default:
                return null;
        }
    }

    /// <summary>The entries of a list, none if it is not one.</summary>
    public IReadOnlyList<Field> Entries(Field? field)
    {
        switch (field?.Value)
        {
            case ListNode list:
                return [.. list.Items.Select(item => new Field(field.Key, item.Place, item, true))];
            case ScalarNode or MapNode:
                Refuse(field, "must be a list");
                return [];
            default:
                return [];
        }
    }

    /// <summary>A value that is neither list nor map, nor nothing.</summary>
    public ScalarNode? Scalar(Field? field)
    {
        switch (field?.Value)
        {
            case ScalarNode { IsNothing: true } nothing:
                problems.Add(nothing.Place, $"{field.What} has no value");
                return null;
            case ScalarNode scalar:
                return scalar;
            case ListNode or MapNode:
                Refuse(field, "must be a single value");
                return null;
            default:
                return null;
        }
    }

    /// <summary><c>true</c> or <c>false</c>, without quotes.</summary>
    public bool? Truth(Field? field)
    {
        if (Scalar(field) is not { } scalar)
        {
            return null;
        }

        if (scalar.IsPlain && scalar.Text is "true" or "false")
        {
            return scalar.Text == "true";
        }

        problems.Add(scalar.Place, $"{field!.What} is {Shown(scalar)}: expected true or false");
        return null;
    }

    /// <summary>A whole number, without quotes.</summary>
    public int? Whole(Field? field, Range<int> limits) =>
        Scalar(field) is { } scalar ? WholeOf(field!, scalar, scalar.Text, limits) : null;

    /// <summary>Whole numbers <c>a..b</c>, or one that is both ends.</summary>
    public Range<int>? Wholes(Field? field, Range<int> limits) =>
        Pair(field, (scalar, text) => WholeOf(field!, scalar, text, limits));

    /// <summary>A duration.</summary>
    public TimeSpan? Time(Field? field, Range<TimeSpan> limits) =>
        Scalar(field) is { } scalar ? TimeOf(field!, scalar, scalar.Text, limits) : null;

    /// <summary>Durations <c>a..b</c>, or one that is both ends.</summary>
    public Range<TimeSpan>? Times(Field? field, Range<TimeSpan> limits) =>
        Pair(field, (scalar, text) => TimeOf(field!, scalar, text, limits));

    /// <summary>One of the words of a closed set.</summary>
    public T? Word<T>(Field? field, IReadOnlyList<KeyValuePair<string, T>> words)
        where T : struct
    {
        if (Scalar(field) is not { } scalar)
        {
            return null;
        }

        foreach ((string word, T value) in words)
        {
            if (word == scalar.Text)
            {
                return value;
            }
        }

        problems.Add(
            scalar.Place,
            $"{field!.What} is {Shown(scalar)}: "
            + Words.Instead(scalar.Text, [.. words.Select(word => word.Key)]));
        return null;
    }

    /// <summary>A sentence on one line.</summary>
    public string? Sentence(Field? field, int mostLetters) =>
        Scalar(field) is { } scalar
            ? LineOf(field!, scalar, scalar.Text.Trim(), "sentence", mostLetters)
            : null;

    /// <summary>What stands on one line, with the spaces that quotes keep around it.</summary>
    /// <param name="field">What should hold it.</param>
    /// <param name="noun">What it is, without an article: path.</param>
    /// <param name="mostLetters">The most UTF-16 units that it may have.</param>
    public string? Line(Field? field, string noun, int mostLetters) =>
        Scalar(field) is { } scalar
            ? LineOf(field!, scalar, scalar.Text, noun, mostLetters)
            : null;

    /// <summary>A name: lower-case letters, digits and hyphens.</summary>
    public string? Name(Field? field, int mostLetters)
    {
        if (Scalar(field) is not { } scalar)
        {
            return null;
        }

        string name = scalar.Text;
        bool isName = name.Length > 0 && name.Length <= mostLetters
            && char.IsAsciiLetterLower(name[0])
            && !name.EndsWith('-')
            && name.All(unit =>
                char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit == '-');
        if (isName)
        {
            return name;
        }

        problems.Add(
            scalar.Place,
            $"{Words.Quote(name)} is not a name: expected lower-case letters, digits and"
            + " hyphens, a letter first and no hyphen last,"
            + FormattableString.Invariant($" at most {mostLetters}"));
        return null;
    }

    /// <summary>A value as it was written, with its quotes if it had any.</summary>
    public static string Shown(ScalarNode scalar)
    {
        ArgumentNullException.ThrowIfNull(scalar);
        return Words.Quote(scalar.IsPlain ? scalar.Text : $"\"{scalar.Text}\"");
    }

    private Range<T>? Pair<T>(Field? field, Func<ScalarNode, string, T?> read)
        where T : struct, IComparable<T>
    {
        if (Scalar(field) is not { } scalar)
        {
            return null;
        }

        int dots = scalar.Text.IndexOf(Dots, StringComparison.Ordinal);
        if (dots < 0)
        {
            return read(scalar, scalar.Text) is { } both ? new Range<T>(both, both) : null;
        }

        T? least = read(scalar, scalar.Text[..dots]);
        T? most = read(scalar, scalar.Text[(dots + Dots.Length)..]);
        if (least is null || most is null)
        {
            return null;
        }

        if (least.Value.CompareTo(most.Value) > 0)
        {
            problems.Add(
                scalar.Place,
                $"{field!.What} is {Shown(scalar)}: the least is more than the most");
            return null;
        }

        return new Range<T>(least.Value, most.Value);
    }

    private string? LineOf(
        Field field, ScalarNode scalar, string text, string noun, int mostLetters)
    {
        string? wrong =
            text.AsSpan().IsWhiteSpace() ? $"{field.What} is empty: expected a {noun}"
            : text.Contains('\n', StringComparison.Ordinal)
                ? $"{field.What} has several lines: expected one {noun} on one line"
            : text.Length > mostLetters
                ? FormattableString.Invariant(
                    $"{field.What} has {text.Length} characters: expected at most {mostLetters}")
            : null;
        if (wrong is null)
        {
            return text;
        }

        problems.Add(scalar.Place, wrong);
        return null;
    }

    private int? WholeOf(Field field, ScalarNode scalar, string text, Range<int> limits)
    {
        bool isNumber = int.TryParse(
            text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number);
        if (scalar.IsPlain && isNumber && number >= limits.Least && number <= limits.Most)
        {
            return number;
        }

        problems.Add(
            scalar.Place,
            FormattableString.Invariant(
                $"{field.What} is {Words.Quote(scalar.IsPlain ? text : $"\"{text}\"")}: ")
            + FormattableString.Invariant(
                $"expected a whole number from {limits.Least} to {limits.Most}"));
        return null;
    }

    private TimeSpan? TimeOf(Field field, ScalarNode scalar, string text, Range<TimeSpan> limits)
    {
        if (Durations.Parse(text, limits.Most, out string problem) is not { } time)
        {
            problems.Add(scalar.Place, problem);
            return null;
        }

        if (time >= limits.Least && time <= limits.Most)
        {
            return time;
        }

        string expected = limits.Least == new TimeSpan(1)
            ? $"more than 0s, at most {Yaml.Of(limits.Most)}"
            : $"{Yaml.Of(limits.Least)} to {Yaml.Of(limits.Most)}";
        problems.Add(scalar.Place, $"{field.What} is {Words.Quote(text)}: expected {expected}");
        return null;
    }

    private void Refuse(Field field, string expected) =>
        problems.Add(
            field.Value.Place,
            field.Value is ScalarNode { IsNothing: true }
                ? $"{field.What} has no value"
                : $"{field.What} is {field.Value.Kind}: it {expected}");
}
