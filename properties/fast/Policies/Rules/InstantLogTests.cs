using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies.Rules;
using Xunit;
using static Harness.Properties.Policies.Rules.RuleCases;

namespace Harness.Properties.Policies.Rules;

/// <summary>The last so many times, in both storages: up to 16 places and more.</summary>
public class InstantLogTests
{
    private static readonly Gen<RuleCase<int>> Cases = Of(
        Gen.OneOf(Gen.Elements(0, 1, 15, 16, 17, 18, 32, 33), Gen.Choose(0, 60)),
        _ => [1000],
        longest: 120);

    public static TheoryData<int> Capacities => [1, 2, 15, 16, 17, 40];

    [Property(MaxTest = 500)]
    public Property A_log_holds_the_last_of_a_list_and_an_older_one_is_not_changed_by_it() =>
        Hold(Cases, each =>
        {
            var kept = new List<InstantLog> { default };
            foreach (long time in each.Times)
            {
                kept.Add(kept[^1].Add(time, each.Options));
            }

            return Enumerable.Range(0, kept.Count)
                .All(many => Holds(kept[many], [.. each.Times.Take(many)], each.Options));
        });

    [Property(MaxTest = 500)]
    public Property Logs_of_the_same_last_times_are_equal_whatever_was_dropped_before() =>
        Hold(Cases, each =>
        {
            InstantLog all = Filled(each.Times, each.Options);
            InstantLog last = Filled(each.Times.TakeLast(each.Options), each.Options);
            return all == last && all.Equals((object)last)
                && all.GetHashCode() == last.GetHashCode();
        });

    [Property(MaxTest = 500)]
    public Property Logs_that_differ_in_one_time_are_not_equal() => Hold(
        Cases,
        each => Enumerable.Range(0, Math.Min(each.Times.Count, each.Options)).All(back =>
        {
            long[] other = [.. each.Times];
            other[^(back + 1)]++;
            return Filled(each.Times, each.Options) != Filled(other, each.Options);
        }));

    [Theory]
    [MemberData(nameof(Capacities))]
    public void A_log_that_is_one_shorter_is_not_equal(int capacity)
    {
        InstantLog shorter = Filled(Enumerable.Repeat(7L, capacity - 1), capacity);

        Assert.NotEqual(shorter, shorter.Add(7, capacity));
        Assert.False(shorter.Equals("a log"));
    }

    [Theory]
    [MemberData(nameof(Capacities))]
    public void A_full_log_drops_its_oldest_and_one_that_is_not_full_drops_none(int capacity)
    {
        InstantLog full = Filled(Enumerable.Range(1, capacity).Select(one => (long)one), capacity);

        Assert.Equal(capacity, full.Count);
        Assert.Equal(1, full.Back(capacity - 1, capacity));
        Assert.Equal(
            capacity == 1 ? 99 : 2, full.Add(99, capacity).Back(capacity - 1, capacity));
        Assert.Equal(capacity, full.Add(99, capacity).Count);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void There_is_nothing_before_the_oldest_and_after_the_newest(int back)
    {
        InstantLog log = Filled([1, 2], 20);

        Assert.Throws<ArgumentOutOfRangeException>(() => log.Back(back, 20));
    }

    [Fact]
    public void A_log_without_places_stays_empty()
    {
        InstantLog log = Filled([1, 2, 3], 0);

        Assert.Equal(0, log.Count);
        Assert.Equal(default, log);
        Assert.Throws<ArgumentOutOfRangeException>(() => log.Back(0, 0));
    }

    [Fact]
    public void A_log_of_16_places_needs_no_memory_of_its_own()
    {
        InstantLog log = Filled(Enumerable.Range(0, 20).Select(one => (long)one), 16);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int time = 0; time < 1000; time++)
        {
            log = log.Add(time, 16);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(999, log.Back(0, 16));
    }

    private static InstantLog Filled(IEnumerable<long> times, int capacity) =>
        times.Aggregate(default(InstantLog), (log, time) => log.Add(time, capacity));

    private static bool Holds(InstantLog log, long[] all, int capacity) =>
        log.Count == Math.Min(all.Length, capacity)
        && Enumerable.Range(0, log.Count).All(back =>
            log.Back(back, capacity) == all[^(back + 1)]);
}
