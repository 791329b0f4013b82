using Harness.Reference.Ports;

namespace Harness.Reference.State;

/// <summary>
/// The error budget of this life and its record. It is the only one who changes either.
/// </summary>
/// <param name="store">Where it is on record.</param>
/// <param name="boot">The boot that its instants are of.</param>
/// <param name="config">Says how often it decreases, and how much is allowed.</param>
/// <param name="now">When this life begins.</param>
internal sealed class RecordedBudget(
    StateStore store, BootId boot, ActiveConfig config, Instant now)
{
    private ErrorBudget _budget = ErrorBudget.Fresh(now, config.Options.DecreaseEvery);

    /// <summary>The counter as it was when it was looked at last.</summary>
    internal int Counter => _budget.Counter;

    /// <summary>Whether an error now is fatal.</summary>
    internal bool IsSpent => _budget.IsSpent(config.Options.ErrorThreshold);

    /// <summary>The counter as it is then, also between two looks of the watchdog.</summary>
    internal int CounterAt(Instant then) =>
        _budget.At(then, config.Options.DecreaseEvery).Counter;

    /// <summary>Goes on with the budget of an earlier life.</summary>
    internal void Restore(SupervisorState state, Instant then) =>
        _budget = state.Budget.Restored(
            state.Boot == boot, then, config.Options.DecreaseEvery);

    /// <summary>Lets it decrease by what is due; whether the counter is less now.</summary>
    internal bool Decrease(Instant then)
    {
        int before = _budget.Counter;
        _budget = _budget.At(then, config.Options.DecreaseEvery);
        return _budget.Counter < before;
    }

    /// <summary>Counts an error.</summary>
    internal void Count() => _budget = _budget.Counted();

    /// <summary>Puts it on record.</summary>
    internal Task<FileError> Save() => store.Save(new SupervisorState(boot, _budget));
}
