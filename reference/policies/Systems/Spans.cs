namespace Harness.Reference.Policies.Systems;

/// <summary>Times that stay within what can be added to a point in time.</summary>
internal static class Spans
{
    /// <summary>The longest time that is handled: a thousand years.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365_000);

    /// <summary>A time so many times; what is longer than the longest is cut to it.</summary>
    public static TimeSpan Times(TimeSpan time, long number) =>
        new((long)Int128.Min(Longest.Ticks, (Int128)time.Ticks * number));
}
