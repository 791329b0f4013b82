using FsCheck;
using Harness.Properties.Replaying;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Policies.Laws;

/// <summary>
/// A policy does not know what time it is, only how long it is since something: the same story a
/// whole number of seconds later is the same story. That holds for every system with exact timers,
/// also for those that count from the first start (Circus, containerd, Finit, Knot Resolver, PM2);
/// whole seconds are needed for those that cut times to them (OTP, Elixir, Upstart, SysV init,
/// OpenRC up to 0.61, PHP-FPM, Squid, uWSGI) and for no other.
/// </summary>
public class TimeShiftLaws
{
    private static readonly string[] CutToSeconds =
        ["otp", "elixir", "upstart", "sysv-init", "openrc", "php-fpm", "squid", "uwsgi"];

    public static TheoryData<string> Names => PolicyCases.Names;

    public static TheoryData<string> Exact =>
        [.. PolicyCases.All.Where(one => !CutToSeconds.Contains(one.Slug))
            .Select(one => one.Name).Distinct().Order(StringComparer.Ordinal)];

    [Property(MaxTest = 60)]
    [MemberData(nameof(Names))]
    public Property A_story_that_begins_whole_seconds_later_is_the_same_story(string name) =>
        PolicyStory.Hold(
            turns => ((int[])[0, 1, 7, 10, 11, 299, 86_400_001]).Select(
                seconds => Told(name, turns, TimeSpan.FromSeconds(seconds)))
                .All(Told(name, turns, TimeSpan.FromSeconds(2)).SequenceEqual));

    [Property(MaxTest = 60)]
    [MemberData(nameof(Exact))]
    public Property What_does_not_cut_times_is_the_same_a_part_of_a_second_later(string name) =>
        PolicyStory.Hold(
            turns => ((long[])[1, 3_333_333, 9_999_999]).Select(
                ticks => Told(name, turns, new TimeSpan(ticks)))
                .All(Told(name, turns, TimeSpan.FromSeconds(2)).SequenceEqual));

    private static List<Told> Told(string name, TurnAfter[] turns, TimeSpan begin) =>
        PolicyStory.Tell(PolicyCases.Named(name).Make(), turns, Instant.Zero + begin);
}
