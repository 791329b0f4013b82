using Harness.Properties.Configuration;
using Harness.Properties.Machine;
using Harness.Reference.Policies.Options;
using Harness.Reports;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Loading;

public sealed class The_policy_of_another_supervisor_in_a_scenario
{
    private const string Policy = "{ always: { delay: 1s } }";

    private static readonly LikeOptions Otp = new("otp")
    {
        Version = "25.2.3",
        Granularity = Granularity.Real,
        Options = [new("period", "10"), new("intensity", "3")],
    };

    public static TheoryData<string> Slugs => The_policy_of_another_supervisor.Slugs;

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Every_one_is_taken_by_its_name(string slug) => Assert.Equal(
        slug,
        Assert.IsType<LikeOptions>(Files.Good(With(
            $"system: {slug}{The_policy_of_another_supervisor.Demanded(slug)}"))
            .Workers[0].Policy).System);

    [Theory]
    [InlineData("kubernetes")]
    [InlineData("k8s")]
    public void Kubernetes_means_the_kubelet(string name) => Assert.Equal(
        new LikeOptions("kubelet"),
        Files.Good(With($"system: {name}")).Workers[0].Policy);

    [Theory]
    [InlineData("255", "257")]
    [InlineData("254", "252")]
    [InlineData("v254.7-1ubuntu8", "252")]
    public void Of_a_version_that_is_not_modelled_the_nearest_one_is_told(
        string version, string nearest) => Files.Is(
        With($"system: systemd, version: \"{version}\""),
        $"6:61: unknown version '{version}' of systemd: expected one of 252, 257; the nearest"
            + $" modelled version is {nearest}");

    [Fact]
    public void All_that_is_said_is_read() => Assert.Equal(
        Otp,
        Files.Good(With("system: otp, version: \"25.2.3\", granularity: real,"
            + " options: { period: 10, intensity: '3' }")).Workers[0].Policy);

    [Fact]
    public void What_is_wrong_is_told_at_its_place() => Files.Is(
        With("system: otp, version: \"25\", options: { intensty: 1, period: 0 }"),
        "6:57: unknown version '25' of otp: expected one of 25.2.3, 27.3.4.1; the nearest modelled"
            + " version is 25.2.3",
        "6:74: unknown option 'intensty' of otp: did you mean 'intensity'?",
        "6:95: 'period' is '0': expected a whole number, 1 or more");

    [Fact]
    public void A_scenario_that_is_written_loads_back()
    {
        Scenario scenario = Scenes.Of(
            Scenes.Worker("web") with { Policy = Otp },
            Scenes.Worker("db") with { Policy = new LikeOptions("kubelet") }) with
        {
            Clients = ClientSetup.Default,
            Claims = [new ClaimUse { Name = "comes-back" }],
        };
        string text = ScenarioWriter.Write(scenario);
        Assert.Contains(
            "policy: { like: { system: otp, version: \"25.2.3\", granularity: real,"
            + " options: { period: \"10\", intensity: \"3\" } } }", text, StringComparison.Ordinal);
        Assert.Contains(
            "policy: { like: { system: kubelet } }", text, StringComparison.Ordinal);
        Assert.Equal(
            scenario.Workers, Files.Good(Files.Load(text)).Workers);
    }

    [Fact]
    public void A_description_says_whose_rule_it_is() => Assert.Contains(
        "web: as otp 25.2.3 with period=10, intensity=3, as late as the real one;",
        ScenarioText.Of(
            Scenes.Of(Scenes.Worker("web") with { Policy = Otp }), OracleCatalog.All),
        StringComparison.Ordinal);

    [Fact]
    public void The_configuration_that_is_made_of_a_scenario_says_it_too() => Assert.Empty(
        ScenarioRunner.ProblemsOfConfigs(
            Scenes.Of(Scenes.Worker("web") with { Policy = Otp }) with
            {
                Configs = [new ConfigSetup { Name = "next" }],
            }));

    private static Harness.Sim.Loading.LoadResult With(string keys) =>
        Files.Changed(Policy, $"{{ like: {{ {keys} }} }}");
}
