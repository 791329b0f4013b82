using System.Globalization;
using Bogus;
using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Configuration;
using Harness.Reference.Keys;
using Harness.Reference.Options;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Configuration;

public sealed class What_is_written_reads_back
{
    private const int Runs = 500;
    private const string Odd = "\"\\'#:{}[]&*!|>%@`,?- \n~\u00e9\u4e16\U0001f600";

    [Property(MaxTest = Runs)]
    public Property Options_are_the_same_after_they_were_written_and_read() => ForAll.Of(
        Gen.Choose(0, int.MaxValue),
        seed =>
        {
            SupervisorOptions options = Make(new Faker { Random = new Randomizer(seed) });
            ConfigDocument document = SupervisorConfigWriter.Write(options);
            SupervisorOptions read = Configs.Good(new SupervisorConfigReader().Read(document));
            Configs.Same(options, read);
            Assert.Equal(document, read.Document);
            Assert.Equal(document, SupervisorConfigWriter.Write(read));
        });

    [Theory]
    [InlineData(Configs.Least)]
    [InlineData(Configs.Full)]
    public void A_document_that_was_read_says_the_same_when_it_is_written(string text)
    {
        SupervisorOptions options = Configs.Good(Configs.Read(text));
        Configs.Same(
            options, Configs.Good(Configs.Read(SupervisorConfigWriter.Write(options).Text)));
    }

    [Fact]
    public void What_is_written_is_plain_to_see()
    {
        SupervisorOptions options = Configs.Good(Configs.Read(Configs.Least));
        Assert.Equal(
            """
            profile: default
            state-directory: "/var/lib/supervisor"
            watchdog-every: 5s
            error-threshold: 2
            decrease-every: 30min
            stop-within: 1min
            canary-for: 2s
            on-worker-death: restart
            when-crippled: keep
            workers:
              - name: "web"
                command: "/usr/sbin/web"
                settings: ""
                optional: false
                policy: { squid: { failure-limit: 4, short-life: 10s, revival-delay: 1h } }
                ready: { after: 1s }
                ready-within: 30s
                probe-every: 1s
                silent-after: 15s
                grace: 10s

            """,
            SupervisorConfigWriter.Write(options).Text);
    }

    [Theory]
    [InlineData("\t")]
    [InlineData("\r\n")]
    [InlineData("\u2028")]
    [InlineData("\ufeff")]
    [InlineData("\0")]
    [InlineData("\ud800")]
    public void What_no_document_may_hold_is_not_changed_in_silence(string settings)
    {
        SupervisorOptions options = Configs.Good(Configs.Read(Configs.Least));
        WorkerOptions worker = options.Workers[0];
        ConfigDocument document = SupervisorConfigWriter.Write(options with
        {
            Workers = [worker with { Unit = worker.Unit with { Settings = settings } }],
        });
        Configs.Is(
            new SupervisorConfigReader().Read(document),
            "13:15: a character that cannot be shown: leave it out");
    }

    [Fact]
    public void A_worker_of_no_group_is_a_group_of_its_own()
    {
        SupervisorOptions options = Configs.Good(Configs.Read(Configs.Least));
        Assert.Equal(
            SupervisorConfigWriter.Write(options),
            SupervisorConfigWriter.Write(options with
            {
                Workers = [options.Workers[0] with { Group = "" }],
            }));
    }

    [Fact]
    public void What_no_document_says_is_not_written()
    {
        SupervisorOptions options = Configs.Good(Configs.Read(
            "workers: [ { name: a, command: a, count: 3 } ]"));
        IReadOnlyList<WorkerOptions> all = options.Workers;
        WorkerOptions first = all[0];
        Refused(options with { NoticeWithin = TimeSpan.Zero });
        Refused(options with { RepairWithin = TimeSpan.FromSeconds(1) });
        Refused(options with { Workers = [all[1], all[0], all[2]] });
        Refused(options with { Workers = [all[0], all[2]] });
        Refused(options with { Workers = [all[0], all[1] with { IsOptional = true }, all[2]] });
        Refused(options with
        {
            Workers = [all[0], Configs.GoodWorker("name: b, command: b"), all[1], all[2]],
        });
        Refused(options with
        {
            Workers = [first with { Unit = first.Unit with { Role = UnitRole.Canary } }],
        });
        Refused(Ready(Readiness.Notify with { ProbeEvery = TimeSpan.FromSeconds(2) }));
        Refused(Ready(Readiness.Notify with { Within = TimeSpan.FromSeconds(2) }));
        Refused(Ready(Readiness.Notify with { BeatWithin = TimeSpan.FromSeconds(2) }));
        Refused(Ready(Readiness.Notify with { Delay = TimeSpan.FromSeconds(1) }));
        Refused(Ready(Readiness.Notify with { Target = "a" }));
        Refused(Ready(Readiness.Usual with { Target = "a" }));
        SupervisorConfigWriter.Write(Ready(Readiness.Notify));
        SupervisorConfigWriter.Write(options with { Workers = [all[0], all[1]] });

        SupervisorOptions Ready(Readiness readiness) => options with
        {
            Workers = [first with { Unit = first.Unit with { Readiness = readiness } }],
        };
    }

