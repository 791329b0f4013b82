using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Reference;

public class InstantTests
{
    private static readonly Instant Noon = Instant.Zero + TimeSpan.FromHours(12);

    [Fact]
    public void A_span_from_an_instant_leads_to_another_one_and_back()
    {
        var span = new TimeSpan(123_456_789);
        Assert.Equal(span, Noon + span - Noon);
        Assert.Equal(Noon, Noon + span - span);
    }

    [Fact]
    public void An_instant_is_not_before_itself()
    {
        Instant same = Instant.Zero + TimeSpan.FromHours(12);
        Assert.False(Noon < same);
        Assert.True(Noon <= same);
        Assert.False(Noon > same);
        Assert.True(Noon >= same);
        Assert.Equal(0, Noon.CompareTo(same));
    }

    [Fact]
    public void An_instant_is_before_the_next_tick()
    {
        Instant next = Noon + new TimeSpan(1);
        Assert.True(Noon < next);
        Assert.True(Noon <= next);
        Assert.True(next > Noon);
        Assert.True(next >= Noon);
        Assert.True(Noon.CompareTo(next) < 0);
    }

    [Theory]
    [InlineData(0, "0.0000000s")]
    [InlineData(1, "0.0000001s")]
    [InlineData(9_999_999, "0.9999999s")]
    [InlineData(10_000_000, "1.0000000s")]
    [InlineData(36_000_000_000_000, "3600000.0000000s")]
    public void An_instant_shows_all_of_its_ticks(long ticks, string text) =>
        Assert.Equal(text, new Instant(ticks).ToString());

    [Theory]
    [InlineData(10_000_000, 123, 123)]
    [InlineData(1_000_000_000, 12_399, 123)]
    [InlineData(1_000, 5, 50_000)]
    [InlineData(3, 1, 3_333_333)]
    [InlineData(1_000_000_000, long.MaxValue, 92_233_720_368_547_758)]
    public void Now_is_in_ticks_whatever_the_frequency_of_the_clock(
        long frequency, long timestamp, long ticks) =>
        Assert.Equal(new Instant(ticks), Instant.Now(new Clock(frequency, timestamp)));

    private sealed class Clock(long frequency, long timestamp) : TimeProvider
    {
        public override long TimestampFrequency => frequency;

        public override long GetTimestamp() => timestamp;
    }
}
