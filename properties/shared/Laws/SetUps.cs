using Bogus;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;

namespace Harness.Properties.Laws;

/// <summary>Set-ups that nobody wrote: names, counts, policies and more, from a seed.</summary>
internal static class SetUps
{
    private const int MostLetters = 12;

    /// <summary>
    /// A set-up in which what a law speaks of is likely; nothing goes wrong in it yet.
    /// </summary>
    internal static Scenario Of(Law law, int seed)
    {
        var faker = new Faker { Random = new Randomizer(seed) };
        IReadOnlyList<WorkerSetup> workers = Workers(faker, law);
        bool isExternal = faker.Random.Bool(law == Law.ErrorBudget ? 0.1f : 0.25f);
        bool hasCache = !isExternal && faker.Random.Bool(law switch
        {
            Law.IntegrityFirst => 0.6f,
            Law.RecoverIfPossible => 0.3f,
            Law.ErrorBudget => 0f,
        });
        bool hasConfigs = !isExternal && !hasCache
            && faker.Random.Bool(law == Law.ErrorBudget ? 0.2f : 0.6f);
        return new Scenario
        {
            Name = Plan.Name,
            Claim = faker.Hacker.Phrase(),
            RunFor = TimeSpan.FromMinutes(
                law == Law.ErrorBudget ? faker.Random.Int(3, 12) : faker.Random.Int(1, 4)),
            Seeds = 1,
            Workers = workers,
            Supervisor = Supervisor(faker, law),
            Services = isExternal ? Services(faker) : null,
            Clients = new ClientSetup(
                faker.Random.Int(1, 3),
                new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(faker.Random.Int(1, 3)))),
            Cache = hasCache ? Cache(faker) : null,
            Configs = hasConfigs ? Configs(faker, workers) : [],
            StepCost = faker.Random.Bool(0.2f)
                ? new(TimeSpan.Zero, TimeSpan.FromTicks(faker.Random.Int(1, 200)))
                : LatencyRange.None,
            TimerLateness = faker.Random.Bool(0.2f)
                ? new(TimeSpan.Zero, TimeSpan.FromMilliseconds(faker.Random.Int(1, 20)))
                : LatencyRange.None,
            Timeline = [],
            Drawn = [],
            Claims = [new ClaimUse { Name = Laws.OraclesOf(law)[0] }],
            Hash = "00000000",
        };
    }

    /// <summary>A word that a name may begin with.</summary>
    internal static string Word(Faker faker)
    {
        string word = new([.. faker.Internet.DomainWord().Where(char.IsAsciiLetterLower)
            .Take(MostLetters)]);
        return word.Length > 0 ? word : "worker";
    }

    private static List<WorkerSetup> Workers(Faker faker, Law law)
    {
        var workers = new List<WorkerSetup>();
        int entries = faker.Random.Int(1, 3);
        for (int entry = 1; entry <= entries; entry++)
        {
            WorkerSetup setup = Worker(faker, $"{Word(faker)}-{entry}", law);
            int count = faker.Random.Int(1, 3);
            for (int number = 1; number <= count; number++)
            {
                workers.Add(count == 1 ? setup : setup with
                {
                    Group = setup.Name,
                    Name = FormattableString.Invariant($"{setup.Name}-{number}"),
                });
            }
        }

        return workers;
    }

    private static WorkerSetup Worker(Faker faker, string name, Law law) => new()
    {
        Name = name,
        Policy = faker.Random.Bool()
            ? new AlwaysOptions(TimeSpan.FromMilliseconds(faker.Random.Int(0, 3000)))
            : new SquidKidOptions
            {
                FailureLimit = faker.Random.Int(0, 5),
                RevivalDelay = TimeSpan.FromSeconds(faker.Random.Int(1, 60)),
            },
        RunsBefore = faker.Random.Bool(0.2f),
        IgnoresTerm = faker.Random.Bool(0.1f),
        IsOptional = law != Law.ErrorBudget && faker.Random.Bool(0.1f),
        SilentAfter = TimeSpan.FromSeconds(faker.Random.Int(3, 15)),
    };

    private static SupervisorSetup Supervisor(Faker faker, Law law) => new()
    {
        StartsAt = TimeSpan.FromMilliseconds(faker.Random.Int(0, 3000)),
        StartedAgainAfter = faker.Random.Bool(0.9f)
            ? TimeSpan.FromMilliseconds(faker.Random.Int(0, 5000))
            : null,
        WatchdogEvery = TimeSpan.FromSeconds(faker.Random.Int(2, 6)),
        ErrorThreshold = law == Law.ErrorBudget ? faker.Random.Int(0, 3) : 2,
        DecreaseEvery = law == Law.ErrorBudget
            ? TimeSpan.FromSeconds(faker.Random.Int(20, 400))
            : TimeSpan.FromMinutes(30),
        Profile = faker.PickRandom<Profile>(),
        OnWorkerDeath = faker.Random.Bool(0.05f) ? OnWorkerDeath.End : OnWorkerDeath.Restart,
        WhenCrippled = faker.Random.Bool(0.05f) ? WhenCrippled.Stop : WhenCrippled.Keep,
    };

    private static ServicesSetup Services(Faker faker) => new()
    {
        RestartDelay = TimeSpan.FromMilliseconds(faker.Random.Int(0, 3000)),
        StartLimit = faker.Random.Int(2, 6),
        HealthyAfter = TimeSpan.FromSeconds(faker.Random.Int(1, 10)),
        StartsAtBoot = faker.Random.Bool(0.8f),
    };

    private static CacheSetup Cache(Faker faker) => new()
    {
        Keys = faker.Random.Int(2, 20),
        Slots = faker.Random.Int(1, 8),
        Pages = faker.Random.Int(1, 16),
        WriteIn = new(
            TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(faker.Random.Int(1, 3000))),
    };

    private static List<ConfigSetup> Configs(Faker faker, IReadOnlyList<WorkerSetup> workers)
    {
        string[] groups = [.. workers
            .Select(worker => worker.Group.Length > 0 ? worker.Group : worker.Name).Distinct()];
        string[] counted = [.. workers.Select(worker => worker.Group).Distinct()
            .Where(group => group.Length > 0)];
        var configs = new List<ConfigSetup>();
        for (int number = 1; number <= faker.Random.Int(1, 4); number++)
        {
            var config = new ConfigSetup
            {
                Name = FormattableString.Invariant($"{Word(faker)}-{number}"),
                Of = faker.Random.Bool(0.3f) ? faker.PickRandom(groups) : "",
            };
            configs.Add(faker.Random.Int(0, 6) switch
            {
                0 => config with
                {
                    DiesAfter = TimeSpan.FromMilliseconds(faker.Random.Int(0, 1500)),
                },
                1 => config with { NeverReady = true },
                2 => config with
                {
                    Of = "", Flaw = faker.PickRandom(ConfigFlaw.Invalid, ConfigFlaw.Fixed),
                },
                3 when counted.Length > 0 => config with
                {
                    Of = faker.PickRandom(counted), Count = faker.Random.Int(1, 4),
                },
                _ => config,
            });
        }

        return configs;
    }
}
