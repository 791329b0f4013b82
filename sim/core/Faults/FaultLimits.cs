using Harness.Reference.Documents;
using Harness.Reference.Keys;

namespace Harness.Sim.Faults;

/// <summary>The bounds of what can be said about faults; both ends are allowed.</summary>
internal static class FaultLimits
{
    /// <summary>The longest duration of a scenario.</summary>
    public static readonly TimeSpan Longest = KeyLimits.Longest;

    /// <summary>A time that may be none.</summary>
    public static readonly Range<TimeSpan> Time = KeyLimits.Time;

    /// <summary>A time that may not be none.</summary>
    public static readonly Range<TimeSpan> SomeTime = KeyLimits.SomeTime;

    /// <summary>A step of the wall clock, in either direction.</summary>
    public static readonly Range<TimeSpan> ClockStep = new(-Longest, Longest);

    /// <summary>How many things of its kind one fault hits.</summary>
    public static readonly Range<int> Times = new(1, 1000);

    /// <summary>What a process may end with.</summary>
    public static readonly Range<int> ExitCode = new(0, 255);
}
