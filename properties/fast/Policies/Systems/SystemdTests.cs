using Xunit;

namespace Harness.Properties.Policies.Systems;

/// <summary>
/// systemd's rules that no vector and no recording decides, and both sides of edges.
/// </summary>
public class SystemdTests
{
    private static readonly Traced Always = new("systemd", "Restart=always");

    [Fact]
    public void The_sixth_start_exactly_at_the_end_of_the_interval_is_refused() => Assert.Equal(
        "failed at 10 (exit-code)",
        new Traced("systemd", "Restart=always", "RestartSec=1.9") { Until = 60 }.End);

    [Fact]
    public void The_sixth_start_just_after_the_end_of_the_interval_opens_the_next() =>
        Assert.Equal(
            "retrying",
            new Traced("systemd", "Restart=always", "RestartSec=1900001us") { Until = 20 }.End);

    [Fact]
    public void Back_off_grows_by_equal_factors_and_never_forgets() => Assert.Equal(
        [0m, 0.5m, 1.5m, 3.5m, 7.5m, 15.5m, 23.5m],
        new Traced(
            "systemd", "Restart=always", "RestartSec=0.5", "RestartSteps=4",
            "RestartMaxDelaySec=8", "StartLimitIntervalSec=0")
        {
            Lives = [0], Until = 24,
        }.Starts);

    [Fact]
    public void Before_254_steps_are_ignored() => Assert.Equal(
        [0m, 0.5m, 1m, 1.5m],
        new Traced(
            "systemd", "Restart=always", "RestartSec=0.5", "RestartSteps=4",
            "RestartMaxDelaySec=8", "StartLimitIntervalSec=0")
        {
            Version = "252", Lives = [0], Until = 1.9m,
        }.Starts);

    [Fact]
    public void A_most_delay_under_the_delay_lowers_it_also_without_steps() => Assert.Equal(
        [0m, 0.1m, 0.2m],
        new Traced(
            "systemd", "Restart=always", "RestartSec=5", "RestartMaxDelaySec=100ms")
        {
            Lives = [0], Until = 0.25m,
        }.Starts);

    [Fact]
    public void A_start_during_the_delay_is_counted_twice_by_257() => Assert.Equal(
        [0m, 1m],
        new Traced(
            "systemd", "Restart=always", "RestartSec=5", "StartLimitBurst=3",
            "StartLimitIntervalSec=60")
        {
            Lives = [0], Manuals = ["1 start"], Until = 60,
        }.Starts);

    [Fact]
    public void A_start_during_the_delay_is_merged_by_252() => Assert.Equal(
        [0m, 5m, 10m],
        new Traced(
            "systemd", "Restart=always", "RestartSec=5", "StartLimitBurst=3",
            "StartLimitIntervalSec=60")
        {
            Version = "252", Lives = [0], Manuals = ["1 start"], Until = 60,
        }.Starts);

    [Fact]
    public void A_stop_during_the_delay_is_a_success() => Assert.Equal(
        "stopped at 0.15 (success)", (Always with { Manuals = ["0.15 stop"] }).End);

    [Fact]
    public void A_reset_of_a_failed_unit_makes_it_inactive_and_allows_as_many_starts_again()
    {
        Traced unit = Always with { Lives = [0], Manuals = ["2 reset"], Until = 60 };
        Assert.Equal("stopped at 2 (success)", unit.End);
        Assert.Equal(
            10, (unit with { Manuals = ["2 reset", "2 start"] }).Starts.Length);
    }

    [Theory]
    [InlineData("252", 8)]
    [InlineData("257", 5)]
    public void A_reload_of_the_manager_forgets_start_limits_up_to_252(
        string version, int starts) =>
        Assert.Equal(
            starts,
            new Traced("systemd", "Restart=always", "RestartSec=1", "StartLimitIntervalSec=60")
            {
                Version = version, Lives = [0], Manuals = ["2.5 reload"], Until = 60,
            }.Starts.Length);

