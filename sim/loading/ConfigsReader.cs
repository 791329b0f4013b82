using Harness.Reference.Documents;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Loading;

/// <summary>Reads the configurations that the supervisor can be given.</summary>
/// <param name="values">Reads single values.</param>
/// <param name="workers">The workers that are known.</param>
/// <param name="isComplete">Whether there are no others that a problem may hide.</param>
internal sealed class ConfigsReader(
    Values values, IReadOnlyList<WorkerSetup> workers, bool isComplete)
{
    private readonly List<ConfigSetup> _configs = [];

    public IReadOnlyList<ConfigSetup> Read(Field? field)
    {
        foreach (Field entry in values.Entries(field))
        {
            if (values.Map(entry, "{ name: good }") is { } fields)
            {
                ReadOne(fields);
            }
        }

        return _configs;
    }

    private void ReadOne(Fields fields)
    {
        Field? nameField = fields.Must("name");
        string? name = values.Scalar(nameField)?.Text;
        string of = GroupOf(fields.May("of"));
        var config = new ConfigSetup
        {
            Name = name ?? "",
            Flaw = values.Word(fields.May("flaw"), Words.Of(ConfigFlaw.None)) ?? ConfigFlaw.None,
            Of = of,
            Count = CountOf(fields.May("count"), of),
            NeverReady = values.Truth(fields.May("never-ready")) ?? false,
            DiesAfter = values.Time(fields.May("dies-after"), Limits.Time),
            StartsIn = values.Latency(fields.May("starts-in"), Limits.Time),
        };
        fields.Done();
        if (name is not null && IsFree(nameField!, name))
        {
            _configs.Add(config);
        }
    }

    private bool IsFree(Field field, string name)
    {
        bool isFirst = name == ConfigSetup.First;
        if (!isFirst && _configs.TrueForAll(config => config.Name != name))
        {
            return true;
        }

        values.Problems.Add(field.Value.Place, isFirst
            ? $"'{name}' is the configuration of 'workers': expected another name"
            : $"configuration {Words.Quote(name)} is there already: expected another name");
        return false;
    }

    private string GroupOf(Field? field)
    {
        if (values.Scalar(field) is not { } scalar)
        {
            return "";
        }

        List<string> groups = [.. workers
            .Select(worker => worker.Group.Length > 0 ? worker.Group : worker.Name).Distinct()];
        if (isComplete && !groups.Contains(scalar.Text))
        {
            values.Problems.Add(
                scalar.Place, $"unknown group {Words.Quote(scalar.Text)}:"
                + $" {Words.Instead(scalar.Text, groups)}");
        }

        return scalar.Text;
    }

    private int? CountOf(Field? field, string of)
    {
        int? count = values.Whole(field, Limits.WorkerCount);
        if (isComplete && count is not null && !workers.Any(worker => worker.Group.Length > 0
            && (of.Length == 0 ? worker.Group == workers[0].Group : worker.Group == of)))
        {
            values.Problems.Add(
                field!.Value.Place, "'count' of workers that were not counted at first:"
                + " write a count in 'workers'");
        }

        return count;
    }
}
