using System.Globalization;
using Harness.Reference.Configuration;
using Harness.Reference.Documents;
using Harness.Reference.Keys;
using Harness.Reference.Policies.Options;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Loading;

/// <summary>Reads the workers; an entry with a count makes that many, numbered from 1.</summary>
/// <param name="values">Reads single values.</param>
/// <param name="members">The names of workers about which a group decides.</param>
internal sealed class WorkersReader(Values values, IReadOnlySet<string> members)
{
    private readonly List<WorkerSetup> _workers = [];

    public WorkerNames Names { get; } = new();

    public IReadOnlyList<WorkerSetup> Read(Field? field)
    {
        if (field?.Value is not ListNode)
        {
            Names.IsComplete = false;
        }

        IReadOnlyList<Field> entries = values.Entries(field);
        if (field is { Value: ListNode { Items.Count: 0 } empty })
        {
            values.Problems.Add(empty.Place, "'workers' is empty: expected at least one worker");
        }

        foreach (Field entry in entries)
        {
            ReadOne(entry);
        }

        return _workers;
    }

    private void ReadOne(Field entry)
    {
        if (values.Map(entry, "{ name: db }") is not { } fields)
        {
            Names.IsComplete = false;
            return;
        }

        Field? nameField = fields.Must("name");
        string? name = NameOf(nameField);
        Field? countField = fields.May("count");
        int? count = values.Whole(countField, Limits.WorkerCount);
        WorkerSetup setup = Setup(fields, name ?? "");
        fields.Done();
        if (name is null || (countField is not null && count is null))
        {
            Names.IsComplete = false;
            return;
        }

        Add(setup, nameField!.Value.Place, count);
    }

    private WorkerSetup Setup(Fields fields, string name)
    {
        int before = values.Problems.Count;
        PolicyOptions? policy = PolicyOf(fields, name);
        WorkerSetup setup = SetupSchema.Worker.Read(
            new WorkerSetup { Name = name, Policy = policy ?? WorkerSetup.UsualPolicy },
            fields, values).Record;

        // Only of values that could be read: a default in place of a bad one contradicts nothing.
        bool isRead = values.Problems.Count == before;
        if (isRead && !setup.NeverReady && setup.ReadyWithin < setup.StartsIn.Most)
        {
            values.Problems.Add(
                fields.May(WorkerKeys.ReadyWithin.Name)?.Value.Place ?? fields.Place,
                $"'ready-within' is {Yaml.Of(setup.ReadyWithin)}, but 'starts-in' is up to"
                + $" {Yaml.Of(setup.StartsIn.Most)}: some starts could never be in time;"
                + " allow more, or write never-ready: true");
        }

        return setup;
    }

    private PolicyOptions? PolicyOf(Fields fields, string name)
    {
        if (!members.Contains(name))
        {
            return PolicyReader.Read(fields.May("policy"), values);
        }

        GroupsReader.RefusePolicy(fields.May("policy"), name, values);
        return MemberOptions.Usual;
    }

    private string? NameOf(Field? field)
    {
        string? name = values.Name(field, Limits.NameLetters);
        if (name is null || !WorkerNames.Reserved.Contains(name))
        {
            return name;
        }

        values.Problems.Add(
            field!.Value.Place,
            $"a worker cannot be called {Words.Quote(name)}: the word stands for something else");
        return null;
    }

    private void Add(WorkerSetup setup, Place place, int? count)
    {
        int before = Names.Count;
        if (before + (count ?? 1) > Limits.Workers)
        {
            // Said once: at the entry that goes over it.
            if (before <= Limits.Workers && Names.IsComplete)
            {
                values.Problems.Add(
                    place,
                    FormattableString.Invariant(
                        $"{before + (count ?? 1)} workers so far: ")
                    + FormattableString.Invariant($"expected at most {Limits.Workers}"));
            }

            Names.IsComplete = false;
            return;
        }

        for (int number = 1; number <= (count ?? 1); number++)
        {
            string name = count is null
                ? setup.Name
                : setup.Name + "-" + number.ToString(CultureInfo.InvariantCulture);
            if (Names.Add(name, place.Line) is { } line)
            {
                values.Problems.Add(
                    place,
                    $"worker {Words.Quote(name)} is there already: first on line"
                    + FormattableString.Invariant($" {line}"));
            }
            else
            {
                _workers.Add(setup with { Name = name, Group = count is null ? "" : setup.Name });
            }
        }
    }
}
