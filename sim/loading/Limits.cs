using Harness.Reference.Documents;
using Harness.Reference.Keys;

namespace Harness.Sim.Loading;

/// <summary>The bounds of everything that a scenario file can say; both ends are allowed.</summary>
internal static class Limits
{
    public const int FileBytes = 64 * 1024;

    /// <summary>A scenario needs 6; more than this would be a file that is not one.</summary>
    public const int Depth = 8;

    public const int ClaimLetters = 200;
    public const int NameLetters = 40;
    public const int Workers = 200;
    public const int Claims = 100;
    public const int RecordedStarts = 1000;

    /// <summary>
    /// Those of the timeline and the most that can be drawn: so many steps of the wall clock, each
    /// as long as is allowed, still lead to a year between 1 and 9999.
    /// </summary>
    public const int Faults = 1000;

    public static readonly TimeSpan Longest = KeyLimits.Longest;

    public static readonly Range<TimeSpan> RunFor = new(TimeSpan.FromSeconds(1), Longest);

    /// <summary>A time that may be none.</summary>
    public static readonly Range<TimeSpan> Time = KeyLimits.Time;

    /// <summary>A time that may not be none.</summary>
    public static readonly Range<TimeSpan> SomeTime = KeyLimits.SomeTime;

    /// <summary>
    /// Something that happens again and again: not so often that it is all that happens.
    /// </summary>
    public static readonly Range<TimeSpan> Period = KeyLimits.Period;

    /// <summary>
    /// What a step may cost, and how late a timer may be: a slow machine, no stopped one.
    /// </summary>
    public static readonly Range<TimeSpan> Slowness = new(TimeSpan.Zero, TimeSpan.FromSeconds(1));

    public static readonly Range<int> Seeds = new(1, 10_000);
    public static readonly Range<int> WorkerCount = new(1, Workers);
    public static readonly Range<int> Clients = new(0, 50);
    public static readonly Range<int> StartLimit = new(1, 1000);
    public static readonly Range<int> DrawnTimes = new(0, Faults);
    public static readonly Range<int> Life = new(1, 1000);
    public static readonly Range<int> Call = new(0, 1_000_000);
    public static readonly Range<int> Step = new(0, 50_000_000);
    public static readonly Range<int> CacheKeys = new(1, 1000);
    public static readonly Range<int> CacheSlots = new(1, 1000);
    public static readonly Range<int> PrivateKeys = new(0, 1000);
    public static readonly Range<int> Share = new(1, 100);
}
