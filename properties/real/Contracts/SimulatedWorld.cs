using Harness.Properties.Machine;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Machine;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Contracts;

/// <summary>
/// A simulated machine: each body runs as an actor of its life, under several seeds.
/// </summary>
/// <param name="services">The external service manager; null: there is none.</param>
internal sealed class SimulatedWorld(ServicesSetup? services = null) : IContractWorld
{
    private const ulong Seeds = 10;

    private static readonly TimeSpan UntilNextLife = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StartsIn = TimeSpan.FromSeconds(3);

    private readonly Scenario _scene = Scenes.Of(
        [.. SimulatedLife.Names.Select(name => Scenes.Worker(name) with
        {
            StartsIn = LatencyRange.Exactly(StartsIn),
            IgnoresTerm = name == SimulatedLife.DeafName,
        })]) with
        {
            Supervisor = new SupervisorSetup { StartedAgainAfter = null },
            Services = services,
        };

    public Task Run(params Func<ContractLife, Task>[] lives)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            Run(seed, lives);
        }

        return Task.CompletedTask;
    }

    private void Run(ulong seed, Func<ContractLife, Task>[] lives)
    {
        var simulation = new Simulation(
            new SimulationOptions { Execution = new KeyedExecution(seed) });
        var trace = new RunTrace(simulation);
        var story = new Story(lives);
        var machine = SimMachines.Make(
            simulation, trace, _scene, FaultPlan.None, made => new Body(made, story));
        RunOutcome outcome = simulation.Run(machine.Live);
        object? wrong = story.Wrong
            ?? (object?)trace.Events.OfType<SupervisorCrashed>().FirstOrDefault()
            ?? (outcome.Ending == Ending.Completed ? null : outcome);
        Assert.True(
            wrong is null && story.Done == lives.Length,
            $"seed {seed}: {story.Done} of {lives.Length} lives came to their end; {wrong}");
    }

    /// <summary>What is common to the lives of one run.</summary>
    internal sealed class Story(Func<ContractLife, Task>[] lives)
    {
        internal IReadOnlyList<Func<ContractLife, Task>> Lives => lives;

        internal int Begun { get; set; }

        internal int Done { get; set; }

        internal Exception? Wrong { get; set; }

        /// <summary>What the next life that is started does instead.</summary>
        internal Func<SystemPorts, Task>? Beside { get; set; }
    }

    private sealed class Body(SimMachine machine, Story story) : ISystemUnderTest
    {
        private readonly Actor _world = machine.AddActor("contract");

        public async Task<int> Run(SystemPorts ports, CancellationToken stop)
        {
            if (story.Beside is { } beside)
            {
                story.Beside = null;
                await beside(ports);
                return 0;
            }

            var life = new SimulatedLife(machine, ports, story);
            try
            {
                await story.Lives[story.Begun++](life);
                story.Done++;
            }
            catch (Exception wrong)
            {
                story.Wrong = wrong;
                return 1;
            }

            if (story.Begun < story.Lives.Count)
            {
                machine.Simulation.After(_world, TimeSpan.Zero, () => Next(life));
                await Task.Delay(TimeSpan.FromDays(1), ports.Time, stop);
            }

            return 0;
        }

        private void Next(SimulatedLife life)
        {
            machine.Supervisor.KillAll();
            machine.Simulation.After(_world, UntilNextLife, life.HappenNow);
            machine.Supervisor.StartLater(2 * UntilNextLife);
        }
    }
}
