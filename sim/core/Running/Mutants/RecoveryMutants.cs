using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Sim.Running.Mutants;

/// <summary>Mutants of integrity, of recovery, and of what a worker's death costs.</summary>
internal static class RecoveryMutants
{
    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("lock-released-before-writes-are-over",
            "what a dead worker held is given back while its writes are in flight",
            "no-wrong-content", () => new NeverDrains()),
        new("never-reaps-locks", "what dead workers hold in the cache is never given back",
            "leaks-are-bounded", () => new NeverReaps()),
        new("fences-the-living", "whoever holds something is taken for dead",
            "dead-lives-change-nothing", () => new FencesTheLiving()),
        new("accepts-replies-by-number", "a reply's number alone says whose it is",
            "dead-lives-change-nothing", () => new AcceptsByNumber()),
        new("goes-on-without-access-control",
            "access control that fails is switched off like an optional service",
            "access-control-fails-closed", () => new Bypasses()),
        new("restarts-for-an-entry", "a corrupt entry costs the worker's life",
            "cheapest-sufficient-recovery",
            () => new Chooses(IntegrityKind.CorruptEntry, Rung.RestartKid)),
        new("restarts-for-a-helper", "a helper that fails costs the worker's life",
            "cheapest-sufficient-recovery",
            () => new Chooses(IntegrityKind.ServiceFault, Rung.RestartKid)),
        new("ends-all-for-one-worker", "a corrupt worker costs the instance",
            "cheapest-sufficient-recovery",
            () => new Chooses(IntegrityKind.WorkerFault, Rung.EndInstance)),
        new("ignores-reports", "what a worker asks for is not heeded",
            "cheapest-sufficient-recovery", () => new IgnoresReports()),
        new("restarts-anyway", "on-worker-death: end is not heeded",
            "worker-death-options", () => new Ends(whenDead: false, whenCrippled: null)),
        new("ends-at-every-death", "every death ends the instance",
            "worker-death-options", () => new Ends(whenDead: true, whenCrippled: null)),
        new("keeps-the-crippled", "when-crippled: stop is not heeded",
            "worker-death-options", () => new Ends(whenDead: null, whenCrippled: false)),
        new("stops-the-crippled", "every pause ends the instance",
            "worker-death-options", () => new Ends(whenDead: null, whenCrippled: true)),
        new("leaves-workers-of-an-ended-instance", "workers serve on after the instance's end",
            "worker-death-options", () => new LeavesWorkers()),
    ];

    private sealed class NeverDrains : SupervisorRules
    {
        public override bool DrainsBeforeRelease => false;
    }

    private sealed class NeverReaps : SupervisorRules
    {
        public override bool ReapsTheDead => false;
    }

    private sealed class FencesTheLiving : SupervisorRules
    {
        public override bool IsDead(
            CacheHolding holding, IReadOnlyList<ProcessStatus> processes) => true;
    }

    private sealed class AcceptsByNumber : SupervisorRules
    {
        public override bool Accepts(ReplyTag reply, ReplyTag asked) =>
            reply.Request == asked.Request;
    }

    private sealed class Bypasses : SupervisorRules
    {
        public override Rung ChooseRung(
            IntegrityProblem problem, Applicable applies, IReadOnlyCollection<Rung> tried) =>
            problem.Kind == IntegrityKind.AccessControlFault
                ? Rung.DisableService
                : base.ChooseRung(problem, applies, tried);
    }

    private sealed class Chooses(IntegrityKind kind, Rung rung) : SupervisorRules
    {
        public override Rung ChooseRung(
            IntegrityProblem problem, Applicable applies, IReadOnlyCollection<Rung> tried) =>
            problem.Kind == kind ? rung : base.ChooseRung(problem, applies, tried);
    }

    private sealed class IgnoresReports : SupervisorRules
    {
        public override bool HeedsReport(ProcessStatus status) => false;
    }

    private sealed class Ends(bool? whenDead, bool? whenCrippled) : SupervisorRules
    {
        public override bool EndsWhenDead(SupervisorOptions options, WorkerOptions worker) =>
            whenDead ?? base.EndsWhenDead(options, worker);

        public override bool EndsWhenCrippled(SupervisorOptions options, WorkerOptions worker) =>
            whenCrippled ?? base.EndsWhenCrippled(options, worker);
    }

    private sealed class LeavesWorkers : SupervisorRules
    {
        public override bool EndsWorkersWithInstance => false;
    }
}
