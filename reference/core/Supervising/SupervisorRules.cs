using Harness.Reference.Errors;
using Harness.Reference.Options;
using Harness.Reference.Policies;
using Harness.Reference.Ports;
using Harness.Reference.State;

namespace Harness.Reference.Supervising;

/// <summary>
/// Every decision of the supervisor, apart from the workflows that carry them out. Each is a pure
/// function of its arguments, so that a test can ask it, and a mutant can change exactly one.
/// </summary>
public partial class SupervisorRules
{
    /// <summary>What is done about an error.</summary>
    public virtual Treatment TreatmentOf(Phase phase, ErrorOrigin origin, ErrorKind kind) =>
        ErrorTable.Of(phase, origin, kind);

    /// <summary>
    /// Which process of a slot stays: the longest-standing living one that is ready, or else the
    /// longest-standing living one. What runs is adopted, whoever started it.
    /// </summary>
    public virtual SlotPlan PlanSlot(IReadOnlyList<ProcessStatus> ofUnit)
    {
        List<ProcessStatus> living = [.. ofUnit.Where(status => status.IsAlive)];
        ProcessStatus? keep = living.Find(status => status.State == ProcessState.Ready)
            ?? (living.Count > 0 ? living[0] : null);
        return new SlotPlan(keep, [.. living.Where(status => !ReferenceEquals(status, keep))]);
    }

    /// <summary>Whether what this start began is ended when the start fails.</summary>
    public virtual bool UndoesFailedStart => true;

    /// <summary>
    /// Whether workers are ended before a supervisor that failed while running, or in its end,
    /// ends.
    /// </summary>
    public virtual bool EndsWorkersWhenFailed(Phase phase) =>
        false; // "If we crash, the kresd's will keep running."

    /// <summary>Whether the fatal message is written before anything else is done.</summary>
    public virtual bool WritesFatalFirst => true;

    /// <summary>Whether a lock that another living supervisor has ends the start.</summary>
    public virtual bool HeedsLock => true;

    /// <summary>Whether a worker may be started in that phase.</summary>
    public virtual bool MayStart(Phase phase) => phase != Phase.Stopping;

    /// <summary>A worker's restart policy.</summary>
    public virtual WorkerPolicy PolicyFor(WorkerOptions worker)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return worker.Policy.Make();
    }

    /// <summary>
    /// The clock by which lives are measured and restarts are due: the monotonic one.
    /// </summary>
    public virtual Instant Now(TimeProvider time) => Instant.Now(time);

    /// <summary>
    /// What has become of a process that is looked after. A hint is only a reason to ask: the
    /// answer is on the list, under the whole identity and not the pid.
    /// </summary>
    public virtual Fate FateOf(ProcessIdentity known, IReadOnlyList<ProcessStatus> ofUnit)
    {
        ArgumentNullException.ThrowIfNull(ofUnit);
        ProcessStatus? status = ofUnit.FirstOrDefault(one => one.Identity == known);
        return status is null ? Fate.Vanished : status.IsAlive ? Fate.Alive : Fate.Ended;
    }

    /// <summary>Whether a crash loop is kept from flooding the log.</summary>
    public virtual bool BoundsLog => true;

    /// <summary>Whether who waits is answered before the fatal message is written.</summary>
    public virtual bool AnswersBeforeItFails => true;

    /// <summary>Whether requests are answered while the end is under way.</summary>
    public virtual bool AnswersWhileEnding => true;

    /// <summary>
    /// Whether lives are measured by the machine's stamps of their starts and ends.
    /// </summary>
    public virtual bool UsesMachineStamps => true;

    /// <summary>Whether a start is preceded by a look at what runs under that name.</summary>
    public virtual bool LooksBeforeItStarts => true;

    /// <summary>What a signal to a process is sent to: to that life, and not to its pid.</summary>
    public virtual ProcessIdentity Aim(ProcessIdentity process) => process;

    /// <summary>Whether ended processes are collected, so that their pids are free.</summary>
    public virtual bool CollectsEnded => true;

    /// <summary>What a worker's condition is told as, when somebody asks.</summary>
    public virtual WorkerCondition Told(WorkerCondition condition) => condition;

    /// <summary>What the error counter is told as, when somebody asks.</summary>
    public virtual int Told(int counter) => counter;

    /// <summary>Whether workers are looked after while the end is under way.</summary>
    public virtual bool KeepsWhileStopping => false;

    /// <summary>Whether one silent worker costs all of them.</summary>
    public virtual bool EndsAllForOne => false;

    /// <summary>Whether the watchdog looks at all.</summary>
    public virtual bool HasWatchdog => true;

    /// <summary>Whether the state's contents are durable before its name is.</summary>
    public virtual bool SyncsState => true;

    /// <summary>Whether the budget outlives the supervisor.</summary>
    public virtual bool KeepsBudget => true;

    /// <summary>
    /// How long the orderly end may take before everything that is left is killed.
    /// </summary>
    public virtual TimeSpan EndBound(SupervisorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.StopWithin;
    }

    /// <summary>What is wrong with a slot, given the truth about it.</summary>
    public virtual Instability Judge(
        SlotView slot, IReadOnlyList<ProcessStatus> ofUnit, Instant now, TimeSpan noticeWithin)
    {
        ArgumentNullException.ThrowIfNull(ofUnit);
        if (ofUnit.Count > 1 && ofUnit.Count(status => status.IsAlive) > 1)
        {
            return Instability.Surplus;
        }

        if (slot.Known is not { } known)
        {
            return Instability.None; // its policy has it in hand
        }

        ProcessStatus? status = Find(known, ofUnit);
        if (status is null || !status.IsAlive)
        {
            Instant? since = status?.ExitedAt ?? slot.MissedSince;
            return since is { } gone && now - gone > noticeWithin
                ? Instability.Missing
                : Instability.None;
        }

        TimeSpan patience = status.BeatWithin > slot.Worker.SilentAfter
            ? status.BeatWithin
            : slot.Worker.SilentAfter;
        return status.State == ProcessState.Ready && now - status.LastSign > patience
            ? Instability.Silent
            : Instability.None;
    }

    // Asked for every worker at every look, so it makes nothing.
    internal static ProcessStatus? Find(
        ProcessIdentity process, IReadOnlyList<ProcessStatus> ofUnit)
    {
        for (int i = 0; i < ofUnit.Count; i++)
        {
            if (ofUnit[i].Identity == process)
            {
                return ofUnit[i];
            }
        }

        return null;
    }

    /// <summary>The budget as it is now.</summary>
    public virtual ErrorBudget BudgetAt(ErrorBudget budget, Instant now, TimeSpan decreaseEvery) =>
        budget.At(now, decreaseEvery);

    /// <summary>Whether an error now is fatal.</summary>
    public virtual bool IsBudgetSpent(ErrorBudget budget, int threshold) =>
        budget.IsSpent(threshold);

    /// <summary>The budget after an error.</summary>
    public virtual ErrorBudget Counted(ErrorBudget budget, Instant now, TimeSpan decreaseEvery) =>
        budget.Counted();

    /// <summary>The budget of an earlier life, at the start of this one.</summary>
    public virtual ErrorBudget Restored(
        ErrorBudget budget, bool isSameBoot, Instant now, TimeSpan decreaseEvery) =>
        budget.Restored(isSameBoot, now, decreaseEvery);
}
