using Harness.Reference.Policies;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Policies.Systems;

/// <summary>
/// Inits and classic supervisors: what no vector decides, and both sides of edges.
/// </summary>
public class InitTests
{
    [Theory]
    [InlineData(9.9, 10.9)]
    [InlineData(10, 10)]
    public void Launchd_cuts_a_run_to_whole_seconds(double life, double second) => Assert.Equal(
        [0m, (decimal)second],
        new Traced("launchd", "KeepAlive=true")
        {
            Lives = [(decimal)life, null], Until = 20,
        }.Starts);

    [Fact]
    public void A_readied_s6_service_is_started_a_second_after_it_was_ready() => Assert.Equal(
        [0m, 1.3m, 3.3m],
        new Traced("s6", "notification-fd=3")
        {
            Lives = [1, 2, null], ReadyAfter = 0.3m, Until = 9,
        }.Starts);

    [Fact]
    public void A_finish_script_of_s6_is_cut_off_and_then_does_not_answer() => Assert.Equal(
        [0m, 6.1m, 12.2m],
        new Traced("s6", "finish=sleep 7") { Until = 13 }.Starts);

    [Fact]
    public void Without_a_limit_it_is_not() => Assert.Equal(
        [0m, 8.1m],
        new Traced("s6", "finish=sleep 7", "timeout-finish=0") { Until = 13 }.Starts);

    [Fact]
    public void A_death_as_old_as_the_seconds_of_permafailon_still_counts()
    {
        Assert.Equal(
            "failed at 2.3 (down)", new Traced("s6", "finish=s6-permafailon 3 3 1 true").End);
        Assert.Equal(
            "failed at 4 (down)",
            new Traced("s6", "finish=s6-permafailon 2 2 1 true") { Lives = [2, 1] }.End);
        Assert.Equal(
            "retrying",
            new Traced("s6", "finish=s6-permafailon 1 2 1 true")
            {
                Lives = [2, 1], Until = 4.5m,
            }.End);
    }

    [Fact]
    public void Deaths_that_are_not_listed_are_none() => Assert.Equal(
        "retrying", new Traced("s6", "finish=s6-permafailon 60 3 2-5,SIGSEGV true").End);

    [Fact]
    public void Finit_tries_after_1_ms_then_2_s_then_5_s_and_gives_up_after_10()
    {
        Traced service = new("finit") { Lives = [0] };
        Assert.Equal(
            [0m, 0.001m, 2.001m, 4.001m, 6.001m, 8.001m, 10.001m, 15.001m, 20.001m, 25.001m,
                30.001m],
            service.Starts);
        Assert.Equal("failed at 35.001 (crashed)", service.End);
    }

    [Fact]
    public void Finit_forgives_one_every_five_minutes_of_running() => Assert.Equal(
        [0m, 0.001m, 400.002m],
        new Traced("finit") { Lives = [0, 400, null], Until = 900 }.Starts);

    [Fact]
    public void Circus_stops_what_flaps_for_7_s_five_times()
    {
        Assert.Equal(
            [0m, 1m, 9m, 10m, 18m, 19m, 27m, 28m, 36m, 37m, 45m, 46m],
            new Traced("circus").Starts);
        Assert.Equal("failed at 47 (stopped)", new Traced("circus").End);
    }

    [Fact]
    public void What_does_not_flap_is_started_at_the_next_check() => Assert.Equal(
        [0m, 3m, 6m, 9m],
        new Traced("circus") { Lives = [2.5m], Until = 11 }.Starts);

    [Fact]
    public void The_design_of_Knot_allows_one_repair_more_than_its_code()
    {
        Assert.Equal(
            "supervisor-exited at 15 (exit 1)", new Traced("knot-manager") { Lives = [5] }.End);
        Assert.Equal(
            "supervisor-exited at 20 (exit 1)",
            new Traced("knot-manager") { Version = "design-text", Lives = [5] }.End);
    }

