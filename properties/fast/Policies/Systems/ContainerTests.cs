using Xunit;

namespace Harness.Properties.Policies.Systems;

/// <summary>
/// Kubernetes, Docker and their kin: what no vector decides, and both sides of edges.
/// </summary>
public class ContainerTests
{
    private static readonly Traced Seven = new("kubelet")
    {
        Lives = [0.1m, 0.1m, 0.1m, 0.1m, 0.1m, 0.1m, 599, 0.1m], Until = 960,
    };

    [Fact]
    public void The_housekeeping_of_the_kubelet_ends_a_wait_600_s_after_the_last_start() =>
        Assert.Equal(
            [0m, 0.1m, 10.2m, 30.3m, 70.4m, 150.5m, 310.6m, 910.6m, 920.7m, 940.8m], Seven.Starts);

    [Fact]
    public void A_container_that_ran_for_exactly_600_s_is_restarted_at_once_and_begins_anew() =>
        Assert.Equal(
            [0m, 0.1m, 600.1m, 1200.1m, 1210.2m],
            new Traced("kubelet") { Lives = [0.1m, 600, 600, 0.1m], Until = 1220 }.Starts);

    [Fact]
    public void A_container_that_ran_for_less_waits_the_delay_that_is_due() => Assert.Equal(
        [0m, 0.1m, 590.1m, 610.2m],
        new Traced("kubelet") { Lives = [0.1m, 580, 0.1m], Until = 640 }.Starts);

    [Fact]
    public void A_wait_that_ends_just_when_its_entry_is_forgotten_still_counts() => Assert.Equal(
        [0m, 0.1m, 600.1m, 620.2m],
        new Traced("kubelet") { Lives = [0.1m, 590, 0.1m], Until = 640 }.Starts);

    [Theory]
    [InlineData("1s", 0.1, 1.2, 2.3, 3.4)]
    [InlineData("15s", 0.1, 10.2, 25.3, 40.4)]
    public void The_operators_most_delay_is_also_the_most_for_the_first(
        string most, double second, double third, double fourth, double fifth) => Assert.Equal(
            [0m, (decimal)second, (decimal)third, (decimal)fourth, (decimal)fifth],
            new Traced("kubelet", $"crashLoopBackOff.maxContainerRestartPeriod={most}")
            {
                Until = (decimal)fifth + 0.05m,
            }.Starts);

    [Theory]
    [InlineData("Never", "1", "failed at 0.1 (Terminated)")]
    [InlineData("Never", "0", "stopped at 0.1 (Terminated)")]
    [InlineData("OnFailure", "0", "stopped at 0.1 (Terminated)")]
    [InlineData("OnFailure", "1", "retrying")]
    [InlineData("Always", "0", "retrying")]
    public void The_exit_code_matters_only_for_whether_to_restart(
        string policy, string exit, string end) => Assert.Equal(
            end,
            new Traced("kubelet", $"restartPolicy={policy}") { Exits = [exit], Until = 9 }.End);

    [Fact]
    public void A_job_fails_with_one_failure_more_than_its_limit() => Assert.Equal(
        "failed at 10.2 (BackoffLimitExceeded)", new Traced("k8s-job", "backoffLimit=1").End);

    [Fact]
    public void A_job_of_no_failures_fails_with_the_first() => Assert.Equal(
        "failed at 0.1 (BackoffLimitExceeded)", new Traced("k8s-job", "backoffLimit=0").End);

    [Fact]
    public void A_job_whose_containers_are_restarted_counts_the_restarts() => Assert.Equal(
        "failed at 10.2 (BackoffLimitExceeded)",
        new Traced("k8s-job", "restartPolicy=OnFailure", "backoffLimit=2").End);

    [Theory]
    [InlineData(9.9999999, 0.1 + 0.2 + 9.9999999 + 0.4)]
    [InlineData(10, 0.1 + 0.2 + 10 + 0.1)]
    public void A_run_of_exactly_10_s_forgives_in_Docker(double life, double third)
    {
        decimal[] starts = new Traced("docker", "restart=always")
        {
            Lives = [0.1m, 0, (decimal)life], MostStarts = 4,
        }.Starts;
        Assert.Equal(0.2m, starts[1]);
        Assert.Equal(0.4m, starts[2]);
        Assert.Equal((decimal)third + 0.1m, starts[3], 6);
    }

    [Fact]
    public void The_number_of_on_failure_is_for_the_life_of_the_container() => Assert.Equal(
        "failed at 172800.3 (exited)",
        new Traced("docker", "restart=on-failure:1")
        {
            Lives = [86400.1m, 86400.1m], Until = 1_000_000,
        }.End);

    [Fact]
    public void A_person_who_starts_a_container_gives_it_its_number_again() => Assert.Equal(
        [0m, 0.1m, 5m, 5.1m],
        new Traced("podman", "restart=on-failure:1") { Manuals = ["5 start"] }.Starts);

    [Fact]
    public void Docker_refuses_a_number_for_always() => Assert.Equal(
        ["'restart' is 'always:3': only on-failure takes a number"],
        new Traced("docker", "restart=always:3").Problems);

    [Fact]
    public void In_Swarm_a_replacement_that_is_exactly_as_old_as_the_window_counts_no_more() =>
        Assert.Equal(
            "retrying",
            new Traced("swarm", "delay=4s", "max_attempts=2", "window=10s")
            {
                Lives = [1], Until = 99.5m,
            }.End);

    [Fact]
    public void In_Swarm_one_that_is_younger_counts() => Assert.Equal(
        "failed at 11 (shutdown)",
        new Traced("swarm", "delay=4s", "max_attempts=2", "window=10001ms")
        {
            Lives = [1], Until = 100,
        }.End);

    [Fact]
    public void In_Swarm_attempts_without_a_window_are_for_life() => Assert.Equal(
        "failed at 186410 (shutdown)",
        new Traced("swarm", "max_attempts=2")
        {
            Lives = [1, 86400, 100_000 - 1], Until = 1e6m,
        }.End);

    [Fact]
    public void Containerd_starts_at_its_next_poll() => Assert.Equal(
        [0m, 10m, 20m], new Traced("containerd") { Lives = [0.1m, 10], Until = 29 }.Starts);

    [Fact]
    public void Nomad_waits_for_the_end_of_the_window_or_fails()
    {
        Assert.Equal("failed at 30.3 (failed)", new Traced("nomad").End);
        Assert.Equal("retrying", new Traced("nomad", "mode=delay").End);
    }

    [Fact]
    public void A_failure_exactly_at_the_end_of_Nomads_window_is_still_in_it() => Assert.Equal(
        "failed at 10 (failed)",
        new Traced("nomad", "attempts=1", "interval=10s", "delay=1s") { Lives = [4, 5] }.End);

    [Fact]
    public void A_failure_after_it_opens_the_next() => Assert.Equal(
        "retrying",
        new Traced("nomad", "attempts=1", "interval=10s", "delay=1s")
        {
            Lives = [4, 5.0000001m], Until = 11,
        }.End);
}
