using Harness.Reference.Documents;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Policies.Systems;

namespace Harness.Reference.Configuration;

/// <summary>The workers of a document, for whoever names one as a member of a group.</summary>
/// <param name="Singles">The names of those that can be members.</param>
/// <param name="Counted">The names of entries with a count, and of the workers they make.</param>
/// <param name="Optional">The names of those that the service is whole without.</param>
/// <param name="IsComplete">Whether there are no others that a problem may hide.</param>
public sealed record MemberNames(
    IReadOnlyList<string> Singles, IReadOnlyList<string> Counted, IReadOnlyList<string> Optional,
    bool IsComplete);

/// <summary>Reads groups of workers about which one policy decides.</summary>
public sealed class GroupsReader(Values values)
{
    internal const string MembersKey = "members";
    internal const string WorkerKey = "worker";

    private const int NameLetters = 40;

    private readonly Dictionary<string, int> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _members = new(StringComparer.Ordinal);

    /// <summary>
    /// The names of all members, without a look at what is wrong with them: their workers have no
    /// policy of their own.
    /// </summary>
    public static IReadOnlySet<string> NamesIn(Field? field)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        names.UnionWith(ItemsOf(field?.Value)
            .SelectMany(group => ItemsOf(ValueOf(group, MembersKey)))
            .Select(member => ValueOf(member, WorkerKey)).OfType<ScalarNode>()
            .Select(name => name.Text));
        return names;
    }

    /// <summary>Reports the policy that a worker has beside that of its group.</summary>
    public static void RefusePolicy(Field? policy, string worker, Values values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (policy is not null)
        {
            values.Problems.Add(
                policy.Place,
                $"{policy.What} of {Words.Quote(worker)}, which is a member of a group: the"
                + " group's policy decides, leave this one out");
        }
    }

    /// <summary>The groups; of no use if a problem was reported.</summary>
    public ValueList<GroupOptions> Read(Field? field, MemberNames workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        if (field is { Value: ListNode { Items.Count: 0 } empty })
        {
            values.Problems.Add(empty.Place, $"{field.What} is empty: leave it out");
        }

        return
        [
            .. values.Entries(field).Select(entry => ReadOne(entry, workers))
                .OfType<GroupOptions>(),
        ];
    }

    private static IReadOnlyList<Node> ItemsOf(Node? list) => list is ListNode known
        ? known.Items
        : [];

    private static Node? ValueOf(Node map, string key) => map is MapNode known
        ? known.Fields.FirstOrDefault(field => field.Key == key)?.Value
        : null;

    private GroupOptions? ReadOne(Field entry, MemberNames workers)
    {
        if (values.Map(entry, "{ name: tree, like: { system: otp }, members: [{ worker: web }] }")
            is not { } fields)
        {
            return null;
        }

        int before = values.Problems.Count;
        string? name = NameOf(fields.Must(ConfigKeys.Name));
        WrittenLike? like = PolicyReader.ReadLike(fields.Must(PolicyReader.LikeKey), values);
        Field? membersField = fields.Must(MembersKey);
        GroupMember[] members =
        [
            .. values.Entries(membersField).Select(member => MemberOf(member, workers))
                .OfType<GroupMember>(),
        ];
        fields.Done();
        bool mayBeMade = membersField?.Value is ListNode list
            && (members.Length > 0 || list.Items.Count == 0);
        if (like is null || !mayBeMade)
        {
            return null;
        }

        GroupCatalogue.Make(
            new GroupRequest(like.System.Text, like.Options, members)
            {
                Version = like.VersionText,
                SlugPlace = like.System.Place,
                VersionPlace = like.VersionPlace,
                OptionsPlace = like.OptionsPlace,
                MembersPlace = membersField!.Value.Place,
            },
            values.Problems);
        return values.Problems.Count > before || name is null
            ? null
            : new GroupOptions(name, like.System.Text)
            {
                Version = like.VersionText,
                Granularity = like.Granularity,
                Options = PolicyReader.Plain(like.Options),
                Members =
                [
                    .. members.Select(one => new MemberSetting(one.Name)
                    {
                        Options = PolicyReader.Plain(one.Options),
                    }),
                ],
            };
    }

    private string? NameOf(Field? field)
    {
        if (values.Name(field, NameLetters) is not { } name)
        {
            return null;
        }

        if (!_groups.TryAdd(name, field!.Value.Place.Line))
        {
            values.Problems.Add(
                field.Value.Place,
                FormattableString.Invariant(
                    $"group {Words.Quote(name)} is there already: first on line {_groups[name]}"));
        }

        return name;
    }

    private GroupMember? MemberOf(Field entry, MemberNames workers)
    {
        if (values.Map(entry, "{ worker: web }") is not { } fields)
        {
            return null;
        }

        ScalarNode? worker = values.Scalar(fields.Must(WorkerKey));
        Field? optionsField = fields.May(PolicyReader.OptionsKey);
        List<WrittenOption> options = PolicyReader.OptionsOf(optionsField, values);
        fields.Done();
        if (worker is null)
        {
            return null;
        }

        if (!_members.TryAdd(worker.Text, worker.Place.Line))
        {
            values.Problems.Add(
                worker.Place,
                $"worker {Words.Quote(worker.Text)} is a member already: first on line"
                + FormattableString.Invariant($" {_members[worker.Text]}"));
            return null;
        }

        if (WhyNot(worker.Text, workers) is { } problem)
        {
            values.Problems.Add(worker.Place, problem);
        }

        return new GroupMember(worker.Text, options)
        {
            NamePlace = worker.Place,
            OptionsPlace = optionsField?.Value.Place ?? worker.Place,
        };
    }

    private static string? WhyNot(string worker, MemberNames workers) =>
        workers.Counted.Contains(worker)
            ? $"{Words.Quote(worker)} has a '{ConfigKeys.Count}': a member is a worker without"
        : workers.Optional.Contains(worker)
            ? $"{Words.Quote(worker)} is optional: what the failure of a member costs is for its"
                + " group to say"
        : workers.Singles.Contains(worker) || !workers.IsComplete ? null
        : $"unknown worker {Words.Quote(worker)}: {Words.Instead(worker, workers.Singles)}";
}
