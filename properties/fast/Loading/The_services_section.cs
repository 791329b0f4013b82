using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Loading;

public sealed class The_services_section
{
    private const string Hang = "timeline:\n  - { at: 1s, services: hang, for: 5s }\n";

    [Fact]
    public void Left_out_or_embedded_it_is_the_supervisors_own()
    {
        Assert.Null(Files.Good(Files.Load(Files.Least)).Services);
        Assert.Null(Files.Good(Files.With("services: { kind: embedded }\n")).Services);
    }

    [Fact]
    public void External_has_the_defaults_of_the_model() => Assert.Equal(
        new ServicesSetup(),
        Files.Good(Files.With("services: { kind: external }\n")).Services);

    [Fact]
    public void Every_key_is_read() => Assert.Equal(
        new ServicesSetup
        {
            RestartDelay = TimeSpan.FromSeconds(2),
            StartLimit = 7,
            HealthyAfter = TimeSpan.FromSeconds(3),
            StartsAtBoot = false,
        },
        Files.Good(Files.With("services: { kind: external, restart-delay: 2s, start-limit: 7,"
            + " healthy-after: 3s, starts-at-boot: false }\n")).Services);

    [Fact]
    public void A_supervisor_that_no_reboot_starts_and_an_optional_worker_are_read()
    {
        Assert.False(Files.Good(
            Files.With("supervisor: { starts-at-boot: false }\n")).Supervisor.StartsAtBoot);
        Assert.True(Files.Good(
            Files.Changed("{ name: db,", "{ name: db, optional: true,")).Workers[0].IsOptional);
    }

    [Theory]
    [InlineData("{ kind: extrenal }", "9:19: 'kind' is 'extrenal': did you mean 'external'?")]
    [InlineData("{ restart-delay: 1s }", "9:11: missing key 'kind'")]
    [InlineData("{ kind: external, start-limit: 0 }",
        "9:42: 'start-limit' is '0': expected a whole number from 1 to 1000")]
    [InlineData("{ kind: external, restart-dely: 1s }",
        "9:29: unknown key 'restart-dely': did you mean 'restart-delay'?")]
    [InlineData("{ kind: embedded, start-limit: 3 }",
        "9:29: key 'start-limit' goes with 'kind: external'")]
    public void A_bad_one_is_a_problem_with_its_place(string section, string problem) =>
        Files.Is(Files.With($"services: {section}\n"), problem);

    [Theory]
    [InlineData("services: hagn, for: 1s", "11:25: 'services' is 'hagn': did you mean 'hang'?")]
    [InlineData("services: hang", "11:5: missing key 'for'")]
    [InlineData("services: crash, for: 0s",
        "11:37: 'for' is '0s': expected more than 0s, at most 400d")]
    [InlineData("service-calls: lost",
        "11:30: 'service-calls' is 'lost': expected one of not-done, done")]
    [InlineData("service-calls: done, for: 1s",
        "11:36: key 'for' does not go with 'service-calls'")]
    public void A_bad_trouble_is_a_problem_with_its_place(string fault, string problem)
    {
        string timeline = $"timeline:\n  - {{ at: 1s, {fault} }}\n";
        Files.Is(Files.With("services: { kind: external }\n" + timeline), problem);
    }

    [Fact]
    public void Nothing_is_wrong_with_a_service_manager_that_is_not_there()
    {
        const string Missing =
            "there is no external service manager: write 'services: { kind: external }'";
        Files.Is(Files.With(Hang), "10:5: " + Missing);
        Files.Is(
            Files.With("drawn:\n  - { service-calls: done, when: 5s }\n"), "9:1: " + Missing);
        Files.Good(Files.With("services: { kind: external }\n" + Hang));
    }
}
