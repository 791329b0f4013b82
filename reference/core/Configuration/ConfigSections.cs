using Harness.Reference.Documents;
using Harness.Reference.Options;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Reference.Configuration;

/// <summary>Reads what a configuration says of the supervisor itself, and its workers.</summary>
internal sealed class ConfigSections(Values values)
{
    private static readonly SupervisorOptions Usual = new() { Workers = [] };

    /// <summary>The options; of no use if there are problems.</summary>
    public SupervisorOptions? Read(Node document)
    {
        if (values.Top(document, "profile: default") is not { } fields)
        {
            return null;
        }

        Profile profile = values.Word(fields.May(ConfigKeys.Profile), Words.Of<Profile>())
            ?? Profile.Default;
        var options = new SupervisorOptions
        {
            Workers = [],
            Profile = profile,
            StateDirectory = Directory(fields.May(ConfigKeys.StateDirectory))
                ?? Usual.StateDirectory,
            WatchdogEvery = Period(fields.May(ConfigKeys.WatchdogEvery)) ?? Usual.WatchdogEvery,
            ErrorThreshold = values.Whole(
                fields.May(ConfigKeys.ErrorThreshold), ConfigLimits.ErrorThreshold)
                ?? Usual.ErrorThreshold,
            DecreaseEvery = Period(fields.May(ConfigKeys.DecreaseEvery)) ?? Usual.DecreaseEvery,
            StopWithin = Period(fields.May(ConfigKeys.StopWithin)) ?? Usual.StopWithin,
            CanaryFor = values.Time(fields.May(ConfigKeys.CanaryFor), ConfigLimits.Time)
                ?? Usual.CanaryFor,
            OnWorkerDeath = values.Word(
                fields.May(ConfigKeys.OnWorkerDeath), Words.Of<OnWorkerDeath>())
                ?? Usual.OnWorkerDeath,
            WhenCrippled = values.Word(
                fields.May(ConfigKeys.WhenCrippled), Words.Of<WhenCrippled>())
                ?? Usual.WhenCrippled,
        };
        Field? workersField = fields.Must(ConfigKeys.Workers);
        Field? groupsField = fields.May(ConfigKeys.Groups);
        var entries = new WorkerEntries(values, profile, GroupsReader.NamesIn(groupsField));
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

    private TimeSpan? Period(Field? field) => values.Time(field, ConfigLimits.Period);

    private string? Directory(Field? field)
    {
        if (values.Line(field, "path", ConfigLimits.PathLetters) is not { } path)
        {
            return null;
        }

        if (path.StartsWith('/'))
        {
            return path;
        }

        values.Problems.Add(
            field!.Value.Place,
            $"{field.What} is {Words.Quote(path)}: expected a path that begins with '/'");
        return null;
    }
}

/// <summary>
/// A time with the field that says it; without a field it is the usual one, and a field that could
/// not be read says no time.
/// </summary>
internal readonly record struct WrittenTime(Field? Field, TimeSpan? Time);
