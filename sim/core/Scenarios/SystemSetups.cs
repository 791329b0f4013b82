using System.Runtime.CompilerServices;
using Harness.Reference.Configuration;
using Harness.Reference.Ports;

namespace Harness.Sim.Scenarios;

/// <summary>What a scenario wants of the system under test.</summary>
internal static class SystemSetups
{
    /// <summary>Where the system keeps what has to outlive it.</summary>
    public const string StateDirectory = "/var/lib/supervisor";

    /// <summary>Where the configuration is written by people.</summary>
    public const string ConfigFile = "/etc/supervisor.yaml";

    private static readonly ConditionalWeakTable<Scenario, SystemSetup> _known = [];

    /// <summary>The set-up without a configuration; it depends on the scenario alone.</summary>
    public static SystemSetup Of(Scenario scenario) => _known.GetValue(scenario, Make);

    /// <summary>The unit of a worker as its set-up has it.</summary>
    public static UnitSpec SpecOf(WorkerSetup worker, Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(worker);
        ArgumentNullException.ThrowIfNull(scenario);
        bool hasConfigs = scenario.Configs.Count > 0;
        return new UnitSpec(worker.Name, hasConfigs ? GroupOf(worker) : worker.Name, worker.Grace)
        {
            Settings = hasConfigs ? ConfigSetup.First : "",
        };
    }

    /// <summary>The group of a worker: one that has none is a group of its own.</summary>
    public static string GroupOf(WorkerSetup worker)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return worker.Group.Length > 0 ? worker.Group : worker.Name;
    }

    private static SystemSetup Make(Scenario scenario)
    {
        SupervisorSetup setup = scenario.Supervisor;
        return new SystemSetup
        {
            Units =
            [
                .. scenario.Workers.Select(worker => new WantedUnit(SpecOf(worker, scenario))
                {
                    Group = worker.Group,
                    IsOptional = worker.IsOptional,
                    Policy = PolicyText.Of(worker.Policy),
                    ReadyWithin = worker.ReadyWithin,
                    ProbeEvery = worker.ProbeEvery,
                    SilentAfter = worker.SilentAfter,
                }),
            ],
            Groups =
            [
                .. scenario.Groups.Select(group => new WantedGroup(
                    group.Name, [.. group.Members.Select(member => member.Worker)],
                    PolicyText.Of(group))),
            ],
            StartsAt = setup.StartsAt,
            StartedAgainAfter = setup.StartedAgainAfter,
            StartsAtBoot = setup.StartsAtBoot,
            WatchdogEvery = setup.WatchdogEvery,
            ErrorThreshold = setup.ErrorThreshold,
            DecreaseEvery = setup.DecreaseEvery,
            Profile = setup.Profile,
            CanaryFor = setup.CanaryFor,
            StopWithin = setup.StopWithin,
            OnWorkerDeath = setup.OnWorkerDeath,
            WhenCrippled = setup.WhenCrippled,
            StateDirectory = StateDirectory,
            ConfigFile = ConfigFile,
        };
    }
}
