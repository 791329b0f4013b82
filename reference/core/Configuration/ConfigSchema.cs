using Harness.Reference.Keys;
using Harness.Reference.Options;

namespace Harness.Reference.Configuration;

/// <summary>
/// What a configuration can leave out of the supervisor and of a worker: by this it is read and
/// written. The order is that of the document, of which the tag of a configuration is made.
/// </summary>
internal static class ConfigSchema
{
    /// <summary>What is said of the supervisor.</summary>
    public static readonly Schema<SupervisorOptions> Supervisor = new(
        SupervisorKeys.Profile.Of(
            (SupervisorOptions one) => one.Profile, (one, said) => one with { Profile = said }),
        SupervisorKeys.StateDirectory.Of(
            (SupervisorOptions one) => one.StateDirectory,
            (one, said) => one with { StateDirectory = said }),
        SupervisorKeys.WatchdogEvery.Of(
            (SupervisorOptions one) => one.WatchdogEvery,
            (one, said) => one with { WatchdogEvery = said }),
        SupervisorKeys.ErrorThreshold.Of(
            (SupervisorOptions one) => one.ErrorThreshold,
            (one, said) => one with { ErrorThreshold = said }),
        SupervisorKeys.DecreaseEvery.Of(
            (SupervisorOptions one) => one.DecreaseEvery,
            (one, said) => one with { DecreaseEvery = said }),
        SupervisorKeys.StopWithin.Of(
            (SupervisorOptions one) => one.StopWithin,
            (one, said) => one with { StopWithin = said }),
        SupervisorKeys.CanaryFor.Of(
            (SupervisorOptions one) => one.CanaryFor,
            (one, said) => one with { CanaryFor = said }),
        SupervisorKeys.OnWorkerDeath.Of(
            (SupervisorOptions one) => one.OnWorkerDeath,
            (one, said) => one with { OnWorkerDeath = said }),
        SupervisorKeys.WhenCrippled.Of(
            (SupervisorOptions one) => one.WhenCrippled,
            (one, said) => one with { WhenCrippled = said }));

    /// <summary>Whether a worker is needed; its policy and its readiness come after that.</summary>
    public static readonly Schema<WorkerOptions> Need = new(
        WorkerKeys.Optional.Of(
            (WorkerOptions one) => one.IsOptional,
            (one, said) => one with { IsOptional = said }));

    /// <summary>The patience with a worker.</summary>
    public static readonly Schema<WorkerOptions> Patience = new(
        WorkerKeys.ReadyWithin.Of(
            (WorkerOptions one) => one.ReadyWithin,
            (one, said) => one with { ReadyWithin = said }),
        WorkerKeys.ProbeEvery.Of(
            (WorkerOptions one) => one.ProbeEvery,
            (one, said) => one with { ProbeEvery = said }),
        WorkerKeys.SilentAfter.Of(
            (WorkerOptions one) => one.SilentAfter,
            (one, said) => one with { SilentAfter = said }),
        WorkerKeys.Grace.Of(
            (WorkerOptions one) => one.Unit.Grace,
            (one, said) => one with { Unit = one.Unit with { Grace = said } }));
}
