using System.Globalization;
using Harness.Reference.Documents;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// The options that were written for one system, read as the system itself reads them. What is left
/// out has the real default; every mistake is reported at its place.
/// </summary>
internal sealed class OptionValues
{
    private readonly PolicySystem _system;
    private readonly ProblemList _problems;
    private readonly Dictionary<string, (string Text, Place Place)> _written =
        new(StringComparer.Ordinal);

    private readonly int _before;

    /// <summary>Takes what was written; unknown options are reported.</summary>
    internal OptionValues(
        PolicySystem system, string version, IReadOnlyList<WrittenOption> written, Place place,
        ProblemList problems)
    {
        _system = system;
        _problems = problems;
        _before = problems.Count;
        Version = version;
        Place = place;
        foreach (WrittenOption option in written)
        {
            Take(option);
        }
    }

    /// <summary>The version that is modelled.</summary>
    internal string Version { get; }

    /// <summary>Where the options stand.</summary>
    internal Place Place { get; }

    /// <summary>Whether nothing was wrong so far.</summary>
    internal bool AreGood => _problems.Count == _before;

    /// <summary>Whether an option was written, rightly or not.</summary>
    internal bool Has(string name) => _written.ContainsKey(name);

    /// <summary>What was written, or the default.</summary>
    internal string Text(string name) => _written.TryGetValue(name, out var written)
        ? written.Text
        : Option(name).Default;

    /// <summary>A whole number within bounds.</summary>
    internal int Whole(string name, int least, int most = int.MaxValue)
    {
        string text = Text(name);
        if (int.TryParse(
            text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            && number >= least && number <= most)
        {
            return number;
        }

        string bounds = most == int.MaxValue
            ? FormattableString.Invariant($"a whole number, {least} or more")
            : FormattableString.Invariant($"a whole number from {least} to {most}");
        Refuse(name, $"expected {bounds}");
        return least;
    }

    /// <summary>One of a set of words.</summary>
    internal string Word(string name, params string[] words)
    {
        string text = Text(name);
        if (Array.IndexOf(words, text) < 0)
        {
            Refuse(name, Words.Instead(text, words));
        }

        return text;
    }

    /// <summary>true or false, and what else the system takes for them.</summary>
    internal bool Truth(string name, string[]? yes = null, string[]? no = null)
    {
        string text = Text(name);
        string[] allYes = [.. yes ?? [], "true"];
        string[] allNo = [.. no ?? [], "false"];
        bool isYes = Array.IndexOf(allYes, text) >= 0;
        if (!isYes && Array.IndexOf(allNo, text) < 0)
        {
            Refuse(name, Words.Instead(text, [.. allYes, .. allNo]));
        }

        return isYes;
    }

    /// <summary>A time as that style writes it; null if it is infinite.</summary>
    internal TimeSpan? Time(string name, TimeStyle style, TimeSpan least = default)
    {
        string text = Text(name);
        NativeTime read = NativeTimes.Read(text, style);
        if (read.Problem is { } problem)
        {
            Refuse(name, problem);
            return least;
        }

        if (read.Value is { } time && time < least)
        {
            Refuse(name, $"expected {Yaml.Of(least)} or more");
            return least;
        }

        return read.Value;
    }

    /// <summary>A time that may not be infinite.</summary>
    internal TimeSpan Finite(string name, TimeStyle style, TimeSpan least = default)
    {
        if (Time(name, style, least) is { } time)
        {
            return time;
        }

        Refuse(name, "expected a time that ends");
        return least;
    }

    /// <summary>An option that has no default and must be written; whether it was.</summary>
    internal bool Needs(string name)
    {
        if (Has(name))
        {
            return true;
        }

        _problems.Add(
            Place, $"missing option {Words.Quote(name)}: {_system.Slug} has no default for it");
        return false;
    }

    /// <summary>Reports what is wrong with the value of an option.</summary>
    internal void Refuse(string name, string expected) => _problems.Add(
        PlaceOf(name), $"{Words.Quote(name)} is {Words.Quote(Text(name))}: {expected}");

    private Place PlaceOf(string name) =>
        _written.TryGetValue(name, out var written) ? written.Place : Place;

    private PolicyOption Option(string name) => _system.Find(name)
        ?? throw new InvalidOperationException($"{_system.Slug} has no option '{name}'");

    private void Take(WrittenOption option)
    {
        if (_system.Find(option.Name) is null)
        {
            string[] names = [.. _system.Options.Select(one => one.Name)];
            _problems.Add(
                option.NamePlace,
                $"unknown option {Words.Quote(option.Name)} of {_system.Slug}: "
                + (names.Length == 0
                    ? "it has no options"
                    : Words.Instead(option.Name, names)));
        }
        else if (!_written.TryAdd(option.Name, (option.Text, option.Place)))
        {
            _problems.Add(
                option.NamePlace, $"option {Words.Quote(option.Name)} is written twice");
        }
    }
}
