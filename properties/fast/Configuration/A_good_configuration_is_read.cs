using Harness.Reference.Configuration;
using Harness.Reference.Options;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Configuration;

public sealed class A_good_configuration_is_read
{
    [Fact]
    public void What_is_left_out_is_as_usual() => Configs.Same(
        new SupervisorOptions
        {
            Workers =
            [
                new WorkerOptions
                {
                    Unit = new UnitSpec("web", "/usr/sbin/web", TimeSpan.FromSeconds(10)),
                    Group = "web",
                    Policy = SquidKidOptions.Default,
                },
            ],
        },
        Configs.Good(Configs.Read(Configs.Least)));

    [Fact]
    public void Every_key_is_read()
    {
        var squid = new SquidKidOptions
        {
            FailureLimit = 5,
            ShortLife = TimeSpan.FromSeconds(11),
            RevivalDelay = TimeSpan.FromHours(2),
        };
        WorkerOptions Resolver(int number) => new()
        {
            Unit = new UnitSpec(
                FormattableString.Invariant($"resolver-{number}"),
                "/usr/sbin/kresd -c /etc/kresd.conf",
                TimeSpan.FromMinutes(2))
            {
                Settings = "cache-size: 100M\n  -- \"indented\"\n",
                Readiness = new Readiness(
                    ReadinessKind.Http,
                    TimeSpan.Zero,
                    "http://127.0.0.1:8080/health?full=1"),
            },
            Group = "resolver",
            Policy = squid,
            ReadyWithin = TimeSpan.FromSeconds(20),
            ProbeEvery = TimeSpan.FromMilliseconds(500),
            SilentAfter = TimeSpan.FromSeconds(16),
        };
        Configs.Same(
            new SupervisorOptions
            {
                Profile = Profile.Knot,
                StateDirectory = "/run/state",
                WatchdogEvery = TimeSpan.FromSeconds(7),
                ErrorThreshold = 3,
                DecreaseEvery = TimeSpan.FromMinutes(10),
                StopWithin = TimeSpan.FromSeconds(90),
                CanaryFor = TimeSpan.FromSeconds(4),
                OnWorkerDeath = OnWorkerDeath.End,
                WhenCrippled = WhenCrippled.Stop,
                Workers =
                [
                    Resolver(1), Resolver(2), Resolver(3), Resolver(4),
                    new WorkerOptions
                    {
                        Unit = new UnitSpec(
                            "cache-gc", "/usr/sbin/kres-cache-gc  ", TimeSpan.FromSeconds(10))
                        {
                            Readiness = Readiness.Notify,
                        },
                        Group = "cache-gc",
                        IsOptional = true,
                        Policy = new AlwaysOptions(TimeSpan.Zero),
                    },
                ],
            },
            Configs.Good(Configs.Read(Configs.Full)));
    }

    [Fact]
    public void The_options_hold_the_document_that_they_were_read_from()
    {
        var document = new ConfigDocument(Configs.Full);
        Assert.Same(
            document, Configs.Good(new SupervisorConfigReader().Read(document)).Document);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("profile: default", false)]
    [InlineData("profile: squid", false)]
    [InlineData("profile: knot", true)]
    public void The_profile_says_the_policy_of_a_worker_that_says_none(string key, bool isAlways)
    {
        WorkerOptions worker = Assert.Single(Configs.Good(Configs.With(key)).Workers);
        PolicyOptions expected = isAlways
            ? new AlwaysOptions(TimeSpan.FromSeconds(1))
            : SquidKidOptions.Default;
        Assert.Equal(expected, worker.Policy);
    }

    [Theory]
    [InlineData("knot", Profile.Knot)]
    [InlineData("squid", Profile.Squid)]
    [InlineData("default", Profile.Default)]
    public void A_workers_own_policy_is_stronger_than_the_profile(string word, Profile profile)
    {
        SupervisorOptions options = Configs.Good(Configs.Read(
            $"profile: {word}\n" + """
            workers:
              - { name: a, command: a, policy: { squid: { failure-limit: 0 } } }
              - { name: b, command: b, policy: { always: { delay: 3s } } }
            """));
        Assert.Equal(profile, options.Profile);
        var squid = new SquidKidOptions { FailureLimit = 0 };
        Assert.Equal(squid, options.Workers[0].Policy);
        Assert.Equal(
            new AlwaysOptions(TimeSpan.FromSeconds(3)), options.Workers[1].Policy);
    }

    [Fact]
    public void A_written_count_numbers_the_workers_and_makes_them_a_group()
    {
        IReadOnlyList<WorkerOptions> workers = Configs.Good(Configs.Read("""
            workers:
              - { name: a, command: a, count: 2 }
              - { name: b, command: b, count: 1 }
              - { name: c, command: c }
            """)).Workers;
        Assert.Equal(
            [("a-1", "a"), ("a-2", "a"), ("b-1", "b"), ("c", "c")],
            workers.Select(worker => (worker.Unit.Name, worker.Group)));
    }

    [Fact]
    public void A_grace_longer_than_the_whole_end_is_fine() => Configs.Good(Configs.Read("""
        stop-within: 1s
        workers: [ { name: a, command: a, grace: 2s } ]
        """));

    [Theory]
    [InlineData("settings: \"\"", "")]
    [InlineData("settings: \" a \"", " a ")]
    [InlineData("settings: 12", "12")]
    [InlineData("settings: 'null'", "null")]
    public void Settings_are_handed_on_as_they_are(string key, string settings) => Assert.Equal(
        settings, Configs.GoodWorker($"name: a, command: a, {key}").Unit.Settings);

    [Theory]
    [InlineData("ready-within: 2s, probe-every: 2s")]
    [InlineData("ready-within: 2s")]
    [InlineData("probe-every: 30s")]
    [InlineData("probe-every: 1ms")]
    [InlineData("ready-within: 400d, silent-after: 400d, grace: 400d, probe-every: 400d")]
    [InlineData("silent-after: 0.0001ms, grace: 0s")]
    [InlineData("count: 200")]
    [InlineData("policy: { squid: { failure-limit: 0, short-life: 100ns, revival-delay: 400d } }")]
    [InlineData("policy: { squid: { failure-limit: 1000 } }")]
    [InlineData("policy: { always: { delay: 400d } }")]
    public void A_value_of_a_worker_at_its_bound_is_fine(string keys) =>
        Configs.Good(Configs.Worker($"name: a, command: a, {keys}"));

    [Theory]
    [InlineData("watchdog-every: 1ms\ndecrease-every: 1ms\nstop-within: 1ms\ncanary-for: 0s")]
    [InlineData("watchdog-every: 400d\ndecrease-every: 400d\nstop-within: 400d\ncanary-for: 400d")]
    [InlineData("error-threshold: 0")]
    [InlineData("error-threshold: 1000")]
    [InlineData("state-directory: /")]
    public void A_value_of_the_supervisor_at_its_bound_is_fine(string keys) =>
        Configs.Good(Configs.With(keys));

    [Theory]
    [InlineData("a2-b")]
    [InlineData("a123456789b123456789c123456789d12345678")]
    [InlineData("canary")]
    [InlineData("web-surge")]
    public void A_name_at_its_bound_is_fine(string name) =>
        Assert.Equal(name, Configs.GoodWorker($"name: {name}, command: a").Unit.Name);

    [Fact]
    public void Two_hundred_workers_are_fine() => Assert.Equal(
        200,
        Configs.Good(Configs.With("  - { name: a, count: 199, command: a }")).Workers.Count);
}