    /// <summary>
    /// The design loses one in 30 minutes and gains one in 29, so that it has three too many after
    /// 61 of them: ceil(61 / 30) = 3.
    /// </summary>
    [Fact]
    public void An_instability_every_29_minutes_ends_the_code_soon_and_the_design_late()
    {
        Traced every = new("knot-manager") { Lives = [0, 1740], Until = 1_000_000 };
        Assert.Equal("supervisor-exited at 3480 (exit 1)", every.End);
        Assert.Equal(
            $"supervisor-exited at {61 * 1740} (exit 1)",
            (every with { Version = "design-text" }).End);
    }

    [Fact]
    public void One_every_31_minutes_ends_neither()
    {
        Traced every = new("knot-manager") { Lives = [0, 1860], Until = 1_000_000 };
        Assert.Equal("running", every.End);
        Assert.Equal("running", (every with { Version = "design-text" }).End);
    }

    [Fact]
    public void Monit_leaves_alone_what_it_no_longer_monitors_and_ends_what_it_stops()
    {
        Traced rule = new(
            "monit", "set daemon=2", "restarts rule=if 2 restarts within 9 cycles then unmonitor")
        {
            Lives = [1, 7], Until = 8,
        };
        Assert.Equal("running", rule.End);
        Assert.Equal("failed at 4 (Not monitored)", (rule with { Until = 10 }).End);
        Assert.Equal(
            "failed at 4 (Not monitored)",
            (rule with
            {
                Options =
                [
                    "set daemon=2", "restarts rule=if 2 restarts within 9 cycles then stop",
                ],
            }).End);
    }

    [Fact]
    public void The_stop_of_supervisord_keeps_the_count_and_the_next_start_may_be_the_last()
    {
        Traced program = new("supervisord") { Lives = [0], Manuals = ["4 stop", "10 start"] };
        Assert.Equal([0m, 1m, 3m, 10m], program.Starts);
        Assert.Equal("failed at 10 (FATAL)", program.End);
    }

    [Theory]
    [InlineData("startsecs=1")]
    [InlineData("startsecs=0")]
    public void What_supervisord_cannot_spawn_is_tried_three_times_more(string startseconds)
    {
        WorkerPolicy program = new Traced("supervisord", startseconds).Policy;
        program.On(new(PolicyEventKind.Manual), Instant.Zero);
        double[] waits = [1, 2, 3];
        Instant now = Instant.Zero;
        foreach (double wait in waits)
        {
            Assert.Equal(
                RestartVerb.Wait, program.On(new(PolicyEventKind.StartFailed), now).Verb);
            Assert.Equal(now + TimeSpan.FromSeconds(wait), program.NextWake);
            now = program.NextWake!.Value;
            Assert.Equal(RestartVerb.Start, program.On(new(PolicyEventKind.Tick), now).Verb);
        }

        RestartDecision last = program.On(new(PolicyEventKind.StartFailed), now);
        Assert.Equal((RestartVerb.GiveUp, "FATAL"), (last.Verb, NativeWords.Of(last)));
    }

    [Fact]
    public void With_real_granularity_supervisord_may_take_the_dead_for_running() =>
        Assert.Contains(
        Enumerable.Range(0, 20).Select(number => new Traced("supervisord")
        {
            Lives = [0.5m + (0.01m * number)], IsRealistic = true, Until = 200,
        }),
        program => program.Starts.Length > 4);

    [Theory]
    [InlineData("0", "supervisor-exited at 0.1 (exit 0)")]
    [InlineData("SIGKILL", "supervisor-exited at 0.5 (exit 1)")]
    public void A_Squid_with_a_single_kid_ends_with_it(string exit, string end) =>
        Assert.Equal(end, new Traced("squid") { Exits = [exit] }.End);

    [Theory]
    [InlineData(0, "running")]
    [InlineData(0.5, "running")]
    public void Lives_of_9_and_a_half_seconds_are_short_and_long_by_turns(
        double phase, string end) => Assert.Equal(
            end,
            new Traced("squid", "workers=2")
            {
                Lives = [9.5m], Exits = ["SIGKILL"], Phase = (decimal)phase, Until = 3000,
            }.End);

    [Fact]
    public void A_reconfiguration_revives_a_hopeless_kid() => Assert.Equal(
        [0m, 0m, 0m, 0m, 0m, 9m, 9m],
        new Traced("squid", "workers=2")
        {
            Lives = [0], Manuals = ["9 reload"], MostStarts = 7, Until = 60,
        }.Starts);
}
