using Bogus;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Suite;

/// <summary>
/// Scenarios that nobody wrote: set-ups and fault mixes made from a seed. Whatever they are, the
/// reference supervisor keeps every claim, and no run hangs or leaves the simulation.
/// </summary>
public sealed class GeneratedScenarioTests
{
    private const int Batch = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_claim_holds_in_scenarios_that_nobody_wrote(int batch)
    {
        for (int i = 0; i < Batch; i++)
        {
            int seed = (batch * 1000) + i;
            Scenario scenario = Make(new Faker { Random = new Randomizer(seed) }, seed);
            RunRecord run = ScenarioRunner.Run(new RunInput(scenario, (ulong)seed));
            Assert.True(run.Verdict == Verdict.Pass, Tell(run, seed));
        }
    }

    private static Scenario Make(Faker faker, int seed)
    {
        int workers = faker.Random.Int(1, 5);
        return new Scenario
        {
            Name = $"generated/{seed}",
            Claim = faker.Hacker.Phrase(),
            RunFor = TimeSpan.FromMinutes(faker.Random.Int(2, 8)),
            Seeds = 1,
            Workers = [.. Enumerable.Range(1, workers).Select(number => MakeWorker(faker, number))],
            Supervisor = new SupervisorSetup
            {
                StartedAgainAfter = faker.Random.Bool(0.9f)
                    ? TimeSpan.FromMilliseconds(faker.Random.Int(0, 5000))
                    : null,
                StartsAt = TimeSpan.FromMilliseconds(faker.Random.Int(0, 3000)),
            },
            Clients = ClientSetup.Default with { Count = faker.Random.Int(0, 2) },
            StepCost = faker.Random.Bool(0.3f)
                ? new(TimeSpan.Zero, TimeSpan.FromTicks(faker.Random.Int(1, 200)))
                : LatencyRange.None,
            TimerLateness = faker.Random.Bool(0.3f)
                ? new(TimeSpan.Zero, TimeSpan.FromMilliseconds(faker.Random.Int(1, 20)))
                : LatencyRange.None,
            Timeline = [],
            Drawn = [.. Enumerable.Range(0, faker.Random.Int(0, 6)).Select(_ => MakeFault(faker))],
            Claims = [],
            Hash = "00000000",
        };
    }

    private static WorkerSetup MakeWorker(Faker faker, int number) => new()
    {
        Name = $"{faker.Internet.DomainWord()}-{number}",
        RunsBefore = faker.Random.Bool(0.2f),
        IgnoresTerm = faker.Random.Bool(0.1f),
        Policy = faker.Random.Bool()
            ? new AlwaysOptions(TimeSpan.FromMilliseconds(faker.Random.Int(0, 3000)))
            : new SquidKidOptions
            {
                FailureLimit = faker.Random.Int(0, 4),
                RevivalDelay = TimeSpan.FromSeconds(faker.Random.Int(1, 60)),
            },
    };

    private static DrawnFault MakeFault(Faker faker)
    {
        Fault[] kinds =
        [
            new CrashWorker(DrawnFault.AnyWorker, ExitStatus.Code(faker.Random.Int(0, 255))),
            new CrashWorker(DrawnFault.AnyWorker, ExitStatus.Signal(Signal.Segv)),
            new HangWorker(DrawnFault.AnyWorker),
            new RefuseStarts(
                DrawnFault.AnyWorker, faker.Random.Int(1, 3), StartFailure.NoResources),
            new TroubleHints(DrawnFault.AnyWorker, faker.PickRandom<HintTrouble>(),
                TimeSpan.FromSeconds(2), faker.Random.Int(1, 3)),
            new StepWallClock(TimeSpan.FromHours(faker.Random.Int(-50, 50))),
            new StallSupervisor(TimeSpan.FromSeconds(faker.Random.Int(1, 30))),
            new KillSupervisor(),
            new RebootMachine(TimeSpan.FromSeconds(faker.Random.Int(1, 30))),
            new AskSupervisor(faker.PickRandom<ControlVerb>()),
            new SignalSupervisor(faker.PickRandom(Signal.Term, Signal.Int, Signal.Hup)),
            new FailFiles(faker.PickRandom<FileOperation>(), FileError.NoSpace, 1),
            new FailFiles(faker.PickRandom<FileOperation>(), FileError.Device, 1)
            {
                For = TimeSpan.FromSeconds(faker.Random.Int(1, 20)),
            },
            new HangWorker(DrawnFault.AnyWorker)
            {
                For = TimeSpan.FromSeconds(faker.Random.Int(1, 30)),
            },
            new StickWorker(
                DrawnFault.AnyWorker, TimeSpan.FromSeconds(faker.Random.Int(1, 30))),
            new IgnoreTerm(DrawnFault.AnyWorker),
            new HangNextStart(
                DrawnFault.AnyWorker, faker.PickRandom<StartStage>(), faker.Random.Int(1, 2)),
            new ReusePid(DrawnFault.AnyWorker),
            new SuspendMachine(TimeSpan.FromHours(faker.Random.Int(1, 50))),
            new StartSecond(),
            new ReplaceState(faker.PickRandom<Replacement>()),
        ];
        Fault fault = faker.PickRandom(kinds);
        bool isInCall = faker.Random.Bool(0.3f);
        return new DrawnFault
        {
            Template = fault,
            Times = new(0, faker.Random.Int(1, 6)),
            Calls = isInCall ? new(0, faker.Random.Int(1, 80)) : null,
            When = isInCall
                ? null
                : new(TimeSpan.Zero, TimeSpan.FromSeconds(faker.Random.Int(1, 110))),
        };
    }

    private static string Tell(RunRecord run, int seed) => string.Join('\n',
        [
            $"seed {seed}: {run.Outcome.Ending} {run.Outcome.Because}",
            .. run.Outcome.Pending,
            .. run.Claims.Where(claim => claim.Finding.Verdict >= Verdict.Fail)
                .Select(claim => $"{claim.Oracle}: {claim.Finding.Because}"
                    + $" [{claim.Finding.FirstEvent}..{claim.Finding.LastEvent}]"),
            .. run.Scenario.Workers.Select(worker => worker.ToString()),
            .. run.Plan.Faults.Select(fault => fault.ToYaml()),
        ]);
}
