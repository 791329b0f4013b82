using Harness.Reference.Ports;

namespace Harness.Reference.Policies;

/// <summary>Numbers out of the 64 random bits that a step is handed: integers only.</summary>
internal static class Chance
{
    /// <summary>A part of a span, uniform: 0 or more, less than the span.</summary>
    public static TimeSpan Below(TimeSpan span, ulong draw) =>
        new((long)Math.BigMul((ulong)span.Ticks, draw, out _));

    /// <summary>More bits out of the same draw, for a second use of it.</summary>
    public static ulong Again(ulong draw)
    {
        // The finaliser of SplitMix64 (Steele, Lea, Flood: OOPSLA 2014).
        ulong mixed = draw + 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>
    /// The first point of a grid that is not before a point; the grid's phase is drawn.
    /// </summary>
    public static Instant OnGrid(Instant at, TimeSpan step, TimeSpan phase)
    {
        long over = (at.Ticks - phase.Ticks) % step.Ticks;
        return over == 0 ? at : new Instant(at.Ticks - over + (over > 0 ? step.Ticks : 0));
    }
}
