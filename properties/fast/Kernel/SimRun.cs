using Harness.Sim.Kernel;

namespace Harness.Properties.Kernel;

/// <summary>
/// A small program for a simulation; what it logs is observable and part of the digest.
/// </summary>
internal delegate Task SimProgram(Simulation simulation, Action<string> log);

/// <summary>What one run of a <see cref="SimProgram"/> showed.</summary>
internal sealed record SimRun(RunOutcome Outcome, string Digest, IReadOnlyList<string> Events)
{
    internal string Order => string.Join(' ', Events);

    /// <summary>Runs it under a seed of the default strategy.</summary>
    internal static SimRun Of(
        ulong seed, SimProgram program, Func<SimulationOptions, SimulationOptions>? with = null) =>
        Of(new KeyedExecution(seed), program, with);

    /// <summary>Runs it under any strategy.</summary>
    internal static SimRun Of(
        Execution execution,
        SimProgram program,
        Func<SimulationOptions, SimulationOptions>? with = null)
    {
        var options = new SimulationOptions { Execution = execution, Recording = Recording.Tape };
        var simulation = new Simulation(with is null ? options : with(options));
        var events = new List<string>();
        RunOutcome outcome = simulation.Run(() => program(simulation, text =>
        {
            events.Add(text);
            simulation.Digest.Add(text);
        }));
        return new SimRun(outcome, simulation.Digest.ToString(), [.. events]);
    }

    /// <summary>All orders of the logged events over that many seeds.</summary>
    internal static SortedSet<string> Orders(int seeds, SimProgram program) => new(
        Enumerable.Range(0, seeds).Select(seed => Of((ulong)seed, program).Order),
        StringComparer.Ordinal);
}
