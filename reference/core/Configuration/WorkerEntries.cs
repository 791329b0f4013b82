using System.Globalization;
using Harness.Reference.Documents;
using Harness.Reference.Keys;
using Harness.Reference.Options;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.Configuration;

/// <summary>
/// Reads the workers; an entry with a count makes a group of that many, numbered from 1.
/// </summary>
/// <param name="values">Reads single values.</param>
/// <param name="profile">Which policy is the usual one.</param>
/// <param name="members">The names of workers about which a group decides.</param>
internal sealed class WorkerEntries(
    Values values, Profile profile, IReadOnlySet<string> members)
{
    private static readonly string[] OwnEndings = [Groups.CanaryEnding, Groups.SurgeEnding];

    private readonly List<WorkerOptions> _workers = [];

    /// <summary>Names of entries and of workers, with the lines that they are from.</summary>
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    private bool _isFull;

    /// <summary>
    /// Whether every entry had a name that could be used. Otherwise a name that is not here says
    /// nothing: it may be one of those.
    /// </summary>
    public bool IsComplete { get; private set; } = true;

    public IReadOnlyList<WorkerOptions> Read(Field? field)
    {
        IsComplete = field?.Value is ListNode;
        if (field is { Value: ListNode { Items.Count: 0 } empty })
        {
            values.Problems.Add(
                empty.Place, $"{field.What} is empty: expected at least one worker");
        }

        foreach (Field entry in values.Entries(field))
        {
            ReadOne(entry);
        }

        return _workers;
    }

    private void ReadOne(Field entry)
    {
        if (values.Map(entry, "{ name: web, command: /usr/sbin/web }") is not { } fields)
        {
            IsComplete = false;
            return;
        }

        Field? nameField = fields.Must(ConfigKeys.Name);
        string? name = NameOf(nameField);
        Field? countField = fields.May(ConfigKeys.Count);
        int? count = values.Whole(countField, ConfigLimits.WorkerCount);
        WorkerOptions worker = Worker(fields, name ?? "");
        fields.Done();
        if (name is not null && (countField is null || count is not null))
        {
            Add(worker, name, count, nameField!.Value.Place);
        }
        else
        {
            IsComplete = false;
        }
    }

    private WorkerOptions Worker(Fields fields, string name)
    {
        string? command = CommandReader.Read(fields.Must(ConfigKeys.Command), values);
        string? settings = values.Scalar(fields.May(ConfigKeys.Settings))?.Text;
        WorkerOptions worker = ConfigSchema.Need.Read(
            new WorkerOptions
            {
                Unit = new UnitSpec("", command ?? "", WorkerKeys.Grace.Usual)
                {
                    Settings = settings ?? "",
                },
                Policy = SquidKidOptions.Default,
            },
            fields, values).Record;
        PolicyOptions policy = PolicyOf(fields.May(ConfigKeys.Policy), name);
        Readiness? readiness = new ReadinessReader(values)
            .Read(fields.May(ConfigKeys.Ready), out Field? said);
        SchemaReading<WorkerOptions> read = ConfigSchema.Patience.Read(worker, fields, values);
        worker = read.Record with
        {
            Unit = read.Record.Unit with { Readiness = readiness ?? Readiness.Usual },
            Policy = policy,
        };
        WrittenTime ready = Written(WorkerKeys.ReadyWithin, worker.ReadyWithin);
        CheckProbe(ready, Written(WorkerKeys.ProbeEvery, worker.ProbeEvery));
        CheckReadiness(
            readiness, said, ready, Written(WorkerKeys.SilentAfter, worker.SilentAfter));
        return worker;

        WrittenTime Written(UsualKey key, TimeSpan time) =>
            new(fields.May(key.Name), read.Refused.Contains(key.Name) ? null : time);
    }

    private PolicyOptions PolicyOf(Field? field, string name)
    {
        if (!members.Contains(name))
        {
            return PolicyReader.Read(field, values) ?? ProfileDefaults.PolicyOf(profile);
        }

        GroupsReader.RefusePolicy(field, name, values);
        return MemberOptions.Usual;
    }

    private void CheckProbe(WrittenTime ready, WrittenTime probe)
    {
        // A value that could not be read contradicts nothing.
        if (ready.Time is not { } within || probe.Time is not { } every || within >= every)
        {
            return;
        }

        const string Why = "no probe would fall into it";
        if (ready.Field is { } field)
        {
            values.Problems.Add(
                field.Value.Place,
                $"{field.What} is {Yaml.Of(within)}, but '{WorkerKeys.ProbeEvery.Name}' is"
                + $" {Yaml.Of(every)}: {Why}; expected at least that");
        }
        else
        {
            values.Problems.Add(
                probe.Field!.Value.Place,
                $"{probe.Field.What} is {Yaml.Of(every)}, but '{WorkerKeys.ReadyWithin.Name}' is"
                + $" {Yaml.Of(within)}: {Why}; expected at most that");
        }
    }

    private void CheckReadiness(
        Readiness? readiness, Field? said, WrittenTime ready, WrittenTime silent)
    {
        if (readiness is { Kind: ReadinessKind.Delay, Delay: var delay }
            && ready.Time is { } within && delay >= within)
        {
            const string Why = "it would never be ready in time";
            values.Problems.Add(
                (said ?? ready.Field)!.Value.Place,
                said is null
                    ? $"{ready.Field!.What} is {Yaml.Of(within)}, but a process that does not say"
                        + $" '{ConfigKeys.Ready}' is ready after {Yaml.Of(delay)}: {Why};"
                        + " expected more than that"
                    : $"{said.What} is {Yaml.Of(delay)}, but '{WorkerKeys.ReadyWithin.Name}' is"
                        + $" {Yaml.Of(within)}: {Why}; expected less than that");
        }

        // The next probe begins that long after the last one, and may take as long to be answered.
        if (readiness is { Kind: ReadinessKind.Exec or ReadinessKind.Tcp or ReadinessKind.Http }
            && silent is { Field: { } field, Time: { } after } && after <= 2 * readiness.ProbeEvery)
        {
            values.Problems.Add(
                field.Value.Place,
                $"{field.What} is {Yaml.Of(after)}, but signs of life of a process that is probed"
                + $" may be {Yaml.Of(2 * readiness.ProbeEvery)} apart: expected more than that");
        }
    }

    private string? NameOf(Field? field)
    {
        if (field?.Value is ScalarNode { Text: var text } scalar
            && Array.Find(OwnEndings, text.EndsWith) is { } ending)
        {
            values.Problems.Add(
                scalar.Place,
                $"{Words.Quote(text)} cannot name a worker: names that end with '{ending}' are of"
                + " the supervisor's own units");
            return null;
        }

        return values.Name(field, ConfigLimits.NameLetters);
    }

    private void Add(WorkerOptions worker, string name, int? count, Place place)
    {
        if (_isFull || !IsFree(name, place))
        {
            return;
        }

        int after = _workers.Count + (count ?? 1);
        if (after > ConfigLimits.Workers)
        {
            // Said once: at the entry that goes over it.
            _isFull = true;
            IsComplete = false;
            values.Problems.Add(
                place,
                FormattableString.Invariant(
                    $"{after} workers so far: expected at most {ConfigLimits.Workers}"));
            return;
        }

        for (int number = 1; number <= (count ?? 1); number++)
        {
            string own = count is null
                ? name
                : name + "-" + number.ToString(CultureInfo.InvariantCulture);
            if (count is null || IsFree(own, place))
            {
                _workers.Add(worker with
                {
                    Unit = worker.Unit with { Name = own },
                    Group = name,
                });
            }
        }
    }

    /// <summary>Takes a name. That of a group is taken too: a worker would look like it.</summary>
    private bool IsFree(string name, Place place)
    {
        if (_lines.TryAdd(name, place.Line))
        {
            return true;
        }

        values.Problems.Add(
            place,
            FormattableString.Invariant(
                $"name {Words.Quote(name)} is taken already: first on line {_lines[name]}"));
        return false;
    }
}
