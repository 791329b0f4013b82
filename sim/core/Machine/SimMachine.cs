using Harness.Reference.Concurrency;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine;

/// <summary>
/// One simulated machine: processes, files, clocks, the supervisor's lives and the clients. It is
/// the world of one run, and all it does goes into the trace.
/// </summary>
internal sealed partial class SimMachine
{
    private readonly Dictionary<string, WorkerSetup> _setups;
    private readonly List<IMachinePart> _parts = [];

    internal SimMachine(
        Simulation simulation, RunTrace trace, Scenario scenario, FaultPlan plan,
        Func<SimMachine, ISystemUnderTest> make, string stateFile, SimConfigs? configs = null)
    {
        Configs = configs;
        Simulation = simulation;
        Trace = trace;
        Scenario = scenario;
        _setups = scenario.Workers.ToDictionary(worker => worker.Name, StringComparer.Ordinal);
        StateFile = stateFile;
        Processes = new ProcessTable(this);
        Hints = new HintDesk(this);
        Disk = new SimDisk(this);
        if (configs is not null)
        {
            EditConfigFile(ConfigSetup.First);
        }

        Supervisor = new SupervisorHost(this, () => make(this));
        Injector = new FaultInjector(this, plan);
    }

    internal Simulation Simulation { get; }

    internal RunTrace Trace { get; }

    internal Scenario Scenario { get; }

    /// <summary>What the supervisor can be told to do; null: nothing else.</summary>
    internal SimConfigs? Configs { get; }

    internal ProcessTable Processes { get; }

    internal HintDesk Hints { get; }

    internal SimDisk Disk { get; }

    /// <summary>The external service manager, if there is one.</summary>
    internal IExternalServices? Services { get; private set; }

    internal SupervisorHost Supervisor { get; }

    internal FaultInjector Injector { get; }

    /// <summary>The cache that the workers share; null if the scenario has none.</summary>
    internal IWorkerCache? Cache { get; private set; }

    /// <summary>What only some machines have, in the order in which it was registered.</summary>
    internal IReadOnlyList<IMachinePart> Parts => _parts;

    internal int BootNumber { get; private set; } = 1;

    internal BootId Boot => new(FormattableString.Invariant($"boot-{BootNumber}"));

    internal Instant BootedAt { get; private set; }

    /// <inheritdoc/>
    public bool IsDown { get; private set; }

    /// <summary>The monotonic clock of this boot.</summary>
    internal Instant Now => new((Simulation.Now - BootedAt).Ticks);

    /// <summary>Registers its service manager, before anything runs.</summary>
    internal void Add(IExternalServices services)
    {
        Services = services;
        _parts.Add(services);
    }

    /// <summary>Registers the cache of its workers, before anything runs.</summary>
    internal void Add(IWorkerCache cache)
    {
        Cache = cache;
        _parts.Add(cache);
    }

    internal Actor AddActor(string name) => Simulation.World.AddActor(name);

    /// <summary>Lets everything happen until the scenario is over.</summary>
    internal async Task Live()
    {
        WorkerSetup[] before = [.. Scenario.Workers.Where(worker => worker.RunsBefore)];
        Services?.Boot(before.Select(worker => SystemSetups.SpecOf(worker, Scenario)));
        foreach (WorkerSetup worker in Services is null ? before : [])
        {
            Processes.Start(worker, SystemSetups.SpecOf(worker, Scenario), byMachine: true);
        }

        Supervisor.StartLater(Scenario.Supervisor.StartsAt);
        Injector.Begin();
        for (int number = 1; number <= Scenario.Clients.Count; number++)
        {
            BeginClient(number);
        }

        await Waiting.Until(
            Instant.Zero + Scenario.RunFor, Simulation.World.Time, CancellationToken.None);
    }

    private void BeginClient(int number)
    {
        if (Cache is { } cache)
        {
            cache.BeginClient(number);
        }
        else
        {
            new SimClient(this, number).Begin();
        }
    }

    /// <summary>Somebody writes that configuration into the file, for good.</summary>
    internal void EditConfigFile(string config) => Disk.Put(
        SystemSetups.ConfigFile,
        System.Text.Encoding.UTF8.GetBytes(Configs!.DocumentOf(config).Text));

    /// <summary>What the configuration file holds now; null: nothing, or there is none.</summary>
    internal ConfigDocument? ConfigFileNow =>
        Configs is not null && Disk.Peek(SystemSetups.ConfigFile) is { } contents
            ? new(System.Text.Encoding.UTF8.GetString(contents))
            : null;

    internal StartAnswer StartWorker(UnitSpec spec, bool byMachine = false)
    {
        string unit = spec.Name;
        if (_refused.TryGetValue(unit, out RefusedStarts? refused) && refused.Left > 0)
        {
            refused.Left--;
            Trace.Add(new StartRefused(unit, refused.Failure));
            return StartAnswer.Failed(refused.Failure);
        }

        if (!Processes.HasRoom)
        {
            Trace.Add(new StartRefused(unit, StartFailure.NoResources));
            return StartAnswer.Failed(StartFailure.NoResources);
        }

        return StartAnswer.Started(
            Processes.Start(Configs?.SetupOf(spec) ?? _setups[unit], spec, byMachine).Identity);
    }

    /// <summary>Where the reference supervisor keeps its state.</summary>
    internal string StateFile { get; }

    /// <inheritdoc/>
    public void Reboot(TimeSpan downFor, Actor actor)
    {
        Supervisor.KillAll();
        Processes.EndAll();
        IsDown = true;
        Simulation.After(actor, downFor, () =>
        {
            Disk.Reboot();
            foreach (IMachinePart part in _parts)
            {
                part.PowerOff();
            }

            IsDown = false;
            BootNumber++;
            BootedAt = Simulation.Now;
            Trace.Add(new MachineRebooted(BootNumber));
            foreach (IMachinePart part in _parts)
            {
                part.PowerOn();
            }

            if (Scenario.Supervisor.StartsAtBoot)
            {
                Supervisor.Start();
            }
        });
    }
}
