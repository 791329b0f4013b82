using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Sim.Running.Mutants;

/// <summary>Mutants of the watchdog.</summary>
internal static class WatchdogMutants
{
    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("throws-in-the-watchdog", "a look of the watchdog throws when a worker is gone",
            "supervisor-does-not-crash", () => new Throws()),
        new("trusts-hints", "there is no watchdog: a lost hint is lost for ever",
            "every-crashed-worker-comes-back", () => new TrustsHints()),
        new("does-not-notice-silence", "a process that lives is taken to be well",
            "every-silent-worker-is-replaced", () => new DeafToSilence()),
        new("restarts-everything", "one silent worker counts for all of them",
            "healthy-workers-are-left-alone", () => new RestartsEverything()),
        new("takes-replaced-for-missing", "a worker that is being replaced is taken to be missing",
            "the-watchdog-finds-what-is-so", () => new MissesReplaced()),
    ];

    private sealed class Throws : SupervisorRules
    {
        public override Instability Judge(
            SlotView slot,
            IReadOnlyList<ProcessStatus> ofUnit,
            Instant now,
            TimeSpan noticeWithin) =>
            slot.Known is { } known && ofUnit.Any(one => one.Identity == known && !one.IsAlive)
                ? throw new InvalidOperationException("the list has no such process")
                : base.Judge(slot, ofUnit, now, noticeWithin);
    }

    private sealed class TrustsHints : SupervisorRules
    {
        public override bool HasWatchdog => false;
    }

    private sealed class DeafToSilence : SupervisorRules
    {
        public override Instability Judge(
            SlotView slot,
            IReadOnlyList<ProcessStatus> ofUnit,
            Instant now,
            TimeSpan noticeWithin) =>
            base.Judge(slot, ofUnit, now, noticeWithin) is var found and not Instability.Silent
                ? found
                : Instability.None;
    }

    private sealed class MissesReplaced : SupervisorRules
    {
        public override Instability Judge(
            SlotView slot,
            IReadOnlyList<ProcessStatus> ofUnit,
            Instant now,
            TimeSpan noticeWithin) =>
            slot.Known is null
                ? Instability.Missing
                : base.Judge(slot, ofUnit, now, noticeWithin);
    }

    private sealed class RestartsEverything : SupervisorRules
    {
        public override bool EndsAllForOne => true;
    }
}
