using Harness.Reference.Concurrency;
using Harness.Sim.Kernel;

namespace Harness.Bench.Throughput;

/// <summary>All workloads, the yardstick first.</summary>
internal static class Workloads
{
    internal const string Yardstick = "yardstickPerSecond";
    internal const string Decisions = "decisionsPerSecond";
    internal const string TracedDecisions = "tracedDecisionsPerSecond";
    internal const string ShortSimulations = "shortSimulationsPerSecond";
    internal const string TimeCompression = "timeCompression";
    internal const string SupervisorTimeCompression = "supervisorTimeCompression";
    internal const string SupervisorRuns = "supervisorRunsPerSecond";

    private const int Actors = 10;
    private const int ShortYields = 20; // 10 actors: about 200 decisions
    private const int ShortSimulationsInPass = 200;
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(10);

    /// <summary>All of them; each pass has a seed of its own.</summary>
    internal static IReadOnlyList<Workload> All(WorkloadSize size)
    {
        ulong seed = 0;
        SupervisedRuns supervised = new(size);
        return
        [
            new(Yardstick, "decisions of a bare scheduler per second",
                () => Throughput.Yardstick.Run(Actors, size.Yields, ++seed)),
            new(Decisions, "decisions per second, nothing kept",
                () => Yielding(size.Yields, Recording.None, ++seed)),
            new(TracedDecisions, "decisions per second, digest and tape kept",
                () => Yielding(size.Yields, Recording.Tape, ++seed)),
            new(ShortSimulations, "simulations of about 200 decisions per second, digest kept",
                () => Short(ref seed)),
            new(TimeCompression, $"virtual time over real time, {size.Many} polling actors",
                () => Polling(size, ++seed)),
            new(SupervisorTimeCompression,
                $"the same, the real supervisor over {size.Many} workers, traced and judged",
                () => supervised.Long(++seed)),
            new(SupervisorRuns, "short runs of a suite-like scenario per second, judged",
                () => supervised.Short(++seed)),
        ];
    }

    /// <summary>An activity that only yields.</summary>
    internal static async Task Yield(int yields)
    {
        for (int i = 0; i < yields; i++)
        {
            await Task.Yield();
        }
    }

    private static double Yielding(int yields, Recording recording, ulong seed) =>
        Run(seed, recording, Actors, _ => Yield(yields)).Decisions;

    private static double Short(ref ulong seed)
    {
        for (int i = 0; i < ShortSimulationsInPass; i++)
        {
            Run(++seed, Recording.Digest, Actors, _ => Yield(ShortYields));
        }

        return ShortSimulationsInPass;
    }

    private static double Polling(WorkloadSize size, ulong seed) =>
        Run(seed, Recording.Digest, size.Many, simulation =>
            Poll(simulation, size.VirtualTime)).EndedAt.Ticks / (double)TimeSpan.TicksPerSecond;

    private static async Task Poll(Simulation simulation, TimeSpan until)
    {
        while (simulation.Now.Ticks < until.Ticks)
        {
            await Task.Delay(PollEvery, simulation.World.Time);
        }
    }

    private static RunOutcome Run(
        ulong seed, Recording recording, int actors, Func<Simulation, Task> body)
    {
        var simulation = new Simulation(new SimulationOptions
        {
            Execution = new KeyedExecution(seed),
            Recording = recording,
            StepBound = long.MaxValue,
            LivelockBound = int.MaxValue, // yielding moves no time, and is meant to
        });
        RunOutcome outcome = simulation.Run(() => Join.All(
            [.. Enumerable.Range(0, actors).Select(_ =>
                simulation.World.Spawn("actor", () => body(simulation)))]));
        return outcome.Ending == Ending.Completed
            ? outcome
            : throw new InvalidOperationException($"{outcome.Ending}: {outcome.Because}");
    }
}