    [Theory]
    [InlineData("on-failure", 2)]
    [InlineData("on-abnormal", 2)]
    [InlineData("on-watchdog", 2)]
    [InlineData("on-abort", 1)]
    [InlineData("on-success", 1)]
    [InlineData("no", 1)]
    public void A_watchdog_that_is_not_fed_ends_the_service(string restart, int starts)
    {
        var unit = new Traced("systemd", "Type=notify", $"Restart={restart}", "WatchdogSec=2")
        {
            Lives = [null], ReadyAfter = 1, Until = 4,
        };
        Assert.Equal(starts, unit.Starts.Length);
        Assert.Equal(starts == 1 ? "failed at 3 (watchdog)" : "running", unit.End);
    }

    [Fact]
    public void A_service_that_is_not_ready_in_time_is_ended_and_a_timeout_is_no_exit_code() =>
        Assert.Equal(
            [0m, 3.1m, 6.2m],
            new Traced("systemd", "Type=notify", "Restart=on-abnormal", "TimeoutStartSec=3")
            {
                Lives = [null], Until = 7,
            }.Starts);

    [Fact]
    public void One_that_is_ready_in_time_runs_on() => Assert.Equal(
        "running",
        new Traced("systemd", "Type=notify", "Restart=on-abnormal", "TimeoutStartSec=3")
        {
            Lives = [null], ReadyAfter = 3, Until = 7,
        }.End);

    [Fact]
    public void A_run_that_is_too_long_is_a_timeout_and_comes_before_a_later_watchdog() =>
        Assert.Equal(
            "failed at 2 (timeout)",
            new Traced("systemd", "RuntimeMaxSec=2", "WatchdogSec=3") { Lives = [null] }.End);

    [Theory]
    [InlineData("0", "stopped at 0.1 (success)")]
    [InlineData("SIGHUP", "stopped at 0.1 (success)")]
    [InlineData("SIGINT", "stopped at 0.1 (success)")]
    [InlineData("SIGTERM", "stopped at 0.1 (success)")]
    [InlineData("SIGPIPE", "stopped at 0.1 (success)")]
    [InlineData("SIGKILL", "failed at 0.1 (signal)")]
    [InlineData("143", "failed at 0.1 (exit-code)")]
    public void Clean_are_0_and_four_signals(string exit, string end) =>
        Assert.Equal(end, new Traced("systemd") { Exits = [exit] }.End);

    [Theory]
    [InlineData("SIGTERM", "failed at 0.1 (signal)")]
    [InlineData("0", "stopped at 0.1 (success)")]
    public void For_a_oneshot_unit_no_signal_is_clean(string exit, string end) =>
        Assert.Equal(end, new Traced("systemd", "Type=oneshot") { Exits = [exit] }.End);

    [Theory]
    [InlineData("SuccessExitStatus=TEMPFAIL 250 SIGKILL", "75")]
    [InlineData("SuccessExitStatus=TEMPFAIL 250 SIGKILL", "250")]
    [InlineData("SuccessExitStatus=TEMPFAIL 250 SIGKILL", "SIGKILL")]
    [InlineData("SuccessExitStatus=KILL", "SIGKILL")]
    public void What_is_listed_as_a_success_is_one(string option, string exit) => Assert.Equal(
        "stopped at 0.1 (success)",
        new Traced("systemd", "Restart=on-failure", option) { Exits = [exit] }.End);

    [Fact]
    public void A_oneshot_unit_refuses_to_be_restarted_always() => Assert.Equal(
        ["'Restart' is 'always': systemd refuses it for Type=oneshot"],
        new Traced("systemd", "Type=oneshot", "Restart=always").Problems);

    [Fact]
    public void With_real_granularity_all_waits_end_on_one_grid_of_250_ms()
    {
        Traced real = new("systemd", "Restart=always", "StartLimitBurst=0")
        {
            IsRealistic = true, MostStarts = 50,
        };
        decimal[] starts = [.. real.Starts.Skip(1)];
        Assert.Single(starts.Select(start => start % 0.25m).Distinct());
        Assert.All(
            starts.Zip(starts.Skip(1)),
            pair => Assert.InRange(pair.Second - pair.First, 0.2m, 0.45m));
    }
}
