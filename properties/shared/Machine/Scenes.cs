using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Properties.Machine;

/// <summary>Small scenarios made in C#, and what their runs are asked.</summary>
internal static class Scenes
{
    internal static Scenario Of(params WorkerSetup[] workers) => new()
    {
        Name = "properties/scene",
        Claim = "made for one test",
        RunFor = TimeSpan.FromMinutes(2),
        Seeds = 1,
        Workers = workers,
        Supervisor = new SupervisorSetup(),
        Clients = new ClientSetup(0, LatencyRange.None),
        Timeline = [],
        Drawn = [],
        Claims = [],
        Hash = "00000000",
    };

    internal static WorkerSetup Worker(string name = "web") => new()
    {
        Name = name,
        Policy = new AlwaysOptions(TimeSpan.Zero),
        StartsIn = LatencyRange.Exactly(TimeSpan.FromMilliseconds(100)),
        EndsIn = LatencyRange.Exactly(TimeSpan.FromMilliseconds(50)),
    };

    internal static WorkerSetup Kid(string name = "web") =>
        Worker(name) with { Policy = SquidKidOptions.Default };

    internal static PlannedFault At(double seconds, Fault fault) =>
        new(new AtTime(TimeSpan.FromSeconds(seconds)), fault);

    internal static PlannedFault Crash(double seconds, string worker = "web") =>
        At(seconds, new CrashWorker(worker, ExitStatus.Code(1)));

    internal static PlannedFault Term(double seconds) =>
        At(seconds, new SignalSupervisor(Signal.Term));

    internal static Scenario With(this Scenario scene, params PlannedFault[] faults) =>
        scene with { Timeline = [.. scene.Timeline, .. faults] };

    /// <summary>Runs it under one seed; whatever an oracle finds wrong fails the test.</summary>
    internal static RunRecord Run(this Scenario scene, ulong seed = 1)
    {
        RunRecord run = ScenarioRunner.Run(new RunInput(scene, seed));
        if (run.Verdict != Verdict.Pass)
        {
            throw new InvalidOperationException(
                $"seed {seed}: {run.Outcome.Ending} {run.Outcome.Because} " + string.Join("; ",
                    run.Claims.Where(claim => claim.Verdict > Verdict.Inconclusive)
                        .Select(claim => $"{claim.Oracle}: {claim.Finding.Because}")));
        }

        return run;
    }

    internal static TEvent[] All<TEvent>(this RunRecord run)
        where TEvent : TraceEvent => [.. run.Events.OfType<TEvent>()];

    internal static Logged[] Said(this RunRecord run, LogCode code) =>
        [.. run.All<Logged>().Where(entry => entry.Code == code)];

    /// <summary>The units that have a living process at the end, in order of start.</summary>
    internal static string[] Left(this RunRecord run)
    {
        var state = new WorldState();
        foreach (TraceEvent happened in run.Events)
        {
            state.Apply(happened);
        }

        return [.. state.Living.Select(process => process.Unit)];
    }

    internal static double Seconds(this TraceEvent happened) =>
        (happened.At - Instant.Zero).TotalSeconds;
}
