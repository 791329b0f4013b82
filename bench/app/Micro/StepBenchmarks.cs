using BenchmarkDotNet.Attributes;
using Harness.Bench.Throughput;
using Harness.Reference.Concurrency;
using Harness.Sim.Kernel;

namespace Harness.Bench.Micro;

/// <summary>
/// Steps of a whole run, per step: the run's own beginning and end are shared among very many.
/// </summary>
public class StepBenchmarks
{
    private const int Many = 20_000;

    private ulong _seed;

    /// <summary>Two actors that only yield, digest kept.</summary>
    [Benchmark(OperationsPerInvoke = 2 * Many)]
    public long YieldStep() => Run(simulation => Join.All(
        simulation.World.Spawn("one", () => Workloads.Yield(Many)),
        simulation.World.Spawn("other", () => Workloads.Yield(Many))));

    /// <summary>A timer of virtual time, armed and fired.</summary>
    [Benchmark(OperationsPerInvoke = Many)]
    public long TimerArmAndFire() => Run(simulation =>
    {
        int left = Many;
        Actor actor = simulation.World.AddActor("timer");
        var over = new TaskCompletionSource();
        Next();
        return over.Task;

        void Next()
        {
            if (left-- == 0)
            {
                over.SetResult();
            }
            else
            {
                simulation.After(actor, TimeSpan.FromSeconds(1), Next);
            }
        }
    });

    /// <summary>A wait of virtual time, as code under test waits.</summary>
    [Benchmark(OperationsPerInvoke = Many)]
    public long TaskDelay() => Run(async simulation =>
    {
        for (int i = 0; i < Many; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), simulation.World.Time);
        }
    });

    /// <summary>A port call: its effect, its answer, and two drawn latencies.</summary>
    [Benchmark(OperationsPerInvoke = Many)]
    public long PortCall()
    {
        var latency = new LatencyRange(TimeSpan.FromMicroseconds(20), TimeSpan.FromMilliseconds(2));
        var timing = new PortTiming(latency, latency, TimeSpan.FromMinutes(5));
        return Run(async simulation =>
        {
            for (int i = 0; i < Many; i++)
            {
                await simulation.World.Call("port", "operation", "subject", timing, () => 1);
            }
        });
    }

    private long Run(Func<Simulation, Task> main)
    {
        var simulation = new Simulation(new SimulationOptions
        {
            Execution = new KeyedExecution(++_seed), LivelockBound = int.MaxValue,
        });
        RunOutcome outcome = simulation.Run(() => main(simulation));
        return outcome.Ending == Ending.Completed
            ? outcome.Steps
            : throw new InvalidOperationException($"{outcome.Ending}: {outcome.Because}");
    }
}
