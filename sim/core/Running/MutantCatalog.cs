using Harness.Reference;
using Harness.Reference.Errors;
using Harness.Reference.Policies;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Kernel;

namespace Harness.Sim.Running;

/// <summary>Every mutant: each oracle has at least one that it catches.</summary>
public static class MutantCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("stops-workers-when-it-starts", "what runs already is ended and started anew",
            "services-outlive-the-supervisor", () => new EndsWhatRuns()),
        new("takes-workers-along", "workers are ended before a failed supervisor ends",
            "services-outlive-the-supervisor", () => new TakesWorkersAlong()),
        new("does-not-look-before-it-starts", "what runs already is not adopted",
            "no-slot-runs-twice", () => new NeverAdopts()),
        new("believes-hints", "a hint during a start is taken for one more exit",
            "no-slot-runs-twice", () => new BelievesHints()),
        new("leaves-requests-unanswered", "requests are not answered once the end has begun",
            "every-request-is-answered", () => new Deaf()),
        new("throws-in-the-watchdog", "a look of the watchdog throws when a worker is gone",
            "supervisor-does-not-crash", () => new Throws()),
        new("trusts-hints", "there is no watchdog: a lost hint is lost for ever",
            "every-crashed-worker-comes-back", () => new TrustsHints()),
        new("does-not-notice-silence", "a process that lives is taken to be well",
            "every-silent-worker-is-replaced", () => new DeafToSilence()),
        new("bears-one-short-life-less", "the 4th short life in a row pauses",
            "hopeless-worker-is-paused-and-revived", () => new OtherLimit(-1)),
        new("bears-one-short-life-more", "the 6th short life in a row pauses",
            "hopeless-worker-is-paused-and-revived", () => new OtherLimit(+1)),
        new("ten-seconds-are-short", "a life of exactly 10 s counts as short",
            "hopeless-worker-is-paused-and-revived", () => new TenSecondsAreShort()),
        new("forgives-failed-starts", "a start that fails is not counted as a short life",
            "hopeless-worker-is-paused-and-revived", () => new ForgivesFailedStarts()),
        new("never-revives", "a paused worker stays paused",
            "hopeless-worker-is-paused-and-revived", () => new NeverRevives()),
        new("budget-at-least", "the counter is compared with >= instead of >",
            "error-budget-is-kept", () => new AtLeast()),
        new("budget-one-more", "one repair more than the document allows",
            "error-budget-is-kept", () => new OneMore()),
        new("renames-before-it-syncs", "the state's name is durable before its contents are",
            "error-budget-is-kept", () => new RenamesBeforeItSyncs()),
        new("forgets-the-budget", "every life begins with a fresh counter",
            "error-budget-is-kept", () => new ForgetsTheBudget()),
        new("errors-put-the-decrease-off",
            "every error restarts the 30 minutes, as shipped code does",
            "error-budget-is-kept", () => new PutsDecreaseOff()),
        new("resets-the-interval-on-restart", "every life restarts the 30 minutes",
            "error-budget-is-kept", () => new RestartsTheInterval()),
        new("bears-startup-errors", "an error during startup is only reported",
            "startup-errors-are-fatal", () => new BearsStartupErrors()),
        new("leaves-half-a-start", "what a failed start began is left running",
            "startup-errors-are-fatal", () => new LeavesHalfAStart()),
        new("acts-before-the-fatal-message", "the fatal message is written last",
            "fatal-message-comes-first", () => new FatalLast()),
        new("starts-while-stopping", "a worker that ends during the end is started again",
            "shutdown-is-absorbing", () => new StartsWhileStopping()),
        new("waits-for-every-grace", "the end waits for every worker's grace, however long",
            "shutdown-is-bounded", () => new WaitsForEveryGrace()),
        new("kills-at-once", "the end kills without asking first",
            "workers-are-asked-before-they-are-killed", () => new KillsAtOnce()),
        new("forgets-the-delay", "a worker is started again at once, whatever its delay",
            "restarts-keep-their-delay", () => new ForgetsTheDelay()),
        new("gives-up-at-once", "a worker that ended is not started again",
            "every-crashed-worker-comes-back", () => new GivesUpAtOnce()),
        new("restarts-everything", "one silent worker counts for all of them",
            "healthy-workers-are-left-alone", () => new RestartsEverything()),
        new("measures-lives-by-the-wall", "lives and delays are measured on the wall clock",
            "clock-steps-change-nothing", () => new WallClock()),
    ];

    private sealed class EndsWhatRuns : SupervisorRules
    {
        public override SlotPlan PlanSlot(IReadOnlyList<ProcessStatus> ofUnit) =>
            new(null, [.. ofUnit.Where(status => status.IsAlive)]);
    }

    private sealed class TakesWorkersAlong : SupervisorRules
    {
        public override bool EndsWorkersWhenFailed => true;
    }

    private sealed class NeverAdopts : SupervisorRules
    {
        public override bool LooksBeforeItStarts => false;

        public override SlotPlan PlanSlot(IReadOnlyList<ProcessStatus> ofUnit) => new(null, []);
    }

    private sealed class BelievesHints : SupervisorRules
    {
        public override bool LooksBeforeItStarts => false;

        public override Fate FateOf(
            ProcessIdentity known, IReadOnlyList<ProcessStatus> ofUnit) =>
            base.FateOf(known, ofUnit) is var fate && fate == Fate.Alive
                && ofUnit.First(one => one.Identity == known).State == ProcessState.Starting
                    ? Fate.Vanished
                    : fate;
    }

    private sealed class Deaf : SupervisorRules
    {
        public override bool AnswersWhileEnding => false;
    }

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

    private sealed class OtherLimit(int by) : SupervisorRules
    {
        public override WorkerPolicy PolicyFor(WorkerOptions worker) => Change(
            worker, options => options with { FailureLimit = options.FailureLimit + by });
    }

    private sealed class TenSecondsAreShort : SupervisorRules
    {
        public override WorkerPolicy PolicyFor(WorkerOptions worker) => Change(
            worker,
            options => options with { ShortLife = options.ShortLife + TimeSpan.FromTicks(1) });
    }

    private sealed class ForgivesFailedStarts : SupervisorRules
    {
        public override WorkerPolicy PolicyFor(WorkerOptions worker) => worker.Squid is { } squid
            ? WorkerPolicy.Of(new ForgivingPolicy(new SquidKidPolicy(squid)))
            : worker.Policy();
    }

    private sealed class ForgivingPolicy(SquidKidPolicy real) : IRestartPolicy<SquidKidState>
    {
        public SquidKidState Initial => real.Initial;

        public PolicyStep<SquidKidState> Step(
            SquidKidState state, PolicyEvent happened, Instant now, ulong draw) =>
            happened.Kind == PolicyEventKind.StartFailed
                ? new(state, new(RestartVerb.Start, RestartReason.StartFailed), null)
                : real.Step(state, happened, now, draw);
    }

    private sealed class NeverRevives : SupervisorRules
    {
        public override WorkerPolicy PolicyFor(WorkerOptions worker) => Change(
            worker, options => options with { RevivalDelay = TimeSpan.FromDays(10_000) });
    }

    private static WorkerPolicy Change(
        WorkerOptions worker, Func<SquidKidOptions, SquidKidOptions> change) =>
        worker.Squid is { } squid
            ? WorkerPolicy.Of(new SquidKidPolicy(change(squid)))
            : worker.Policy();

    private sealed class AtLeast : SupervisorRules
    {
        public override bool IsBudgetSpent(ErrorBudget budget, int threshold) =>
            budget.Counter >= threshold;
    }

    private sealed class OneMore : SupervisorRules
    {
        public override bool IsBudgetSpent(ErrorBudget budget, int threshold) =>
            budget.Counter > threshold + 1;
    }

    private sealed class RenamesBeforeItSyncs : SupervisorRules
    {
        public override bool SyncsState => false;
    }

    private sealed class ForgetsTheBudget : SupervisorRules
    {
        public override bool KeepsBudget => false;
    }

    private sealed class PutsDecreaseOff : SupervisorRules
    {
        public override ErrorBudget Counted(
            ErrorBudget budget, Instant now, TimeSpan decreaseEvery) =>
            new(budget.Counter + 1, now + decreaseEvery);
    }

    private sealed class RestartsTheInterval : SupervisorRules
    {
        public override ErrorBudget Restored(
            ErrorBudget budget, bool isSameBoot, Instant now, TimeSpan decreaseEvery) =>
            budget with { NextDecrease = now + decreaseEvery };
    }

    private sealed class BearsStartupErrors : SupervisorRules
    {
        public override Treatment TreatmentOf(Phase phase, ErrorOrigin origin, ErrorKind kind) =>
            phase == Phase.Starting ? Treatment.Report : base.TreatmentOf(phase, origin, kind);
    }

    private sealed class LeavesHalfAStart : SupervisorRules
    {
        public override bool UndoesFailedStart => false;
    }

    private sealed class FatalLast : SupervisorRules
    {
        public override bool WritesFatalFirst => false;
    }

    private sealed class StartsWhileStopping : SupervisorRules
    {
        public override bool MayStart(Phase phase) => true;

        public override bool KeepsWhileStopping => true;
    }

    private sealed class WaitsForEveryGrace : SupervisorRules
    {
        public override TimeSpan EndBound(SupervisorOptions options) => TimeSpan.FromDays(1);
    }

    private sealed class KillsAtOnce : SupervisorRules
    {
        public override TimeSpan EndBound(SupervisorOptions options) => TimeSpan.Zero;
    }

    private sealed class ForgetsTheDelay : SupervisorRules
    {
        public override WorkerPolicy PolicyFor(WorkerOptions worker) => worker.Squid is null
            ? WorkerPolicy.Of(new AlwaysPolicy(TimeSpan.Zero))
            : worker.Policy();
    }

    private sealed class GivesUpAtOnce : SupervisorRules
    {
        public override WorkerPolicy PolicyFor(WorkerOptions worker) =>
            WorkerPolicy.Of(new GivingUpPolicy());
    }

    private sealed class GivingUpPolicy : IRestartPolicy<AlwaysState>
    {
        public AlwaysState Initial => default;

        public PolicyStep<AlwaysState> Step(
            AlwaysState state, PolicyEvent happened, Instant now, ulong draw) =>
            new(state,
                happened.Kind == PolicyEventKind.Exited
                    ? new RestartDecision(RestartVerb.GiveUp)
                    : RestartDecision.Nothing,
                null);
    }

    private sealed class RestartsEverything : SupervisorRules
    {
        public override bool EndsAllForOne => true;
    }

    private sealed class WallClock : SupervisorRules
    {
        // Without steps this clock agrees with the monotonic one, so that only steps tell.
        private static readonly DateTimeOffset WallStart = new SimulationOptions
        {
            Strategy = new FifoStrategy(0),
        }.WallStart;

        public override bool UsesMachineStamps => false;

        public override Instant Now(TimeProvider time)
        {
            ArgumentNullException.ThrowIfNull(time);
            return new Instant((time.GetUtcNow() - WallStart).Ticks);
        }
    }
}
