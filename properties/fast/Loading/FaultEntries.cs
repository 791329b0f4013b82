using Harness.Reference.Documents;
using Harness.Sim.Faults;
using Harness.Sim.Loading;
using Harness.Sim.Scenarios;

namespace Harness.Properties.Loading;

/// <summary>
/// Entries of scenarios with each kind of fault, made of what its keys say that may be written: all
/// words, both ends of every range, and whatever may be left out left out.
/// </summary>
internal static class FaultEntries
{
    /// <summary>A worker's name, for whoever wants to know where it went.</summary>
    public const string Worker = "db";

    private const string Sections =
        "cache: {}\nservices: { kind: external }\nconfigs: [{ name: good }]\n";

    private static readonly TimeSpan Some = TimeSpan.FromSeconds(5);

    // Written with decimals, in a smaller unit than one would say, and in the largest one.
    private static readonly TimeSpan[] Odd =
        [new(12_345), TimeSpan.FromMilliseconds(1500), TimeSpan.FromHours(25)];

    /// <summary>Every kind, by its verb.</summary>
    public static IEnumerable<string> Verbs => FaultCatalogue.All.Select(kind => kind.Verb);

    /// <summary>The kind with that verb.</summary>
    public static FaultSyntax Kind(string verb) =>
        FaultCatalogue.All.Single(kind => kind.Verb == verb);

    /// <summary>The key whose value is a duration; null if there is none.</summary>
    public static FaultKey? DurationOf(FaultSyntax kind) =>
        kind.Keys.SingleOrDefault(key => key.Value is DurationValue);

    /// <summary>How long a fault lasts, as it is written; null if it says nothing.</summary>
    public static TimeSpan? DurationOf(Fault fault)
    {
        string? key = DurationOf(fault.Syntax)?.Name;
        string? text = fault.Pairs(isDrawn: false, null).FirstOrDefault(pair => pair.Key == key)
            .Value;
        return text is null ? null : Durations.Parse(text, FaultLimits.Longest, out _);
    }

    /// <summary>Every fault of that kind that an entry of the timeline makes.</summary>
    public static IReadOnlyList<Fault> Faults(FaultSyntax kind) =>
        [.. Loaded(kind, isDrawn: false).Select(scenario => scenario.Timeline[0].Fault)];

    /// <summary>Every entry of what is drawn of that kind, each in a scenario of its own.</summary>
    public static IReadOnlyList<Scenario> Drawn(FaultSyntax kind) =>
        [.. Loaded(kind, isDrawn: true)];

    /// <summary>A scenario with those entries in a section.</summary>
    public static LoadResult Load(string section, IEnumerable<string> entries) => Files.With(
        $"{Sections}{section}:\n{string.Concat(entries.Select(entry => $"  - {entry}\n"))}");

    /// <summary>Entries without their triggers; not all of them are good.</summary>
    public static IEnumerable<string> Of(FaultSyntax kind, bool isDrawn)
    {
        IEnumerable<string> entries = [""];
        foreach (FaultKey key in kind.Keys)
        {
            string[] written =
            [
                .. key.IsRequired ? [] : (string[])[""],
                .. Texts(key, isDrawn).Select(text => $"{key.NameIn(isDrawn)}: {text}, "),
            ];
            entries = entries.SelectMany(entry => written.Select(more => entry + more));
        }

        return entries;
    }

    /// <summary>What may be written at a key.</summary>
    public static IReadOnlyList<string> Texts(FaultKey key, bool isDrawn) => key.Value switch
    {
        null => [key.Range.Trim('`')],
        WorkerValue => isDrawn ? [DrawnFault.AnyWorker, Worker] : [Worker, "web-1"],
        ConfigValue => ["first", "good"],
        IWordValue value => [.. value.Words],
        WholeValue value => [$"{value.Limits.Least}", $"{value.Limits.Most}"],
        DurationValue { Limits: var limits } =>
        [
            Yaml.Of(limits.Least), Yaml.Of(Some), .. Odd.Select(Yaml.Of), Yaml.Of(limits.Most),
            .. isDrawn ? [Yaml.Of(new Range<TimeSpan>(Some, 4 * Some))] : (string[])[],
        ],
        _ => throw new InvalidOperationException($"nobody knows what is written at {key.Name}"),
    };

    private static IEnumerable<Scenario> Loaded(FaultSyntax kind, bool isDrawn)
    {
        string section = isDrawn ? "drawn" : "timeline";
        string trigger = isDrawn ? "when: 1s..60s, times: 3" : "at: 5s";
        return Of(kind, isDrawn)
            .Select(entry => Load(section, [$"{{ {entry}{trigger} }}"]).Scenario)
            .OfType<Scenario>();
    }
}
