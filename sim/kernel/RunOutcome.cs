using Harness.Reference.Ports;

namespace Harness.Sim.Kernel;

/// <summary>What the kernel can say of a finished run.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Because">One sentence for every ending but Completed; empty for that.</param>
/// <param name="Pending">
/// What was still pending, for Stuck, Livelock, StepBound and TimeBound: obligations, then every
/// other activity that is not over, with what it awaits and since when.
/// </param>
/// <param name="Steps">Steps run.</param>
/// <param name="Decisions">Picks among at least two ready steps.</param>
/// <param name="EndedAt">Virtual time at the end, since the start of the run.</param>
/// <param name="Tape">The choices, if they were recorded.</param>
/// <param name="Error">The exception of Crashed.</param>
public sealed record RunOutcome(
    Ending Ending,
    string Because,
    IReadOnlyList<string> Pending,
    long Steps,
    long Decisions,
    Instant EndedAt,
    Tape? Tape,
    Exception? Error);
