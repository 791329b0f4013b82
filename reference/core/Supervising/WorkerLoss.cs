using Harness.Reference.Options;
using Harness.Reference.Policies;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>When a worker is lost, and what its loss costs.</summary>
internal static class WorkerLoss
{
    /// <summary>
    /// Whether that process is to be ended because of what it has reported. What a worker asks for
    /// that it can do itself changes nothing.
    /// </summary>
    internal static bool IsAskedFor(ProcessStatus status) =>
        status.Report is { Asks: >= Rung.RestartKid };

    /// <summary>
    /// Whether a worker that is not started again has failed. One that exited with 0, or with what
    /// its settings list as final, is done; one that ended badly and is not started again only
    /// because its settings start nothing again is lost, and so is one without which it cannot be.
    /// </summary>
    internal static bool IsOne(RestartDecision decision, ExitStatus lastExit) =>
        decision.Verb == RestartVerb.GiveUp
        || (decision is { Verb: RestartVerb.Rest, Because: RestartReason.NotRestarted }
            && lastExit is not { Kind: ExitKind.Code, Number: 0 })
        || decision is { Verb: RestartVerb.Rest, Because: RestartReason.Together };

    /// <summary>
    /// Whether the death of that worker is the death of the instance. An optional one is not part
    /// of what must be whole.
    /// </summary>
    internal static bool EndsWhenDead(SupervisorOptions options, WorkerOptions worker) =>
        options.OnWorkerDeath == OnWorkerDeath.End && !worker.IsOptional;

    /// <summary>
    /// Whether the instance is stopped because that worker is paused or given up.
    /// </summary>
    internal static bool EndsWhenCrippled(SupervisorOptions options, WorkerOptions worker) =>
        options.WhenCrippled == WhenCrippled.Stop && !worker.IsOptional;

    /// <summary>
    /// Whether a policy ends the whole instance. That of an optional worker does not: the service
    /// is whole without it, so it is given up.
    /// </summary>
    internal static bool EndsInstance(RestartDecision decision, WorkerOptions worker) =>
        decision.Verb == RestartVerb.EndAll && !worker.IsOptional;
}
