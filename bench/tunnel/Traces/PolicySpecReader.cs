using Harness.Reference.Documents;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Systems;
using Harness.Reference.Ports;

namespace Harness.Tunnel.Traces;

/// <summary>Reads specs of restart policies: one, or a list of them.</summary>
/// <param name="problems">Where problems go.</param>
/// <param name="isReplay">Whether recorded starts are to be replayed.</param>
/// <param name="seed">
/// What chance comes from, if clocks are to be as coarse as the real ones; null: they are exact.
/// </param>
public sealed class PolicySpecReader(ProblemList problems, bool isReplay, string? seed)
{
    /// <summary>The most starts that a trace is followed for.</summary>
    public const int MostStarts = 100_000;

    /// <summary>What a file of specs is.</summary>
    public static readonly DocumentKind Kind =
        new("policy spec, or a list of them", 16 * 1024 * 1024, 16);

    // What a vector or a recording says besides: for whoever compares, not for a trace.
    private static readonly string[] Besides =
        ["note", "evidence", "expect", "tolerance", "exact"];

    private readonly Values _values = new(problems);
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    /// <summary>The specs of a document; those with a problem are left out.</summary>
    public IReadOnlyList<PolicySpec> Read(Node document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document is ListNode { Items.Count: 0 })
        {
            problems.Add(document.Place, "the list is empty: expected at least one spec");
        }

        IReadOnlyList<Node> all = document is ListNode list ? list.Items : [document];
        return [.. all.Select(ReadOne).OfType<PolicySpec>()];
    }

    /// <summary>One spec; null if it has a problem.</summary>
    public PolicySpec? ReadOne(Node node)
    {
        ArgumentNullException.ThrowIfNull(node);
        int before = problems.Count;
        if (node is not MapNode map)
        {
            if (node is not RefusedNode)
            {
                problems.Add(
                    node.Place,
                    $"a spec is {node.Kind}: expected keys such as \"id\" and \"system\"");
            }

            return null;
        }

        var fields = new Fields(map, problems);
        fields.Know(Besides);
        string id = Id(fields.Must("id"));
        WorkerPolicy? policy = Policy(fields, id, out PolicyRequest request);
        TimeSpan? until = SpecSeconds.Read(_values, fields.Must("until_s"), new TimeSpan(1));
        int? most = _values.Whole(fields.May("max_starts"), new(1, MostStarts));
        List<Manual> manuals = Manuals(fields.May("manual"));
        RefuseClock(fields.May("clock"));
        List<Instant>? replayed = Replayed(fields);
        Child child = new ChildReader(_values).Read(fields.Must("child"));
        fields.Done();
        return problems.Count > before || policy is null || until is null ? null : new PolicySpec
        {
            Id = id,
            System = PolicyCatalogue.Find(request.Slug)!.Slug,
            Version = request.Version.Length > 0
                ? request.Version
                : PolicyCatalogue.Find(request.Slug)!.UsualVersion,
            Policy = policy,
            Lives = child.Lives,
            Exits = child.Exits,
            ReadyAfter = child.ReadyAfter,
            Manuals = manuals,
            Until = Instant.Zero + until.Value,
            MostStarts = most ?? MostStarts,
            Replayed = replayed,
        };
    }

    private string Id(Field? field)
    {
        string id = _values.Line(field, "name", 100) ?? "";
        if (id.Length > 0 && !_ids.TryAdd(id, field!.Value.Place.Line))
        {
            problems.Add(
                field.Value.Place,
                FormattableString.Invariant(
                    $"id {Words.Quote(id)} is taken already: first on line {_ids[id]}"));
        }

        return id;
    }

    private WorkerPolicy? Policy(Fields fields, string id, out PolicyRequest request)
    {
        Field? system = fields.Must("system");
        Field? version = fields.May("version");
        Field? options = fields.May("options");
        TimeSpan? phase = SpecSeconds.Read(
            _values, fields.May("clock_phase_s"), TimeSpan.Zero,
            new TimeSpan(TimeSpan.TicksPerSecond - 1));
        string slug = _values.Scalar(system)?.Text ?? "";
        request = new PolicyRequest(slug, Written(options))
        {
            Version = version?.Value is ScalarNode { IsNothing: true }
                ? ""
                : _values.Scalar(version)?.Text ?? "",
            Timing = new PolicyTiming(phase ?? DrawnPhase(id), seed is not null),
            SlugPlace = system?.Value.Place ?? fields.Place,
            VersionPlace = version?.Value.Place ?? fields.Place,
            OptionsPlace = options?.Place ?? fields.Place,
        };
        return slug.Length > 0 ? PolicyCatalogue.Make(request, problems) : null;
    }

    // Where the whole seconds of a real supervisor begin is as good as any other place.
    private TimeSpan DrawnPhase(string id) => seed is null
        ? TimeSpan.Zero
        : new TimeSpan(
            (long)(new Draws(seed, id + "\nphase").Next() % TimeSpan.TicksPerSecond));

    private List<WrittenOption> Written(Field? field)
    {
        if (field?.Value is not MapNode map)
        {
            _values.Map(field, "{ \"Restart\": \"always\" }");
            return [];
        }

        var written = new List<WrittenOption>();
        foreach (Field option in map.Fields)
        {
            if (option.Value is ScalarNode scalar)
            {
                written.Add(new(option.Key, option.Place, scalar.Text, scalar.Place));
            }
            else if (option.Value is not RefusedNode)
            {
                problems.Add(
                    option.Value.Place,
                    $"{option.What} is {option.Value.Kind}: expected the option's value as text");
            }
        }

        return written;
    }

    private List<Manual> Manuals(Field? field)
    {
        var manuals = new List<Manual>();
        foreach (Field entry in _values.Entries(field))
        {
            if (_values.Map(entry, "{ \"at_s\": 2.5, \"action\": \"start\" }") is not { } fields)
            {
                continue;
            }

            TimeSpan? at = SpecSeconds.Read(_values, fields.Must("at_s"), TimeSpan.Zero);
            ManualAction? action = _values.Word(
                fields.Must("action"), Words.Of<ManualAction>());
            fields.Done();
            if (at is { } known && action is { } what)
            {
                manuals.Add(new Manual(Instant.Zero + known, what));
            }
        }

        return [.. manuals.OrderBy(manual => manual.At)]; // stable: at one time as they are listed
    }

    private List<Instant>? Replayed(Fields fields)
    {
        const string Name = "replay_starts_s";
        Field? field = isReplay ? fields.Must(Name) : fields.May(Name);
        var starts = new List<Instant>();
        foreach (Field entry in _values.Entries(field))
        {
            if (SpecSeconds.Read(_values, entry, TimeSpan.Zero) is not { } start)
            {
                continue;
            }

            if (starts.Count > 0 && Instant.Zero + start < starts[^1])
            {
                problems.Add(
                    entry.Value.Place, $"an entry of '{Name}' is before the one before it");
            }

            starts.Add(Instant.Zero + start);
        }

        if (isReplay && field is { Value: ListNode { Items.Count: 0 } empty })
        {
            problems.Add(empty.Place, $"'{Name}' is empty: expected at least one start");
        }

        return isReplay ? starts : null;
    }

    private void RefuseClock(Field? field)
    {
        if (field is not null && field.Value is not ScalarNode { IsNothing: true })
        {
            problems.Add(
                field.Place, "'clock' is not understood: the clock is not changed in a trace");
        }
    }
}
