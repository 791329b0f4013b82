using Harness.Reference.Documents;
using Harness.Reference.Keys;

namespace Harness.Sim.Scenarios;

/// <summary>
/// What a scenario can leave out of the supervisor and of a worker: by this it is read and written.
/// What can be said in the supervisor's own configuration too is said by the same keys.
/// </summary>
internal static class SetupSchema
{
    /// <summary>A start takes that long if nothing is said.</summary>
    internal static readonly UsualKey<Range<TimeSpan>> StartsIn = UsualKey.Times(
        "starts-in", KeyLimits.Time,
        new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500)),
        "from a process's start to its readiness");

    /// <summary>An end takes that long if nothing is said.</summary>
    internal static readonly UsualKey<Range<TimeSpan>> EndsIn = UsualKey.Times(
        "ends-in", KeyLimits.Time,
        new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(200)),
        "from a request to end until the end");

    /// <summary>What is said of the supervisor.</summary>
    public static readonly Schema<SupervisorSetup> Supervisor = new(
        UsualKey.Time("starts-at", KeyLimits.Time, TimeSpan.Zero, "when it is first started").Of(
            (SupervisorSetup one) => one.StartsAt, (one, said) => one with { StartsAt = said }),
        UsualKey.TimeOrNever(
            "started-again-after", KeyLimits.Time, TimeSpan.FromSeconds(1),
            "how long after it was killed it is started again").Of(
            (SupervisorSetup one) => one.StartedAgainAfter,
            (one, said) => one with { StartedAgainAfter = said }),
        UsualKey.Truth("starts-at-boot", true, "whether a reboot starts it").Of(
            (SupervisorSetup one) => one.StartsAtBoot,
            (one, said) => one with { StartsAtBoot = said }),
        SupervisorKeys.WatchdogEvery.Of(
            (SupervisorSetup one) => one.WatchdogEvery,
            (one, said) => one with { WatchdogEvery = said }),
        SupervisorKeys.ErrorThreshold.Of(
            (SupervisorSetup one) => one.ErrorThreshold,
            (one, said) => one with { ErrorThreshold = said }),
        SupervisorKeys.DecreaseEvery.Of(
            (SupervisorSetup one) => one.DecreaseEvery,
            (one, said) => one with { DecreaseEvery = said }),
        SupervisorKeys.Profile.Of(
            (SupervisorSetup one) => one.Profile, (one, said) => one with { Profile = said }),
        SupervisorKeys.CanaryFor.Of(
            (SupervisorSetup one) => one.CanaryFor, (one, said) => one with { CanaryFor = said }),
        SupervisorKeys.OnWorkerDeath.Of(
            (SupervisorSetup one) => one.OnWorkerDeath,
            (one, said) => one with { OnWorkerDeath = said }),
        SupervisorKeys.WhenCrippled.Of(
            (SupervisorSetup one) => one.WhenCrippled,
            (one, said) => one with { WhenCrippled = said }),
        SupervisorKeys.StopWithin.Of(
            (SupervisorSetup one) => one.StopWithin,
            (one, said) => one with { StopWithin = said }));

    /// <summary>What is said of a worker, besides its name, its count and its policy.</summary>
    public static readonly Schema<WorkerSetup> Worker = new(
        StartsIn.Of(
            (WorkerSetup one) => new(one.StartsIn.Least, one.StartsIn.Most),
            (one, said) => one with { StartsIn = new(said.Least, said.Most) }),
        EndsIn.Of(
            (WorkerSetup one) => new(one.EndsIn.Least, one.EndsIn.Most),
            (one, said) => one with { EndsIn = new(said.Least, said.Most) }),
        UsualKey.Truth("never-ready", false, "whether its process never gets ready").Of(
            (WorkerSetup one) => one.NeverReady, (one, said) => one with { NeverReady = said }),
        UsualKey.Truth("ignores-term", false, "whether its process does not heed TERM").Of(
            (WorkerSetup one) => one.IgnoresTerm, (one, said) => one with { IgnoresTerm = said }),
        UsualKey.Truth(
            "runs-before", false,
            "whether a process of it runs already when the supervisor is first started").Of(
            (WorkerSetup one) => one.RunsBefore, (one, said) => one with { RunsBefore = said }),
        WorkerKeys.Optional.Of(
            (WorkerSetup one) => one.IsOptional, (one, said) => one with { IsOptional = said }),
        WorkerKeys.ReadyWithin.Of(
            (WorkerSetup one) => one.ReadyWithin, (one, said) => one with { ReadyWithin = said }),
        WorkerKeys.Grace.Of(
            (WorkerSetup one) => one.Grace, (one, said) => one with { Grace = said }),
        WorkerKeys.SilentAfter.Of(
            (WorkerSetup one) => one.SilentAfter, (one, said) => one with { SilentAfter = said }));
}
