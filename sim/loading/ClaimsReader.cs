using Harness.Reference.Documents;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Loading;

/// <summary>Reads the claims that are judged by name.</summary>
internal sealed class ClaimsReader(
    Values values, WorkerNames workers, TimeSpan? runFor, IReadOnlyList<string> oracles)
{
    /// <summary>
    /// The claim that compares with a recording, and so is the only one with more keys.
    /// </summary>
    public const string RecordedClaim = "starts-as-recorded";

    private static readonly string[] RecordedKeys = ["worker", "starts", "tolerance"];

    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    public IReadOnlyList<ClaimUse> Read(Field? field)
    {
        IReadOnlyList<Field> entries = values.Entries(field);
        if (field is { Value: ListNode { Items.Count: 0 } empty })
        {
            values.Problems.Add(empty.Place, "'claims' is empty: expected at least one claim");
        }

        if (entries.Count > Limits.Claims)
        {
            values.Problems.Add(
                entries[Limits.Claims].Place,
                FormattableString.Invariant($"more than {Limits.Claims} claims: expected fewer"));
        }

        return [.. entries.Select(One).OfType<ClaimUse>()];
    }

    private ClaimUse? One(Field entry)
    {
        if (entry.Value is ScalarNode)
        {
            string? name = NameOf(entry);
            if (name == RecordedClaim)
            {
                values.Problems.Add(
                    entry.Place, $"'{name}' needs what was recorded: expected"
                    + $" {{ claim: {name}, worker: NAME, starts: [0.3s], tolerance: 100ms }}");
            }

            return name is null ? null : new ClaimUse { Name = name };
        }

        if (values.Map(entry, "{ claim: NAME, share: 50% }") is not { } fields)
        {
            return null;
        }

        string? claim = NameOf(fields.Must("claim"));
        int share = ShareOf(fields.May("share"));
        Recorded? recorded = claim == RecordedClaim ? RecordedOf(fields) : null;
        if (claim is null)
        {
            fields.Know(RecordedKeys);
        }

        fields.Done(key => RecordedKeys.Contains(key)
            ? $"key '{key}' goes with claim '{RecordedClaim}' only"
            : null);
        return claim is null
            ? null
            : new ClaimUse { Name = claim, SharePercent = share, Recorded = recorded };
    }

    private string? NameOf(Field? field)
    {
        if (values.Scalar(field) is not { } scalar)
        {
            return null;
        }

        string name = scalar.Text;
        if (!oracles.Contains(name))
        {
            values.Problems.Add(
                scalar.Place, $"unknown claim {Words.Quote(name)}: {Words.Instead(name, oracles)}");
            return null;
        }

        if (!_lines.TryAdd(name, scalar.Place.Line))
        {
            values.Problems.Add(
                scalar.Place,
                FormattableString.Invariant(
                    $"claim {Words.Quote(name)} is made twice: first on line {_lines[name]}"));
            return null;
        }

        return name;
    }

    private int ShareOf(Field? field)
    {
        if (values.Scalar(field) is not { } scalar)
        {
            return 0;
        }

        if (scalar.Text.EndsWith('%') && int.TryParse(
                scalar.Text.AsSpan(0, scalar.Text.Length - 1),
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture,
                out int share)
            && share >= Limits.Share.Least && share <= Limits.Share.Most)
        {
            return share;
        }

        values.Problems.Add(
            scalar.Place,
            FormattableString.Invariant($"'share' is {Values.Shown(scalar)}: expected ")
            + FormattableString.Invariant($"{Limits.Share.Least}% to {Limits.Share.Most}%"));
        return 0;
    }

    private Recorded? RecordedOf(Fields fields)
    {
        string? worker = workers.Read(fields.Must("worker"), values, mayBeAny: false);
        IReadOnlyList<TimeSpan> starts = StartsOf(fields.Must("starts"));
        TimeSpan? tolerance = values.Time(fields.Must("tolerance"), Limits.Time);
        return worker is { } name && tolerance is { } either
            ? new Recorded(name, starts, either)
            : null;
    }

    private List<TimeSpan> StartsOf(Field? field)
    {
        IReadOnlyList<Field> entries = values.Entries(field);
        if (field?.Value is ListNode && entries.Count is 0 or > Limits.RecordedStarts)
        {
            values.Problems.Add(
                field!.Value.Place,
                FormattableString.Invariant($"'starts' has {entries.Count} entries: expected 1 to ")
                + FormattableString.Invariant($"{Limits.RecordedStarts}"));
        }

        var starts = new List<TimeSpan>();
        foreach (Field entry in entries)
        {
            if (values.Time(entry, Limits.Time) is not { } start)
            {
                continue;
            }

            if (starts.Count > 0 && start <= starts[^1])
            {
                values.Problems.Add(
                    entry.Place,
                    $"start {Yaml.Of(start)} is not after {Yaml.Of(starts[^1])}:"
                    + " expected them in order");
            }

            if (runFor is { } end && start > end)
            {
                values.Problems.Add(
                    entry.Place, $"start {Yaml.Of(start)}, but the run is over at {Yaml.Of(end)}");
            }

            starts.Add(start);
        }

        return starts;
    }
}