    private static void Refused(SupervisorOptions options) =>
        Assert.Throws<ArgumentException>(() => SupervisorConfigWriter.Write(options));

    private static SupervisorOptions Make(Faker faker) => new()
    {
        Profile = faker.PickRandom<Profile>(),
        StateDirectory = string.Concat(
            (faker.System.DirectoryPath() + Text(faker).Replace('\n', ' '))
                .Take(KeyLimits.PathLetters)),
        WatchdogEvery = Time(faker, TimeSpan.TicksPerMillisecond),
        ErrorThreshold = faker.Random.Int(0, 1000),
        DecreaseEvery = Time(faker, TimeSpan.TicksPerMillisecond),
        StopWithin = Time(faker, TimeSpan.TicksPerMillisecond),
        CanaryFor = TimeSpan.FromMilliseconds(faker.Random.Int(0, 5000)),
        OnWorkerDeath = faker.PickRandom<OnWorkerDeath>(),
        WhenCrippled = faker.PickRandom<WhenCrippled>(),
        Workers =
        [
            .. Enumerable.Range(1, faker.Random.Int(1, 5)).SelectMany(entry =>
                MakeEntry(faker, FormattableString.Invariant($"w{entry}"))),
        ],
    };

    private static string Number(Faker faker) => faker.Random.Int(1, 1000).ToString(
        System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<WorkerOptions> MakeEntry(Faker faker, string name)
    {
        PolicyOptions policy = faker.Random.Int(0, 2) switch
        {
            0 => new AlwaysOptions(Time(faker, 0)),
            1 => new SquidKidOptions
            {
                FailureLimit = faker.Random.Int(0, 1000),
                ShortLife = Time(faker, 1),
                RevivalDelay = Time(faker, 1),
            },
            _ => new LikeOptions("otp")
            {
                Version = faker.PickRandom("", "25.2.3", "27.3.4.1"),
                Granularity = faker.PickRandom<Granularity>(),
                Options = [new("period", Number(faker)), new("intensity", Number(faker))],
            },
        };
        var worker = new WorkerOptions
        {
            Unit = new UnitSpec(
                name, Command(faker), Time(faker, 0))
            {
                Settings = Text(faker),
                Readiness = ReadinessOf(faker),
            },
            Group = name,
            IsOptional = faker.Random.Bool(),
            Policy = policy,
            ReadyWithin = TimeSpan.FromSeconds(5) + Time(faker, 0),
            ProbeEvery = TimeSpan.FromMilliseconds(faker.Random.Int(1, 5000)),
            SilentAfter = TimeSpan.FromSeconds(3) + Time(faker, 1),
        };
        return faker.Random.Bool()
            ? [worker]
            : Enumerable.Range(1, faker.Random.Int(1, 4)).Select(number => worker with
            {
                Unit = worker.Unit with
                {
                    Name = FormattableString.Invariant($"{name}-{number}"),
                },
            });
    }

    private static string Command(Faker faker)
    {
        string[] words =
        [
            faker.System.FilePath(),
            .. Enumerable.Range(0, faker.Random.Int(0, 3)).Select(_ => Text(faker)),
        ];
        return string.Join(' ', words.Select(word =>
            $"'{word.Replace('\n', ' ').Replace("'", "'\\''", StringComparison.Ordinal)}'"));
    }

    private static Readiness ReadinessOf(Faker faker)
    {
        string port = faker.Random.Int(1, 65535).ToString(CultureInfo.InvariantCulture);
        return faker.Random.Int(0, 4) switch
        {
            0 => Readiness.After(TimeSpan.FromMilliseconds(faker.Random.Int(0, 4999))),
            1 => Readiness.Notify,
            2 => new(ReadinessKind.Exec, TimeSpan.Zero, Command(faker)),
            3 => new(ReadinessKind.Tcp, TimeSpan.Zero, $"{faker.Internet.DomainName()}:{port}"),
            _ => new(ReadinessKind.Http, TimeSpan.Zero, faker.Internet.UrlWithPath("http")),
        };
    }

    private static string Text(Faker faker)
    {
        string odd = string.Concat(faker.Random.ListItems(
            [.. Odd.EnumerateRunes().Select(rune => rune.ToString())],
            faker.Random.Int(0, 8)));
        return faker.Random.Int(0, 3) switch
        {
            0 => "",
            1 => odd,
            2 => faker.Lorem.Paragraphs(3),
            _ => faker.Lorem.Sentence() + odd + faker.Lorem.Lines(3, "\n"),
        };
    }

    private static TimeSpan Time(Faker faker, long least) => new(faker.Random.Int(0, 3) switch
    {
        0 => faker.Random.Long(least, 1000 * TimeSpan.TicksPerMillisecond),
        1 => faker.Random.Long(1, 300) * TimeSpan.TicksPerSecond,
        2 => faker.Random.Long(1, 300) * TimeSpan.TicksPerDay,
        _ => faker.Random.Long(least, 300 * TimeSpan.TicksPerDay),
    });
}
