using Harness.Reference.Documents;
using Harness.Reference.Options;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.Configuration;

/// <summary>What a set-up says, in the supervisor's own terms.</summary>
public static class SetupReader
{
    /// <summary>The options of a supervisor that is set up like this.</summary>
    /// <exception cref="ArgumentException">A policy or a group cannot be read.</exception>
    public static SupervisorOptions OptionsOf(SystemSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return new SupervisorOptions
        {
            Workers = [.. setup.Units.Select(WorkerOf)],
            Groups = GroupsOf(setup),
            WatchdogEvery = setup.WatchdogEvery,
            ErrorThreshold = setup.ErrorThreshold,
            DecreaseEvery = setup.DecreaseEvery,
            Profile = setup.Profile,
            CanaryFor = setup.CanaryFor,
            StopWithin = setup.StopWithin,
            OnWorkerDeath = setup.OnWorkerDeath,
            WhenCrippled = setup.WhenCrippled,
            StateDirectory = setup.StateDirectory,
            ConfigFile = setup.ConfigFile,
        };
    }

    private static WorkerOptions WorkerOf(WantedUnit wanted) => new()
    {
        Unit = wanted.Unit,
        Group = wanted.Group,
        Policy = wanted.Policy.Length == 0 ? MemberOptions.Usual : PolicyOf(wanted),
        ReadyWithin = wanted.ReadyWithin,
        ProbeEvery = wanted.ProbeEvery,
        SilentAfter = wanted.SilentAfter,
        IsOptional = wanted.IsOptional,
    };

    private static PolicyOptions PolicyOf(WantedUnit wanted) => Read(
        wanted.Unit.Name,
        ConfigKeys.Policy,
        wanted.Policy,
        PolicyReader.Read)!;

    private static ValueList<GroupOptions> GroupsOf(SystemSetup setup)
    {
        if (setup.Groups.Count == 0)
        {
            return [];
        }

        var names = new MemberNames(
            [.. setup.Units.Select(wanted => wanted.Unit.Name)], [], [], IsComplete: true);
        return Read(
            ConfigKeys.Groups,
            ConfigKeys.Groups,
            $"[{string.Join(", ", setup.Groups.Select(group => group.Text))}]",
            (field, values) => new GroupsReader(values).Read(field, names));
    }

    private static T Read<T>(string subject, string key, string text, Func<Field?, Values, T> read)
    {
        var problems = new ProblemList(subject);
        var values = new Values(problems);
        string document = $"{key}: {text}\n";
        Fields? fields =
            new YamlReader(ConfigLimits.Document, document, problems).Read() is { } node
                ? values.Top(node, document)
                : null;
        T? made = fields is null ? default : read(fields.Must(key), values);
        return problems.Count == 0 && made is not null
            ? made
            : throw new ArgumentException(string.Join(
                "; ", problems.ByPlace().Select(problem => problem.ToString())));
    }
}
