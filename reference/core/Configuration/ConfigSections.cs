using Harness.Reference.Documents;
using Harness.Reference.Options;
using Harness.Reference.Policies.Groups;

namespace Harness.Reference.Configuration;

/// <summary>Reads what a configuration says of the supervisor itself, and its workers.</summary>
internal sealed class ConfigSections(Values values)
{
    /// <summary>The options; of no use if there are problems.</summary>
    public SupervisorOptions? Read(Node document)
    {
        if (values.Top(document, "profile: default") is not { } fields)
        {
            return null;
        }

        SupervisorOptions options = ConfigSchema.Supervisor.Read(
            new SupervisorOptions { Workers = [] }, fields, values).Record;
        Field? workersField = fields.Must(ConfigKeys.Workers);
        Field? groupsField = fields.May(ConfigKeys.Groups);
        var entries = new WorkerEntries(
            values, options.Profile, GroupsReader.NamesIn(groupsField));
        IReadOnlyList<WorkerOptions> workers = entries.Read(workersField);
        ValueList<GroupOptions> groups = new GroupsReader(values).Read(
            groupsField, NamesOf(workers, entries.IsComplete));
        fields.Done();
        return options with { Workers = workers, Groups = groups };
    }

    private static MemberNames NamesOf(IReadOnlyList<WorkerOptions> workers, bool isComplete)
    {
        ILookup<bool, WorkerOptions> byCount =
            workers.ToLookup(worker => worker.Group != worker.Unit.Name);
        return new MemberNames(
            [.. byCount[false].Select(worker => worker.Unit.Name)],
            [.. byCount[true].SelectMany(worker => (string[])[worker.Group, worker.Unit.Name])],
            [.. workers.Where(worker => worker.IsOptional).Select(worker => worker.Unit.Name)],
            isComplete);
    }
}

/// <summary>
/// A time with the field that says it; without a field it is the usual one, and a field that could
/// not be read says no time.
/// </summary>
internal readonly record struct WrittenTime(Field? Field, TimeSpan? Time);
