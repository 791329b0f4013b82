using Harness.Reference.Policies.Groups;
using Xunit;

namespace Harness.Properties.Policies.Groups;

/// <summary>
/// What systemd 252.39 starts and stops, in which order, around a unit c that crashes 0.3 s after
/// each start (in one run after 1 s): d and e need it, or each other. Starts that come together are
/// one wave, since real processes do not begin in a known order.
/// </summary>
public class SystemdOrderTests
{
    private const string Loop = "Restart=always;RestartSec=500ms;StartLimitBurst=50";

    private static readonly Dictionary<string, GroupMember[]> Units = new()
    {
        ["requires"] = [Groups.Member("c", Loop), Groups.Member("d", "Requires=c;After=c")],
        ["binds-to"] = [Groups.Member("c", Loop), Groups.Member("d", "BindsTo=c;After=c")],
        ["refused"] =
        [
            Groups.Member("c", "Restart=always;RestartSec=500ms;StartLimitBurst=2"),
            Groups.Member("d", "Requires=c;After=c"),
        ],
        ["not-restarted"] =
        [
            Groups.Member("c"), Groups.Member("d", "Requires=c;After=c"),
            Groups.Member("e", "BindsTo=c;After=c"),
        ],
        ["chain"] =
        [
            Groups.Member("c", Loop), Groups.Member("d", "Requires=c;After=c"),
            Groups.Member("e", "Requires=d;After=d"),
        ],
        ["bound-chain"] =
        [
            Groups.Member("c", Loop), Groups.Member("d", "BindsTo=c;After=c"),
            Groups.Member("e", "Requires=d;After=d"),
        ],
        ["waiting-dependent"] =
        [
            Groups.Member("c", "Restart=always;RestartSec=1500ms;StartLimitBurst=50"),
            Groups.Member("d", "Requires=c;After=c;Restart=always;RestartSec=30"),
        ],
    };

    /// <summary>An order as it was recorded.</summary>
    internal sealed record Order(string Run, string Waves);

    public static TheoryData<string> Names { get; } = [.. Units.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_starts_and_stops_in_the_order_of_the_real_one(string name)
    {
        string recorded = Recorded.Read<Order[]>("systemd252-orders.json")
            .Single(one => one.Run == name).Waves;
        MadeGroup group = Groups.Make(
            Groups.Request("systemd", "", Units[name]) with { Version = "252" });
        GroupWorld world = new GroupWorld(
            group, (member, _) => Lives(name, group.Members[member])).Run(30);
        Assert.Equal(
            recorded, string.Join(", ", Waves(world).Take(recorded.Split(", ").Length)));
    }

    private static Life Lives(string name, string member) => (name, member) switch
    {
        ("waiting-dependent", "c") => Life.OfMs(1000),
        ("waiting-dependent", _) or (_, "c") => Life.OfMs(300),
        ("chain", _) => new Life(null, StopTime: TimeSpan.FromMilliseconds(1500)),
        _ => Life.ForEver,
    };

    private static IEnumerable<string> Waves(GroupWorld world)
    {
        var wave = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string word in world.Words(GroupVerb.Start, GroupVerb.Stop).Split(", "))
        {
            string member = word[^1..];
            bool isStart = word.StartsWith("start", StringComparison.Ordinal);
            if (wave.Count > 0 && (!isStart || wave.Contains(member)))
            {
                yield return $"start {string.Join(' ', wave)}";
                wave.Clear();
            }

            if (isStart)
            {
                wave.Add(member);
            }
            else
            {
                yield return word;
            }
        }

        if (wave.Count > 0)
        {
            yield return $"start {string.Join(' ', wave)}";
        }
    }
}
