using Harness.Sim.Kernel;

namespace Harness.Properties.Reference;

/// <summary>Runs a piece of supervisor code in the world of a simulation.</summary>
internal static class InSimulation
{
    internal static RunOutcome Run(Func<Simulation, Task> main, ulong seed = 1)
    {
        var simulation = new Simulation(new SimulationOptions
        {
            Execution = new KeyedExecution(seed),
        });
        return simulation.Run(() => main(simulation));
    }

    /// <summary>As Run, and the run must be over as it should.</summary>
    internal static void Complete(Func<Simulation, Task> main, ulong seed = 1)
    {
        RunOutcome outcome = Run(main, seed);
        if (outcome.Ending != Ending.Completed)
        {
            throw new InvalidOperationException(
                $"seed {seed} ended as {outcome.Ending}: {outcome.Because}", outcome.Error);
        }
    }

    internal static Task Sleep(Simulation simulation, TimeSpan span) =>
        Task.Delay(span, simulation.World.Time);

    internal static TaskCompletionSource Source() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
