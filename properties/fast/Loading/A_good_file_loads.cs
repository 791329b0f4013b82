using Harness.Reference.Documents;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Loading;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Loading;

public sealed class A_good_file_loads
{
    [Fact]
    public void Everything_left_out_has_the_defaults_of_the_model()
    {
        Scenario scenario = Files.Good(Files.Load(Files.Least));

        Assert.Equal(Files.Name, scenario.Name);
        Assert.Equal("A worker that crashes comes back", scenario.Claim);
        Assert.Equal(TimeSpan.FromMinutes(2), scenario.RunFor);
        Assert.Equal(20, scenario.Seeds);
        Assert.Equal(new SupervisorSetup(), scenario.Supervisor);
        Assert.Equal(ClientSetup.Default, scenario.Clients);
        Assert.Equal(
            new WorkerSetup { Name = "db", Policy = new AlwaysOptions(TimeSpan.FromSeconds(1)) },
            scenario.Workers[0]);
        Assert.Equal(SquidKidOptions.Default, scenario.Workers[1].Policy);
        Assert.Empty(scenario.Timeline);
        Assert.Empty(scenario.Drawn);
        Assert.Equal([new ClaimUse { Name = "comes-back" }], scenario.Claims);
    }

    [Fact]
    public void A_count_numbers_the_workers_from_1_and_one_without_keeps_its_name()
    {
        Scenario scenario = Files.Good(Files.Load(Files.Least));
        Assert.Equal(["db", "web-1", "web-2"], scenario.Workers.Select(worker => worker.Name));
    }

    [Fact]
    public void A_written_count_of_1_numbers_too() => Assert.Equal(
        ["db", "web-1"],
        Files.Good(Files.Changed("count: 2", "count: 1")).Workers.Select(worker => worker.Name));

    [Fact]
    public void Every_key_of_the_supervisor_and_the_clients_is_read()
    {
        Scenario scenario = Files.Good(Files.With("""
            supervisor:
              starts-at: 1s
              started-again-after: never
              watchdog-every: 2s
              error-threshold: 3
              decrease-every: 4min
              stop-within: 5s
            clients: { count: 0, ask-every: 6ms..7ms }
            """));
        Assert.Equal(
            new SupervisorSetup
            {
                StartsAt = TimeSpan.FromSeconds(1),
                StartedAgainAfter = null,
                WatchdogEvery = TimeSpan.FromSeconds(2),
                ErrorThreshold = 3,
                DecreaseEvery = TimeSpan.FromMinutes(4),
                StopWithin = TimeSpan.FromSeconds(5),
            },
            scenario.Supervisor);
        Assert.Equal(
            new ClientSetup(0, new(TimeSpan.FromMilliseconds(6), TimeSpan.FromMilliseconds(7))),
            scenario.Clients);
    }

    [Fact]
    public void Every_key_of_a_worker_is_read()
    {
        Scenario scenario = Files.Good(Files.Changed(
            "{ name: db, policy: { always: { delay: 1s } } }",
            "{ name: db, starts-in: 2s, ends-in: 3s..4s, never-ready: true, ignores-term: true,"
            + " runs-before: true, ready-within: 1s, grace: 0s, silent-after: 5s,"
            + " policy: { squid: { failure-limit: 6, short-life: 7s, revival-delay: 8s } } }"));
        Assert.Equal(
            new WorkerSetup
            {
                Name = "db",
                StartsIn = LatencyRange.Exactly(TimeSpan.FromSeconds(2)),
                EndsIn = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4)),
                NeverReady = true,
                IgnoresTerm = true,
                RunsBefore = true,
                ReadyWithin = TimeSpan.FromSeconds(1),
                Grace = TimeSpan.Zero,
                SilentAfter = TimeSpan.FromSeconds(5),
                Policy = new SquidKidOptions
                {
                    FailureLimit = 6,
                    ShortLife = TimeSpan.FromSeconds(7),
                    RevivalDelay = TimeSpan.FromSeconds(8),
                },
            },
            scenario.Workers[0]);
    }

    [Fact]
    public void Drawn_faults_have_ranges_and_a_number_of_their_own()
    {
        Scenario scenario = Files.Good(Files.With("""
            drawn:
              - { crash: any, signal: KILL, times: 0..3, when: 5s..60s }
              - { kill: supervisor, calls: 0..40 }
              - { step: wall-clock, by: -1h..1h, times: 2, when: 0s..60s }
              - { refuse-starts: web-2, each: 4, failure: not-found, when: 1s }
            """));
        TimeSpan hour = TimeSpan.FromHours(1);
        Assert.Equal(
            [
                new DrawnFault
                {
                    Template = new CrashWorker("any", ExitStatus.Signal(Signal.Kill)),
                    Times = new(0, 3),
                    When = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60)),
                },
                new DrawnFault
                {
                    Template = new KillSupervisor(),
                    Times = new(1, 1),
                    Calls = new(0, 40),
                },
                new DrawnFault
                {
                    Template = new StepWallClock(-hour),
                    Times = new(2, 2),
                    When = new(TimeSpan.Zero, TimeSpan.FromSeconds(60)),
                    Duration = new(-hour, hour),
                },
                new DrawnFault
                {
                    Template = new RefuseStarts("web-2", 4, StartFailure.NotFound),
                    Times = new(1, 1),
                    When = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)),
                },
            ],
            scenario.Drawn);
    }

    [Fact]
    public void Claims_have_shares_and_recordings()
    {
        Scenario scenario = Files.Good(Files.Changed("claims: [ comes-back ]", """
            claims:
              - { claim: stays-up, share: 50% }
              - { claim: starts-as-recorded, worker: web-1,
                  starts: [0.297s, 2.316s], tolerance: 0s }
            """));
        Assert.Equal(50, scenario.Claims[0].SharePercent);
        Recorded recorded = scenario.Claims[1].Recorded!;
        Assert.Equal("web-1", recorded.Worker);
        Assert.Equal([new TimeSpan(2_970_000), new TimeSpan(23_160_000)], recorded.Starts);
        Assert.Equal(TimeSpan.Zero, recorded.Tolerance);
    }

    [Fact]
    public void The_hash_is_of_the_bytes_and_the_same_for_both_line_ends()
    {
        LoadResult unix = Files.Load(Files.Least);
        LoadResult windows = Files.Load(
            Files.Least.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Matches("^[0-9a-f]{8}$", Files.Good(unix).Hash);
        Assert.Equal(Files.Good(unix).Hash, Files.Good(windows).Hash);
        Assert.NotEqual(Files.Good(unix).Hash, Files.Good(Files.With("# a word\n")).Hash);
    }

    [Fact]
    public void The_hash_is_the_beginning_of_the_sha_256() =>
        Assert.Equal("ba7816bf", SourceText.Hash("abc"u8));

    [Fact]
    public void Comments_a_document_start_and_a_byte_order_mark_are_no_problem() =>
        Files.Good(Files.Load("\uFEFF# why\n---\n" + Files.Least));
}
