using Harness.Reference.Policies.Groups;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;

namespace Harness.Sim.Scenarios;

/// <summary>
/// A supervised system, what is asked of it, what goes wrong, and the claims that must hold.
/// </summary>
public sealed record Scenario
{
    /// <summary>Runs in a default budget, if nobody says how many.</summary>
    public const int UsualSeeds = 20;

    /// <summary>How long a run lasts if nobody says how long.</summary>
    public static readonly TimeSpan UsualRunFor = TimeSpan.FromMinutes(5);

    /// <summary>Its place in the suite: <c>topic/claim-in-words</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it claims, as a sentence.</summary>
    public required string Claim { get; init; }

    /// <summary>How long a run lasts, in virtual time.</summary>
    public required TimeSpan RunFor { get; init; }

    /// <summary>Runs in a default budget.</summary>
    public required int Seeds { get; init; }

    /// <summary>The workers, in order of start.</summary>
    public required IReadOnlyList<WorkerSetup> Workers { get; init; }

    /// <summary>The groups of workers about which one policy decides.</summary>
    public ValueList<GroupOptions> Groups { get; init; }

    /// <summary>How the supervisor is set up.</summary>
    public required SupervisorSetup Supervisor { get; init; }

    /// <summary>
    /// The external service manager; null: the supervisor's own, embedded one does.
    /// </summary>
    public ServicesSetup? Services { get; init; }

    /// <summary>Who asks the workers.</summary>
    public required ClientSetup Clients { get; init; }

    /// <summary>The cache that the workers share; null if there is none.</summary>
    public CacheSetup? Cache { get; init; }

    /// <summary>What a step of the supervisor or the world costs; nothing, if left out.</summary>
    public LatencyRange StepCost { get; init; }

    /// <summary>How much too late timers fire; not at all, if left out.</summary>
    public LatencyRange TimerLateness { get; init; }

    /// <summary>
    /// The configurations that the supervisor can be given; none: it was given options in code, and
    /// keeps them.
    /// </summary>
    public IReadOnlyList<ConfigSetup> Configs { get; init; } = [];

    /// <summary>Faults at stated points.</summary>
    public required IReadOnlyList<PlannedFault> Timeline { get; init; }

    /// <summary>Faults that the seed draws.</summary>
    public required IReadOnlyList<DrawnFault> Drawn { get; init; }

    /// <summary>The claims that are judged by name.</summary>
    public required IReadOnlyList<ClaimUse> Claims { get; init; }

    /// <summary>The first 8 hex digits of the SHA-256 of the file.</summary>
    public required string Hash { get; init; }

    /// <summary>
    /// The settings that a worker has under a configuration: those of its own name, or the first
    /// ones where it says nothing of that worker's group.
    /// </summary>
    internal string SettingsOf(string config, string unit)
    {
        string of = Configs.FirstOrDefault(one => one.Name == config)?.Of ?? "";
        return of.Length == 0 || WorkerOf(unit) is { } worker && (worker.Group == of
            || worker.Name == of) ? config : ConfigSetup.First;
    }

    /// <summary>The workers that there are under a configuration.</summary>
    internal IEnumerable<string> UnitsOf(string config)
    {
        ConfigSetup? setup = Configs.FirstOrDefault(one => one.Name == config);
        string counted = setup?.Count is null ? ""
            : setup.Of.Length > 0 ? setup.Of : Workers[0].Group;
        return Workers.Where(worker => counted.Length == 0 || worker.Group != counted)
            .Select(worker => worker.Name)
            .Concat(Enumerable.Range(1, counted.Length == 0 ? 0 : setup!.Count!.Value)
                .Select(number => FormattableString.Invariant($"{counted}-{number}")));
    }

    /// <summary>
    /// The set-up of a worker, also of one that a configuration adds to a group; null for a process
    /// beside the fleet.
    /// </summary>
    internal WorkerSetup? WorkerOf(string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return Workers.FirstOrDefault(worker => worker.Name == unit)
            ?? Workers.FirstOrDefault(worker => worker.Group.Length > 0
                && unit.StartsWith(worker.Group + "-", StringComparison.Ordinal)
                && unit.AsSpan(worker.Group.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0);
    }
}
