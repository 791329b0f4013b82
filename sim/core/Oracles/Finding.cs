using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>What an oracle says of one run.</summary>
/// <param name="Verdict">
/// Pass, Fail, Inconclusive if its situation did not arise, or NotApplicable if it could not.
/// </param>
/// <param name="Because">
/// One sentence: what went wrong, or why it was not judged; empty for Pass.
/// </param>
/// <param name="FirstEvent">
/// The first event of the window that shows it; -1 if there is none.
/// </param>
/// <param name="LastEvent">The last event of that window.</param>
public sealed record Finding(Verdict Verdict, string Because, int FirstEvent, int LastEvent)
{
    /// <summary>It held, and its situation arose.</summary>
    public static readonly Finding Pass = new(Verdict.Pass, "", -1, -1);

    /// <summary>Whether the claim's situation arose.</summary>
    public bool IsReached => Verdict is Verdict.Pass or Verdict.Fail;

    /// <summary>It did not hold, as those events show.</summary>
    public static Finding Fail(string because, int firstEvent, int lastEvent) =>
        new(Verdict.Fail, because, firstEvent, lastEvent);

    /// <summary>It did not hold, as that event alone shows.</summary>
    internal static Finding Fail(string because, TraceEvent shown) =>
        Fail(because, shown.Index, shown.Index);

    /// <summary>Its situation did not arise.</summary>
    public static Finding NotReached(string because) => new(Verdict.Inconclusive, because, -1, -1);

    /// <summary>
    /// It cannot be judged here, whatever happens: what it speaks of is not there at all.
    /// </summary>
    public static Finding NotApplicable(string because) =>
        new(Verdict.NotApplicable, because, -1, -1);
}
