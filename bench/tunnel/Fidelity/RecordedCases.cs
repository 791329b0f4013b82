using System.Globalization;
using Harness.Reference.Documents;
using Harness.Reference.Ports;
using Harness.Tunnel.Traces;

namespace Harness.Tunnel.Fidelity;

/// <summary>
/// What is known of real supervisors: exact vectors, recorded runs with a tolerance each, and what
/// is not compared.
/// </summary>
public sealed record RecordedCases
{
    /// <summary>The file of the vectors.</summary>
    public const string VectorsFile = "vectors.json";

    /// <summary>The file of the recorded runs.</summary>
    public const string TracesFile = "traces.json";

    /// <summary>The file of what is not compared.</summary>
    public const string ExcludedFile = "exceptions.json";

    /// <summary>Exact expectations with ideal time.</summary>
    public required IReadOnlyList<RecordedCase> Vectors { get; init; }

    /// <summary>Recorded runs.</summary>
    public required IReadOnlyList<RecordedCase> Traces { get; init; }

    /// <summary>What is not compared.</summary>
    public required IReadOnlyList<ExcludedCase> Excluded { get; init; }

    /// <summary>Reads the three files; null if anything is wrong with them.</summary>
    /// <param name="read">Gives the bytes of a file by its name.</param>
    /// <param name="found">Everything that is wrong.</param>
    public static RecordedCases? Read(
        Func<string, byte[]> read, out IReadOnlyList<Problem> found)
    {
        ArgumentNullException.ThrowIfNull(read);
        var all = new List<Problem>();
        var cases = new RecordedCases
        {
            Vectors = Cases(VectorsFile, isReplay: false),
            Traces = Cases(TracesFile, isReplay: true),
            Excluded = ExcludedCases(),
        };
        found = all;
        return all.Count == 0 ? cases : null;

        List<RecordedCase> Cases(string file, bool isReplay) => List(file, (item, problems) =>
        {
            // A recording is replayed from what was recorded; a spec of it says so only now.
            var specs = new PolicySpecReader(problems, isReplay: false, seed: null);
            return specs.ReadOne(item) is { } spec && item is MapNode map
                ? Case(spec, map, isReplay)
                : null;
        });

        List<ExcludedCase> ExcludedCases() => List(ExcludedFile, (item, problems) =>
        {
            var values = new Values(problems);
            return values.Top(item, "\"id\": ...") is { } fields
                ? new ExcludedCase(
                    Text(values, fields.Must("id")), Text(values, fields.Must("system")),
                    Text(values, fields.Must("kind")) == "vector",
                    Text(values, fields.Must("reason")))
                : null;
        });

        List<T> List<T>(string file, Func<Node, ProblemList, T?> one)
            where T : class
        {
            var problems = new ProblemList(file);
            List<T> items = [];
            if (SourceText.Read(PolicySpecReader.Kind, read(file), problems) is { } text
                && new JsonReader(PolicySpecReader.Kind, text, problems).Read() is ListNode list)
            {
                items.AddRange(list.Items.Select(item => one(item, problems)).OfType<T>());
            }
            else if (problems.Count == 0)
            {
                problems.Add(Place.Start, "expected a list");
            }

            all.AddRange(problems.ByPlace());
            return items;
        }
    }

    private static string Text(Values values, Field? field) =>
        values.Line(field, "text", 400) ?? "";

    private static RecordedCase Case(PolicySpec spec, MapNode map, bool isTrace)
    {
        MapNode expect = Map(map, "expect");
        MapNode terminal = Map(expect, "terminal");
        var starts = List(expect, "starts_s").Select(Time).OfType<Instant>().ToList();
        var end = new ExpectedEnd(
            Words.Of<EndState>().Single(word => word.Key == Scalar(terminal, "state")).Value,
            Time(Find(terminal, "at_s")),
            Scalar(terminal, "native"));
        if (!isTrace)
        {
            return new RecordedCase(spec, starts, end);
        }

        Instant?[] lag = [.. List(Map(map, "tolerance"), "per_gap_lag_s").Select(Time)];
        string[] exact = [.. List(map, "exact").Select(one => ((ScalarNode)one).Text)];
        return new RecordedCase(spec with { Replayed = starts }, starts, end)
        {
            LeastLag = lag[0]!.Value - Instant.Zero,
            MostLag = lag[1]!.Value - Instant.Zero,
            HasExactStarts = exact.Contains("n_starts"),
            HasExactEnd = exact.Contains("terminal"),
        };
    }

    // The files are this project's own: what is not there is a mistake of ours.
    private static Node? Find(MapNode map, string key) =>
        map.Fields.FirstOrDefault(field => field.Key == key)?.Value;

    private static MapNode Map(MapNode map, string key) => Find(map, key) as MapNode
        ?? throw new InvalidOperationException($"no set of keys '{key}' on line {map.Place.Line}");

    private static IReadOnlyList<Node> List(MapNode map, string key) =>
        (Find(map, key) as ListNode
            ?? throw new InvalidOperationException($"no list '{key}' on line {map.Place.Line}"))
        .Items;

    private static string? Scalar(MapNode map, string key) =>
        Find(map, key) is ScalarNode { IsNothing: false } scalar ? scalar.Text : null;

    private static Instant? Time(Node? node) => node is ScalarNode { IsNothing: false } scalar
        ? new Instant((long)Math.Round(
            decimal.Parse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture)
            * TimeSpan.TicksPerSecond))
        : null;
}
