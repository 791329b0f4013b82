using Bogus;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Suite;

/// <summary>
/// Scenarios with a shared cache that nobody wrote: whatever goes wrong in it, and whatever happens
/// to workers, supervisor and machine meanwhile, every claim holds.
/// </summary>
public sealed class GeneratedCacheTests
{
    private const int Batch = 30;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_claim_holds_in_scenarios_with_a_cache_that_nobody_wrote(int batch)
    {
        for (int i = 0; i < Batch; i++)
        {
            int seed = (batch * 1000) + i;
            Scenario scenario = Make(new Faker { Random = new Randomizer(seed) }, seed);
            RunRecord run = ScenarioRunner.Run(new RunInput(scenario, (ulong)seed));
            Assert.True(run.Verdict == Verdict.Pass, Tell(run, seed));
        }
    }

    private static Scenario Make(Faker faker, int seed) => new()
    {
        Name = $"generated/{seed}",
        Claim = faker.Hacker.Phrase(),
        RunFor = TimeSpan.FromMinutes(2),
        Seeds = 1,
        Workers = [.. Enumerable.Range(1, faker.Random.Int(1, 4)).Select(
            number => new WorkerSetup
            {
                Name = $"kid-{number}",
                Policy = faker.Random.Bool()
                    ? new AlwaysOptions(TimeSpan.FromMilliseconds(faker.Random.Int(0, 2000)))
                    : SquidKidOptions.Default with
                    {
                        RevivalDelay = TimeSpan.FromSeconds(faker.Random.Int(1, 40)),
                    },
            })],
        Supervisor = new SupervisorSetup
        {
            OnWorkerDeath = faker.Random.Bool(0.1f) ? OnWorkerDeath.End : OnWorkerDeath.Restart,
            WhenCrippled = faker.Random.Bool(0.3f) ? WhenCrippled.Stop : WhenCrippled.Keep,
        },
        Clients = new ClientSetup(
            faker.Random.Int(1, 4),
            new(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(200))),
        Cache = new CacheSetup
        {
            Keys = faker.Random.Int(2, 20),
            Slots = faker.Random.Int(1, 8),
            Pages = faker.Random.Int(1, 16),
            WriteIn = new(
                TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(faker.Random.Int(1, 3000))),
        },
        Timeline = [],
        Drawn = [.. Enumerable.Range(0, faker.Random.Int(2, 8)).Select(_ => MakeFault(faker))],
        Claims = [],
        Hash = "00000000",
    };

    private static DrawnFault MakeFault(Faker faker)
    {
        Fault[] kinds =
        [
            new CorruptEntry(),
            new CorruptTransaction(DrawnFault.AnyWorker, faker.PickRandom<TransactionStage>()),
            new CorruptWorker(DrawnFault.AnyWorker),
            new FailAccessChecks(DrawnFault.AnyWorker, faker.Random.Int(1, 4)),
            new FailService(DrawnFault.AnyWorker),
            new StaleReply(DrawnFault.AnyWorker),
            new StallWrites(TimeSpan.FromSeconds(faker.Random.Int(1, 20))),
            new CrashWorker(DrawnFault.AnyWorker, ExitStatus.Signal(Signal.Kill)),
            new HangWorker(DrawnFault.AnyWorker),
            new TroubleHints(DrawnFault.AnyWorker, faker.PickRandom<HintTrouble>(),
                TimeSpan.FromSeconds(2), faker.Random.Int(1, 3)),
            new StallSupervisor(TimeSpan.FromSeconds(faker.Random.Int(1, 20))),
            new KillSupervisor(),
            new RebootMachine(TimeSpan.FromSeconds(faker.Random.Int(1, 10))),
            new SignalSupervisor(faker.PickRandom(Signal.Term, Signal.Hup)),
            new CorruptIndex(),
        ];
        bool isUsual = faker.Random.Bool(0.9f);
        return new DrawnFault
        {
            Template = faker.PickRandom(isUsual ? kinds[..^3] : kinds),
            Times = new(0, faker.Random.Int(1, 8)),
            When = new(TimeSpan.Zero, TimeSpan.FromSeconds(faker.Random.Int(1, 110))),
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
            run.Scenario.Supervisor.ToString(),
            run.Scenario.Cache!.ToString(),
            .. run.Plan.Faults.Select(fault => fault.ToYaml()),
            .. run.Events.Skip(
                    run.Claims.Where(claim => claim.Finding.Verdict >= Verdict.Fail)
                        .Select(claim => Math.Max(0, claim.Finding.LastEvent - 30))
                        .FirstOrDefault(int.MaxValue))
                .Take(40).Select(happened => $"{happened.At} {happened}"),
        ]);
}
