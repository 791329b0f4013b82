using Harness.Reference.Errors;
using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Sim.Running.Mutants;

/// <summary>Mutants of the start and the end.</summary>
internal static class LifecycleMutants
{
    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("leaves-requests-unanswered", "requests are not answered once the end has begun",
            "every-request-is-answered", () => new Deaf()),
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
        new("floods-the-log", "whatever is said is written, however often",
            "log-noise-is-bounded", () => new Floods()),
    ];

    private sealed class Deaf : SupervisorRules
    {
        public override bool AnswersWhileEnding => false;
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

    private sealed class Floods : SupervisorRules
    {
        public override bool BoundsLog => false;
    }
}
