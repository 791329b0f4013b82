using Harness.Reference.Configuration;
using Harness.Reference.Options;
using Harness.Reference.Policies.Options;
using Harness.Reference.Policies.Systems;
using Xunit;

namespace Harness.Properties.Configuration;

public sealed class The_policy_of_another_supervisor
{
    private const string Systemd = "Restart: on-failure, RestartSec: 1s, StartLimitBurst: 5";

    public static TheoryData<string> Slugs => [.. PolicyCatalogue.All.Select(one => one.Slug)];

    /// <summary>What two systems demand, since they have no default for it.</summary>
    internal static string Demanded(string slug) => slug == "akka-backoff"
        ? ", options: { minBackoff: 3s, maxBackoff: 30s, randomFactor: 0.2 }"
        : "";

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Every_one_is_taken_by_its_name_and_written_again(string slug)
    {
        SupervisorOptions options = Configs.Good(Like($"system: {slug}{Demanded(slug)}"));
        var like = Assert.IsType<LikeOptions>(options.Workers[0].Policy);
        Assert.Equal(slug, like.System);
        Assert.NotNull(options.Workers[0].Policy.Make());
        Configs.Same(options, Configs.Good(new SupervisorConfigReader().Read(
            SupervisorConfigWriter.Write(options))));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Every_version_of_every_one_is_taken(string slug) => Assert.All(
        PolicyCatalogue.Find(slug)!.Versions,
        version => Configs.Good(
            Like($"system: {slug}, version: \"{version}\"{Demanded(slug)}")));

    [Fact]
    public void All_that_is_said_is_read_in_its_order() => Assert.Equal(
        new LikeOptions("systemd")
        {
            Version = "257",
            Granularity = Granularity.Real,
            Options = [new("Restart", "on-failure"), new("RestartSec", "1s"),
                new("StartLimitBurst", "5")],
        },
        PolicyOf("system: systemd, version: \"257\", granularity: real,"
            + $" options: {{ {Systemd} }}"));

    [Fact]
    public void Only_the_system_must_be_said() =>
        Assert.Equal(new LikeOptions("systemd"), PolicyOf("system: systemd"));

    [Theory]
    [InlineData("kubernetes")]
    [InlineData("k8s")]
    public void Kubernetes_means_the_kubelet_and_is_written_as_it(string name)
    {
        SupervisorOptions options = Configs.Good(Like($"system: {name}, version: \"1.33\""));
        Assert.Equal(
            new LikeOptions("kubelet") { Version = "1.33" },
            options.Workers[0].Policy);
        Assert.Contains(
            "system: kubelet",
            SupervisorConfigWriter.Write(options).Text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kubernetes", "did you mean 'kubernetes'?")]
    [InlineData("kubernets", "did you mean 'kubernetes'?")]
    [InlineData("k8s-jop", "did you mean 'k8s-job'?")]
    public void A_name_that_is_nearly_another_one_is_a_mistake(string name, string meant) =>
        Configs.Is(Like($"system: {name}"), $"2:58: unknown system '{name}': {meant}");

    [Fact]
    public void Quotes_around_a_value_or_a_version_change_nothing() => Assert.Equal(
        PolicyOf($"system: systemd, version: \"257\", options: {{ {Systemd} }}"),
        PolicyOf("system: 'systemd', version: 257, options: { \"Restart\": \"on-failure\","
            + " RestartSec: '1s', StartLimitBurst: \"5\" }"));

    [Fact]
    public void Names_with_spaces_and_values_with_marks_are_written_so_that_they_read_back()
    {
        foreach (string keys in (string[])
        [
            "system: upstart, options: { respawn limit: 10 5 }",
            "system: elixir, options: { strategy: ':rest_for_one', restart: ':transient' }",
            "system: systemd, options: { SuccessExitStatus: \"\", RestartForceExitStatus: 7 SEGV }",
            "system: kubelet, options: { crashLoopBackOff.maxContainerRestartPeriod: 1m30s }",
        ])
        {
            SupervisorOptions options = Configs.Good(Like(keys));
            Configs.Same(options, Configs.Good(new SupervisorConfigReader().Read(
                SupervisorConfigWriter.Write(options))));
        }
    }

    [Fact]
    public void What_is_wrong_is_told_at_its_place_and_all_of_it_at_once() => Configs.Is(
        Configs.Read("""
            workers:
              - name: web
                command: web
                policy:
                  like:
                    system: systemd
                    version: "275"
                    granularity: reel
                    options:
                      Restart: on-failur
                      RestartSec: soon
                      StartLimitBrst: 5
                      Type: [oneshot]
              - { name: db, command: db, policy: { like: { system: systemdd, options: { A: 1 } } } }
              - { name: gc, command: gc, policy: { like: { version: "1" } } }

            """),
        "7:18: unknown version '275' of systemd: expected one of 252, 257; the nearest modelled"
            + " version is 257",
        "8:22: 'granularity' is 'reel': did you mean 'real'?",
        "10:20: 'Restart' is 'on-failur': did you mean 'on-failure'?",
        "11:23: 'RestartSec' is 'soon': expected a time span such as 500ms, 5s, 1min 30s or"
            + " infinity (a bare number is seconds)",
        "12:11: unknown option 'StartLimitBrst' of systemd: did you mean 'StartLimitBurst'?",
        "13:17: 'Type' is a list: it must be a single value",
        "14:56: unknown system 'systemdd': did you mean 'systemd'?",
        "15:46: missing key 'system'");

    [Theory]
    [InlineData("system: systemd, options: { Type: oneshot, Restart: always }",
        "2:102: 'Restart' is 'always': systemd refuses it for Type=oneshot")]
    [InlineData("system: systemd, options: { Restart: no, Restart: always }",
        "2:91: key 'Restart' is written twice: first on line 2")]
    [InlineData("system: systemd, options: 5",
        "2:76: 'options' is a single value: it must be a set of keys, such as"
            + " { Restart: on-failure }")]
    [InlineData("system: systemd, version: \"\"",
        "2:76: 'version' is empty: leave it out for the usual one")]
    [InlineData("system: systemd, optoins: {}",
        "2:67: unknown key 'optoins': did you mean 'options'?")]
    [InlineData("system: foreman, options: { delay: 1 }",
        "2:78: unknown option 'delay' of foreman: it has no options")]
    [InlineData("system: akka-backoff",
        "2:58: missing option 'minBackoff': akka-backoff has no default for it",
        "2:58: missing option 'maxBackoff': akka-backoff has no default for it",
        "2:58: missing option 'randomFactor': akka-backoff has no default for it")]
    public void A_mistake_is_refused(string keys, params string[] problems) =>
        Configs.Is(Like(keys), problems);

    [Fact]
    public void Two_policies_are_one_too_many() => Configs.Is(
        Configs.Worker("name: web, command: web, policy: { squid: {}, like: { system: s6 } }"),
        "2:53: a second policy, 'like': a worker has one");

    [Fact]
    public void The_nearest_policy_is_meant() => Configs.Is(
        Configs.Worker("name: web, command: web, policy: { lik: { system: s6 } }"),
        "2:42: unknown key 'lik': did you mean 'like'?");

    [Fact]
    public void The_page_about_systems_names_every_one()
    {
        string page = File.ReadAllText(PathOfPage());
        Assert.All(PolicyCatalogue.All, system => Assert.Contains(
            $"`{system.Slug}`", page, StringComparison.Ordinal));
    }

    private static ConfigReading Like(string keys) => Configs.Worker(
        $"name: web, command: web, policy: {{ like: {{ {keys} }} }}");

    private static PolicyOptions? PolicyOf(string keys) =>
        Configs.Good(Like(keys)).Workers[0].Policy;

    private static string PathOfPage()
    {
        string directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "global.json")))
        {
            directory = Path.GetDirectoryName(directory)
                ?? throw new InvalidOperationException("the tests run outside of the repository");
        }

        return Path.Combine(directory, "docs", "systems.md");
    }
}
