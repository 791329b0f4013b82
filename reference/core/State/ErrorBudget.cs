using Harness.Reference.Ports;

namespace Harness.Reference.State;

/// <summary>
/// The error counter of the Knot Resolver document, as a value:
/// <code>
/// error_counter = 0
/// on error:
///     if error_counter > ERROR_COUNTER_THRESHOLD: raise a fatal error
///     error_counter += 1
///     try to fix the situation; if unsuccessful, fatal error
/// every ERROR_COUNTER_DECREASE_INTERVAL:
///     if error_counter > 0: error_counter -= 1
/// </code>
/// With its constants (2 and 30 min) the counter is checked before it counts, so that exactly 3
/// repairs in a row are allowed and the 4th error is fatal. "Every" is a clock that runs freely
/// from the first start on: errors do not restart it.
/// </summary>
/// <param name="Counter">Errors that were not forgotten yet; 0 or more.</param>
/// <param name="NextDecrease">
/// When the counter goes down next, on the monotonic clock of this boot.
/// </param>
public readonly record struct ErrorBudget(int Counter, Instant NextDecrease)
{
    /// <summary>A budget from which nothing was spent.</summary>
    public static ErrorBudget Fresh(Instant now, TimeSpan decreaseEvery) =>
        new(0, now + decreaseEvery);

    /// <summary>
    /// The budget as it is at <paramref name="now"/>: one off for every interval that has ended by
    /// then, the end itself included.
    /// </summary>
    public ErrorBudget At(Instant now, TimeSpan decreaseEvery)
    {
        if (now < NextDecrease)
        {
            return this;
        }

        long ends = ((now - NextDecrease).Ticks / decreaseEvery.Ticks) + 1;
        return new ErrorBudget(
            (int)Math.Max(0, Counter - ends),
            new Instant(NextDecrease.Ticks + (ends * decreaseEvery.Ticks)));
    }

    /// <summary>
    /// The budget of an earlier life. In the same boot decay has gone on meanwhile; in another boot
    /// the clocks do not compare, so that the counter is kept and its interval begins again.
    /// </summary>
    public ErrorBudget Restored(bool isSameBoot, Instant now, TimeSpan decreaseEvery) =>
        isSameBoot ? At(now, decreaseEvery) : this with { NextDecrease = now + decreaseEvery };

    /// <summary>Whether an error now is fatal: the counter is over the threshold.</summary>
    public bool IsSpent(int threshold) => Counter > threshold;

    /// <summary>One error counted.</summary>
    public ErrorBudget Counted() => this with { Counter = Counter + 1 };
}
