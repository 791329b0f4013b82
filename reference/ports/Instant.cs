namespace Harness.Reference.Ports;

/// <summary>
/// A point on the monotonic clock of one boot, in ticks of 100 ns since that boot. Wall time is
/// never an <see cref="Instant"/>; a duration is a <see cref="TimeSpan"/>.
/// </summary>
/// <param name="Ticks">100 ns units, 0 or more.</param>
public readonly record struct Instant(long Ticks) : IComparable<Instant>
{
    /// <summary>The boot itself.</summary>
    public static readonly Instant Zero = new(0);

    /// <summary>The monotonic time of <paramref name="time"/>, whatever its frequency.</summary>
    public static Instant Now(TimeProvider time) => new(
        time.TimestampFrequency == TimeSpan.TicksPerSecond
            ? time.GetTimestamp()
            : (long)(time.GetTimestamp() * (Int128)TimeSpan.TicksPerSecond
                / time.TimestampFrequency));

    public static Instant operator +(Instant at, TimeSpan span) => new(at.Ticks + span.Ticks);

    public static Instant operator -(Instant at, TimeSpan span) => new(at.Ticks - span.Ticks);

    public static TimeSpan operator -(Instant later, Instant earlier) =>
        new(later.Ticks - earlier.Ticks);

    public static bool operator <(Instant left, Instant right) => left.Ticks < right.Ticks;

    public static bool operator >(Instant left, Instant right) => left.Ticks > right.Ticks;

    public static bool operator <=(Instant left, Instant right) => left.Ticks <= right.Ticks;

    public static bool operator >=(Instant left, Instant right) => left.Ticks >= right.Ticks;

    public int CompareTo(Instant other) => Ticks.CompareTo(other.Ticks);

    /// <summary>Seconds with seven decimals, culture-free: for people, never parsed back.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Ticks / TimeSpan.TicksPerSecond}.{Ticks % TimeSpan.TicksPerSecond:D7}s");
}
