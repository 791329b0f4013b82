using System.Globalization;
using System.Text;
using Harness.Reference.Documents;
using Harness.Reference.Options;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.Configuration;

/// <summary>
/// Writes options as a configuration that says every key. Reading it gives the same options, but
/// for <see cref="SupervisorOptions.ConfigFile"/>, which no configuration says of itself. A worker
/// whose group is empty is read as one whose group has its name, which means the same.
/// </summary>
public static class SupervisorConfigWriter
{
    private static readonly SupervisorOptions Usual = new() { Workers = [] };

    /// <summary>
    /// The document. It is not checked: what is out of bounds, or not text, is for its reader to
    /// tell.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// No document says that: a policy is not the Make of <see cref="PolicyOptions"/>, a unit is
    /// not a worker's, the workers of a group are not alike, numbered from 1 and listed one after
    /// the other, or an option is set that has no key.
    /// </exception>
    public static ConfigDocument Write(SupervisorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Demand(
            options.NoticeWithin == Usual.NoticeWithin
                && options.RepairWithin == Usual.RepairWithin,
            "NoticeWithin and RepairWithin have no keys");
        var text = new StringBuilder();
        foreach ((string key, string value) in ConfigSchema.Supervisor.Write(options))
        {
            Line(text, key, value);
        }

        text.Append(ConfigKeys.Workers).Append(options.Workers.Count == 0 ? ": []\n" : ":\n");
        int next = 0;
        while (next < options.Workers.Count)
        {
            next += WriteEntry(text, options.Workers, next);
        }

        text.Append(options.Groups.Count == 0 ? "" : ConfigKeys.Groups + ":\n");
        foreach (GroupOptions group in options.Groups)
        {
            text.Append("  - ").Append(PolicyText.Of(group)).Append('\n');
        }

        return new ConfigDocument(text.ToString());
    }

    /// <summary>Writes a worker or a group, and gives the number of its workers.</summary>
    private static int WriteEntry(StringBuilder text, IReadOnlyList<WorkerOptions> all, int first)
    {
        WorkerOptions worker = all[first];
        string name = worker.Unit.Name;
        bool isGroup = worker.Group.Length > 0 && worker.Group != name;
        int count = isGroup ? all.Count(other => other.Group == worker.Group) : 1;
        Demand(worker.Unit.Role == UnitRole.Worker, $"'{name}' is not a worker's unit");
        Demand(
            !isGroup || IsGroup(all.Skip(first).Take(count), worker),
            $"group '{worker.Group}' is not alike, numbered from 1, one after the other");
        text.Append("  - name: ").Append(Yaml.Quoted(isGroup ? worker.Group : name)).Append('\n');
        if (isGroup)
        {
            EntryLine(text, ConfigKeys.Count, Number(count));
        }

        EntryLine(text, ConfigKeys.Command, Yaml.Quoted(worker.Unit.Command));
        EntryLine(text, ConfigKeys.Settings, Yaml.Quoted(worker.Unit.Settings));
        EntryLines(text, ConfigSchema.Need.Write(worker));
        if (worker.Policy is not MemberOptions)
        {
            EntryLine(text, ConfigKeys.Policy, PolicyText.Of(worker.Policy));
        }

        EntryLine(text, ConfigKeys.Ready, Ready(worker.Unit));
        EntryLines(text, ConfigSchema.Patience.Write(worker));
        return count;
    }

    private static bool IsGroup(IEnumerable<WorkerOptions> workers, WorkerOptions first) =>
        workers.Index().All(each => each.Item == first with
        {
            Unit = first.Unit with { Name = $"{first.Group}-{Number(each.Index + 1)}" },
        });

    private static string Ready(UnitSpec unit)
    {
        Readiness readiness = unit.Readiness;
        bool hasDelay = readiness.Kind == ReadinessKind.Delay;
        bool hasTarget = !hasDelay && readiness.Kind != ReadinessKind.Notify;
        Demand(
            readiness == new Readiness(readiness.Kind, readiness.Delay, readiness.Target)
                && (hasDelay || readiness.Delay == TimeSpan.Zero)
                && (hasTarget || readiness.Target.Length == 0),
            $"the readiness of '{unit.Name}' says more than its keys can");
        return readiness.Kind switch
        {
            ReadinessKind.Delay => Map(ReadinessReader.AfterKey, Yaml.Of(readiness.Delay)),
            ReadinessKind.Notify => ReadinessReader.NotifyWord,
            ReadinessKind.Exec => Map(ReadinessReader.ExecKey, Yaml.Quoted(readiness.Target)),
            ReadinessKind.Tcp => Map(ReadinessReader.TcpKey, Yaml.Quoted(readiness.Target)),
            ReadinessKind.Http => Map(ReadinessReader.HttpKey, Yaml.Quoted(readiness.Target)),
        };

        static string Map(string key, string value) => $"{{ {key}: {value} }}";
    }

    private static void EntryLines(
        StringBuilder text, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        foreach ((string key, string value) in pairs)
        {
            EntryLine(text, key, value);
        }
    }

    private static void EntryLine(StringBuilder text, string key, string value) =>
        Line(text.Append("    "), key, value);

    private static void Line(StringBuilder text, string key, string value) =>
        text.Append(key).Append(": ").Append(value).Append('\n');

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Demand(bool canBeSaid, string otherwise)
    {
        if (!canBeSaid)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
