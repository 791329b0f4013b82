using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Properties.Policies.Groups;

/// <summary>What holds of every group policy, whatever its members do.</summary>
public class GroupInvariantTests
{
    private static readonly GroupRequest[] Requests =
    [
        Groups.Request(
            "otp", "strategy=one_for_all;intensity=4", Groups.Member("a"),
            Groups.Member("b", "restart=transient"), Groups.Member("c", "restart=temporary")),
        Groups.Request(
            "elixir", "strategy=:rest_for_one;max_restarts=6",
            Groups.Member("a"), Groups.Member("b"), Groups.Member("c", "restart=:transient")),
        Groups.Request(
            "otp", "strategy=rest_for_one;intensity=5", Groups.Member("a"),
            Groups.Below(
                "mid", "restart=transient",
                Groups.Request(
                    "otp", "strategy=one_for_all;intensity=2", Groups.Member("x"),
                    Groups.Below(
                        "low", "", Groups.Request("otp", "intensity=1", Groups.Member("z")))))),
        Groups.Request(
            "systemd", "", Groups.Member("a", "Restart=always;RestartSec=2;StartLimitBurst=3"),
            Groups.Member("b", "Requires=a;Restart=on-failure;RestartSec=0"),
            Groups.Member("c", "BindsTo=b;Requires=a;Restart=on-failure")),
        Groups.Request(
            "systemd", "", Groups.Member("a", "Requires=c;Restart=always;RestartSec=0"),
            Groups.Member("b", "BindsTo=a;Type=notify;TimeoutStartSec=3;Restart=always"),
            Groups.Member("c", "RestartMode=direct;Restart=always;WatchdogSec=2")),
        Groups.Request(
            "postmaster", "", Groups.Member("a"), Groups.Member("b", "kind=startup"),
            Groups.Member("c")),
        Groups.Request(
            "postmaster", "restart_after_crash=off", Groups.Member("a"), Groups.Member("b")),
        Groups.Request("haproxy", "", Groups.Member("a"), Groups.Member("b")),
        Groups.Request("foreman", "", Groups.Member("a"), Groups.Member("b")),
        Groups.Request(
            "overmind", "auto-restart=a;can-die=b", Groups.Member("a"), Groups.Member("b"),
            Groups.Member("c")),
    ];

    private static readonly Gen<Life> Lives =
        from length in Gen.Frequency(
            (1, Gen.Constant(-1)), (1, Gen.Constant(0)), (4, Gen.Choose(1, 6000)))
        from code in Gen.Elements(0, 1, 130)
        from stop in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(1, 7000)))
        from fails in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Life(
            length < 0 ? null : TimeSpan.FromMilliseconds(length), ExitStatus.Code(code),
            TimeSpan.FromMilliseconds(stop), fails);

    private static readonly Gen<Story> Stories =
        from which in Gen.Choose(0, Requests.Length - 1)
        from length in Gen.Choose(1, 40)
        from lives in Lives.ArrayOf(length)
        from end in Gen.Choose(0, 60_000)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Story(which, lives, end, (ulong)seed);

    private sealed record Story(int Which, Life[] Lives, int EndMs, ulong Seed)
    {
        public override string ToString() =>
            $"{Requests[Which].Slug} {Which}, end at {EndMs}, {string.Join(", ", Lives)}";
    }

    [Property(MaxTest = 1500)]
    public Property Nothing_runs_twice_or_after_the_end_and_who_is_asked_to_end_ends() => ForAll.Of(
        Stories,
        story =>
        {
            (GroupWorld world, _) = Play(story); // which refuses impossible acts
            return world.End is not null;
        },
        Smaller);

    [Property(MaxTest = 200)]
    public Property The_same_story_gives_the_same_acts_and_a_copy_goes_on_as_the_first_does() =>
        ForAll.Of(
            Stories,
            story =>
            {
                (GroupWorld first, GroupPolicy one) = Play(story);
                (GroupWorld second, GroupPolicy other) = Play(story);
                GroupPolicy copy = one.Copy();
                var begin = new GroupEvent(GroupEventKind.Begin);
                Instant later = new(TimeSpan.FromHours(1).Ticks);
                return first.Played.SequenceEqual(second.Played)
                    && copy.On(begin, later) == one.On(begin, later)
                    && copy.NextWake == one.NextWake;
            },
            Smaller);

    // After 40 lives all run until they are stopped; then a person asks for the end.
    private static (GroupWorld World, GroupPolicy Policy) Play(Story story)
    {
        MadeGroup group = Groups.Make(Requests[story.Which]);
        int lives = 0;
        var world = new GroupWorld(group, (_, _) =>
            lives < story.Lives.Length ? story.Lives[lives++] : Life.ForEver);
        world.Plan(story.EndMs / 1000.0, GroupEventKind.End);
        return (world.Run(1000, story.Seed), group.Policy);
    }

    private static IEnumerable<Story> Smaller(Story story) =>
        Enumerable.Range(0, story.Lives.Length).Select(left => story with
        {
            Lives = [.. story.Lives.Where((_, index) => index != left)],
        });
}
