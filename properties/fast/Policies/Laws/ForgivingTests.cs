using Harness.Reference.Policies;
using Harness.Reference.Ports;
using Xunit;
using static Harness.Properties.Policies.Rules.RuleCases;

namespace Harness.Properties.Policies.Laws;

/// <summary>
/// A reset forgets failures and not the time; a first start that fails is a first start; what was
/// given up while it ran stays down.
/// </summary>
public class ForgivingTests
{
    private static readonly PolicyTiming Real = new(TimeSpan.Zero, true);

    [Fact]
    public void Polls_of_containerd_go_on_after_a_reset()
    {
        WorkerPolicy policy = Started("containerd", 7);
        Tell(policy, PolicyEventKind.Reset, 8);

        Exit(policy, 9);

        Assert.Equal(At(17), policy.NextWake);
    }

    [Fact]
    public void Checks_of_circus_go_on_after_a_reset()
    {
        WorkerPolicy policy = Started("circus", 7.5);
        Tell(policy, PolicyEventKind.Reset, 8);

        Exit(policy, 9);

        Assert.Equal(At(9.5), policy.NextWake);
    }

    [Fact]
    public void A_stop_before_the_first_start_leaves_the_checks_of_circus_to_begin_with_it()
    {
        WorkerPolicy policy = PolicyCases.Named("circus").Make();
        Tell(policy, PolicyEventKind.Stop, 1);
        Tell(policy, PolicyEventKind.Manual, 7.5);
        Tell(policy, PolicyEventKind.Started, 7.5);

        Exit(policy, 9);

        Assert.Equal(At(9.5), policy.NextWake);
    }

    [Theory]
    [InlineData("finit restart=4; leak=7")]
    [InlineData("knot-manager design-text FIX_COUNTER_DECREASE_INTERVAL_SEC=7")]
    public void A_counter_that_runs_freely_does_so_after_a_reset(string name)
    {
        // It leaks at 12, 19 and so on; if its interval began at the boot it would at 14.
        WorkerPolicy policy = Started(name, 5);
        Tell(policy, PolicyEventKind.Reset, 6);
        Exit(policy, 10);
        StartWhenDue(policy);

        long after12 = Exit(policy.Copy(), 12.5).Count;
        Assert.Equal(name.StartsWith('f') ? 0 : 1, after12);
        Assert.Equal(after12 + 1, Exit(policy.Copy(), 11.9999999).Count);
    }

    [Fact]
    public void A_reset_makes_an_application_of_pm2_new_so_that_its_short_lives_count_again()
    {
        WorkerPolicy policy = Started("pm2", 0);
        Exit(policy, 100);
        Assert.Equal(16, ShortLives(policy, 100)); // its first 16 s are long over
        Tell(policy, PolicyEventKind.Reset, 120);

        Assert.Equal(15, ShortLives(policy, 120)); // the 16th is one too many
    }

    [Fact]
    public void A_reset_does_not_make_a_quick_death_of_a_uwsgi_worker_a_slow_one()
    {
        WorkerPolicy policy = Started("uwsgi", 100);
        Tell(policy, PolicyEventKind.Reset, 100.1);

        Assert.Equal(RestartReason.ShortLife, Exit(policy, 100.2).Because);
    }

    [Fact]
    public void An_end_that_supervisord_has_not_noticed_is_not_forgotten_by_a_reset()
    {
        WorkerPolicy policy = PolicyCases.Named("supervisord").Make(Real);
        Tell(policy, PolicyEventKind.Started, 3);
        RestartDecision late = policy.On(
            new(PolicyEventKind.Exited, ExitStatus.Code(0)), At(8), draw: 1);
        Assert.Equal(RestartReason.NotNoticed, late.Because);
        Tell(policy, PolicyEventKind.Reset, 8);

        Assert.Equal(
            RestartVerb.Rest,
            policy.On(new(PolicyEventKind.Tick), policy.NextWake!.Value).Verb);
    }

    [Fact]
    public void A_first_start_that_fails_is_counted_by_the_start_limit_of_systemd()
    {
        WorkerPolicy policy = PolicyCases.Named("systemd Restart=always").Make();
        int starts = 1;
        Tell(policy, PolicyEventKind.StartFailed, 0);
        for (int ticks = 0; ticks < 20 && policy.NextWake is { } wake; ticks++)
        {
            if (policy.On(new(PolicyEventKind.Tick), wake).Verb == RestartVerb.Start)
            {
                starts++;
                policy.On(new(PolicyEventKind.StartFailed), wake);
            }
        }

        Assert.Equal(5, starts); // StartLimitBurst
    }

    [Fact]
    public void What_monit_has_given_up_while_it_ran_stays_down_when_it_ends()
    {
        WorkerPolicy policy = Started(
            "monit set daemon=5; restarts rule=if 3 restarts within 5 cycles then unmonitor", 0);
        for (int cycle = 0; cycle < 2; cycle++)
        {
            Exit(policy, (5 * cycle) + 1);
            StartWhenDue(policy);
        }

        Assert.Equal(RestartVerb.GiveUp, Tell(policy, PolicyEventKind.Tick, 15).Verb);
        Assert.Equal(RestartDecision.Nothing, Exit(policy, 16));
        Assert.Null(policy.NextWake);
    }

    private static WorkerPolicy Started(string name, double at)
    {
        WorkerPolicy policy = PolicyCases.Named(name).Make();
        Tell(policy, PolicyEventKind.Started, at);
        return policy;
    }

    /// <summary>How many of 16 lives of half a second are followed by a start.</summary>
    private static int ShortLives(WorkerPolicy policy, double from) =>
        Enumerable.Range(0, 16).Count(life =>
        {
            Tell(policy, PolicyEventKind.Started, from + (life * 0.5));
            return Exit(policy, from + (life * 0.5) + 0.5).Verb == RestartVerb.Start;
        });

    private static void StartWhenDue(WorkerPolicy policy)
    {
        Instant at = policy.NextWake ?? At(10);
        policy.On(new(PolicyEventKind.Tick), at);
        policy.On(new(PolicyEventKind.Started), at);
    }

    private static RestartDecision Exit(WorkerPolicy policy, double at) =>
        policy.On(new(PolicyEventKind.Exited, ExitStatus.Code(1)), At(at));

    private static RestartDecision Tell(WorkerPolicy policy, PolicyEventKind kind, double at) =>
        policy.On(new(kind), At(at));
}
