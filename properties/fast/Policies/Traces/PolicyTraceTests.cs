using Harness.Tunnel.Traces;
using Xunit;

namespace Harness.Properties.Policies.Traces;

/// <summary>How a worker under a policy is followed.</summary>
public class PolicyTraceTests
{
    [Fact]
    public void What_happens_at_the_end_of_the_observation_is_seen() => Assert.Equal(
        [0m, 1.1m], new Traced("s6") { Until = 1.1m }.Starts);

    [Fact]
    public void What_happens_after_it_is_not() => Assert.Equal(
        [0m], new Traced("s6") { Until = 1.0999999m }.Starts);

    [Fact]
    public void A_life_that_ends_at_the_end_of_the_observation_is_over() => Assert.Equal(
        "retrying", new Traced("s6") { Lives = [1], Until = 1 }.End);

    [Fact]
    public void After_the_most_starts_the_next_one_is_due() => Assert.Equal(
        (5, "retrying"),
        (
            new Traced("podman", "restart=always") { Lives = [0], MostStarts = 5 }.Starts.Length,
            new Traced("podman", "restart=always") { Lives = [0], MostStarts = 5 }.End));

    [Fact]
    public void A_restart_of_what_runs_ends_it_and_is_no_failure()
    {
        Traced unit = new("systemd", "Restart=on-failure", "StartLimitBurst=2")
        {
            Lives = [null], Manuals = ["1 restart", "2 restart", "3 restart"], Until = 9,
        };
        Assert.Equal([0m, 1m], unit.Starts);
        Assert.Equal("failed at 2 (start-limit-hit)", unit.End);
    }

    [Fact]
    public void A_start_of_what_runs_is_nothing() => Assert.Equal(
        [0m],
        new Traced("systemd", "StartLimitBurst=1")
        {
            Lives = [null], Manuals = ["1 start"], Until = 9,
        }.Starts);

    [Fact]
    public void In_a_replay_a_start_is_made_when_it_was_recorded_and_predicted_when_it_is_due()
    {
        TraceOutcome outcome = new Traced("s6")
        {
            Replayed = [0, 1.2m, 2.25m], Until = 3,
        }.Outcome;
        Assert.Equal([0m, 1.2m, 2.25m], outcome.Starts.Select(Traced.Seconds));
        Assert.Equal([0m, 1.1m, 2.3m], outcome.Predicted.Select(Traced.Seconds));
        Assert.Equal(EndState.Retrying, outcome.State);
    }

    [Fact]
    public void A_policy_that_gives_up_earlier_than_was_recorded_has_fewer_starts()
    {
        Traced unit = new("otp") { Replayed = [0, 0.1m, 0.2m, 0.3m], Until = 9 };
        Assert.Equal([0m, 0.1m], unit.Starts);
        Assert.Equal("supervisor-exited at 0.2 (shutdown)", unit.End);
    }

    [Fact]
    public void One_that_would_go_on_where_the_recording_ends_is_retrying() => Assert.Equal(
        "retrying", new Traced("s6") { Replayed = [0, 1.1m], Until = 60 }.End);

    /// <summary>
    /// Due at 9.9 s, in the window of the first start; made at 10.1 s, when it opens the next one.
    /// </summary>
    [Fact]
    public void A_start_limit_is_asked_when_the_start_was_made() => Assert.Equal(
        [0m, 10.1m],
        new Traced("systemd", "Restart=always", "RestartSec=9.8", "StartLimitBurst=1")
        {
            Replayed = [0, 10.1m], Until = 12,
        }.Starts);

    [Fact]
    public void A_refused_start_is_not_put_off_to_the_one_that_a_person_asked_for()
    {
        Traced unit = new("systemd", "Restart=always", "StartLimitBurst=1")
        {
            Manuals = ["11 start"], Replayed = [0, 11.05m], Until = 11.1m,
        };
        Assert.Equal([0m, 11.05m], unit.Starts);
        Assert.Equal(0.2m, Traced.Seconds(unit.Outcome.Decisions[2].At));
    }

    [Fact]
    public void The_same_word_draws_the_same_and_another_one_does_not()
    {
        static ulong[] Three(string seed, string id)
        {
            var draws = new Draws(seed, id);
            return [draws.Next(), draws.Next(), draws.Next()];
        }

        Assert.Equal(Three("a", "b"), Three("a", "b"));
        Assert.NotEqual(Three("a", "b"), Three("c", "b"));
        Assert.NotEqual(Three("a", "b"), Three("a", "c"));
    }
}
