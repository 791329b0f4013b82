using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;

namespace Harness.Bench.Throughput;

/// <summary>
/// The reference supervisor in whole runs, as the suite makes them: with the machine, the faults,
/// the trace, the tape and every oracle's judgement.
/// </summary>
internal sealed class SupervisedRuns(WorkloadSize size)
{
    private const int ShortRunsInPass = 20;

    // Its watchdog looks every 5 s, as by default, and a worker crashes every hour.
    private readonly Scenario _long = Scenario(
        size.VirtualTime, size.Many, new ClientSetup(0, LatencyRange.None),
        [.. Enumerable.Range(1, (int)size.VirtualTime.TotalHours)
            .Select(hour => Crash(hour % size.Many, TimeSpan.FromMinutes((60 * hour) - 30)))]);

    // Three minutes, three workers, two clients, three crashes: the common shape of the suite.
    private readonly Scenario _short = Scenario(
        TimeSpan.FromMinutes(3), 3, ClientSetup.Default,
        [.. Enumerable.Range(0, 3)
            .Select(number => Crash(number, TimeSpan.FromSeconds(20 + number)))]);

    /// <summary>The long run; gives the virtual seconds.</summary>
    internal double Long(ulong seed)
    {
        Run(_long, seed);
        return size.VirtualTime.TotalSeconds;
    }

    /// <summary>Some short runs; gives their number.</summary>
    internal double Short(ulong seed)
    {
        for (int i = 0; i < ShortRunsInPass; i++)
        {
            Run(_short, (seed * ShortRunsInPass) + (ulong)i);
        }

        return ShortRunsInPass;
    }

    private static void Run(Scenario scenario, ulong seed)
    {
        RunRecord run = ScenarioRunner.Run(
            new RunInput(scenario, seed) { Recording = Recording.Tape });
        if (run.Verdict != Verdict.Pass)
        {
            // A supervisor that ended early would make a fine figure.
            throw new InvalidOperationException($"{scenario.Name} under {seed}: {run.Verdict}");
        }
    }

    private static PlannedFault Crash(int worker, TimeSpan at) =>
        new(new AtTime(at), new CrashWorker(NameOf(worker), ExitStatus.Signal(Signal.Kill)));

    private static string NameOf(int worker) => FormattableString.Invariant($"worker-{worker + 1}");

    private static Scenario Scenario(
        TimeSpan runFor, int workers, ClientSetup clients, IReadOnlyList<PlannedFault> timeline) =>
        new()
        {
            Name = "bench/a-supervised-run",
            Claim = "the supervisor keeps its workers running",
            RunFor = runFor,
            Seeds = 1,
            Workers = [.. Enumerable.Range(0, workers).Select(number => new WorkerSetup
            {
                Name = NameOf(number), Policy = new AlwaysOptions(TimeSpan.Zero),
            })],
            Supervisor = new SupervisorSetup(),
            Clients = clients,
            Timeline = timeline,
            Drawn = [],
            Claims = [new ClaimUse { Name = "every-crashed-worker-comes-back" }],
            Hash = "00000000",
        };
}
