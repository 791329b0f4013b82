using Harness.Reference.Policies;
using Xunit;

namespace Harness.Properties.Policies.Systems;

/// <summary>
/// Masters of servers and libraries: what no vector decides, and both sides of edges.
/// </summary>
public class ServerTests
{
    [Fact]
    public void The_third_fault_within_the_interval_reloads_PHP_FPM()
    {
        // Faults at 0, 30, 60, 61 and 122 s: the ring is emptied by a reload.
        RestartDecision[] decisions =
        [
            .. new Traced(
                "php-fpm", "emergency_restart_threshold=3", "emergency_restart_interval=60")
            {
                Lives = [0, 30, 30, 1, 61, null], Exits = ["SIGSEGV"],
            }.Outcome.Decisions.Skip(1).Select(one => one.Decision),
        ];
        Assert.Equal(
            [false, false, true, false, false],
            decisions.Select(one => one.Because == RestartReason.MasterReload));
    }

    [Theory]
    [InlineData("SIGBUS", true)]
    [InlineData("SIGKILL", false)]
    [InlineData("11", false)]
    public void Only_faults_of_memory_count_for_PHP_FPM(string exit, bool reloads) => Assert.Equal(
        reloads,
        new Traced("php-fpm", "emergency_restart_threshold=2", "emergency_restart_interval=60")
        {
            Exits = [exit], MostStarts = 10,
        }.Outcome.Decisions.Any(one => one.Decision.Because == RestartReason.MasterReload));

    [Fact]
    public void Two_deaths_of_a_single_uWSGI_worker_within_a_second_pause_it() => Assert.Equal(
        [0m, 0m, 2m, 2m, 4m],
        new Traced("uwsgi") { Lives = [0], Until = 5.9m, MostStarts = 5 }.Starts);

    [Fact]
    public void A_vassal_at_the_most_delay_is_halved() => Assert.Equal(
        [0m, 0.001m, 1.002m, 3.003m, 4.0035m, 6.004m],
        new Traced("uwsgi", "emperor=vassals", "emperor-max-throttle=2000")
        {
            Lives = [0], MostStarts = 6,
        }.Starts);

    [Theory]
    [InlineData("1", "supervisor-exited at 0.1 (exit 1)")]
    [InlineData("SIGKILL", "supervisor-exited at 0.1 (exit 137)")]
    [InlineData("SIGTERM", "supervisor-exited at 0.1 (master exits 0)")]
    [InlineData("130", "supervisor-exited at 0.1 (master exits 130)")]
    public void HAProxy_ends_with_its_worker(string exit, string end) =>
        Assert.Equal(end, new Traced("haproxy") { Exits = [exit] }.End);

    [Theory]
    [InlineData("on", "1", "running")]
    [InlineData("off", "1", "supervisor-exited at 5 (exit 1)")]
    [InlineData("off", "SIGKILL", "supervisor-exited at 5 (exit 1)")]
    [InlineData("off", "0", "running")]
    public void The_postmaster_ends_after_a_crash_if_it_is_told_to(
        string option, string exit, string end) => Assert.Equal(
            end,
            new Traced("postmaster", $"restart_after_crash={option}")
            {
                Lives = [5], Exits = [exit], Until = 6,
            }.End);

    [Fact]
    public void A_Puma_without_workers_has_nobody_to_start_it_again() =>
        Assert.Equal("supervisor-exited at 0.1 (exit 1)", new Traced("puma").End);

    [Fact]
    public void Overmind_starts_again_or_leaves_dead_what_it_is_told_to()
    {
        Assert.Equal("stopped at 0.1 (left dead)", new Traced("overmind", "can-die=web").End);
        Assert.Equal(
            [0m, 0.1m, 0.3m],
            new Traced("overmind", "auto-restart=web")
            {
                Lives = [0.05m, 0.15m, null], Until = 1,
            }.Starts);
    }

    [Fact]
    public void Httpd_replaces_a_child_when_a_second_has_passed_and_ends_when_all_would_fail()
    {
        Assert.Equal([0m, 1.1m, 2.2m], new Traced("httpd") { Until = 2.25m }.Starts);
        Assert.Equal(
            "supervisor-exited at 0.1 (child fatal)", new Traced("httpd") { Exits = ["15"] }.End);
    }

    [Theory]
    [InlineData("BackoffType=Constant", 0, 2, 4, 6)]
    [InlineData("BackoffType=Linear", 0, 2, 6, 12)]
    [InlineData("BackoffType=Exponential", 0, 2, 6, 14)]
    public void Polly_tries_four_times(string type, int a, int b, int c, int d)
    {
        Traced call = new("polly-retry", type) { Lives = [0] };
        Assert.Equal([a, b, c, d], call.Starts);
        Assert.Equal($"failed at {d} (last outcome returned)", call.End);
    }

    [Fact]
    public void Pollys_most_delay_is_a_cap() => Assert.Equal(
        [0m, 2m, 6m, 11m, 16m, 21m],
        new Traced(
            "polly-retry", "BackoffType=Exponential", "MaxDelay=00:00:05", "MaxRetryAttempts=5")
        {
            Lives = [0],
        }.Starts);

    [Fact]
    public void Pollys_circuit_opens_at_the_hundredth_failure_and_is_tried_after_5_s()
    {
        // 10 failing calls a second, each begun at the end of the one before.
        Traced calls = new("polly-breaker") { Lives = [0.1m], Until = 20.5m };
        decimal[] starts = calls.Starts;
        Assert.Equal([9.9m, 15m, 20.1m], starts[99..]);
    }

    [Fact]
    public void Pollys_circuit_is_closed_by_a_try_that_works() => Assert.Equal(
        [0m, 1m, 7m, 8m, 9m],
        new Traced("polly-breaker", "MinimumThroughput=2")
        {
            Lives = [1], Exits = ["1", "1", "0", "0", "0"], Until = 9.5m,
        }.Starts);

    [Fact]
    public void One_failure_less_than_the_least_throughput_opens_nothing() => Assert.Equal(
        (0, 1),
        (
            new Traced("polly-breaker") { Lives = [0], MostStarts = 99 }.Pauses,
            new Traced("polly-breaker") { Lives = [0], MostStarts = 100, Until = 1 }.Pauses));

    [Fact]
    public void A_suture_supervisor_pauses_with_the_sixth_failure_at_once() => Assert.Equal(
        [0m, 0m, 0m, 0m, 0m, 0m, 15m],
        new Traced("suture") { Lives = [0], MostStarts = 7 }.Starts);

    [Fact]
    public void The_fifth_failure_at_once_is_borne() => Assert.Equal(
        6, new Traced("suture") { Lives = [0], Until = 14 }.Starts.Length);
}
