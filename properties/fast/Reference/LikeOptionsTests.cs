using Harness.Reference.Policies;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Reference;

public sealed class LikeOptionsTests
{
    private static readonly LikeOptions Systemd = new("systemd")
    {
        Options = [new("Restart", "always"), new("RestartSec", "2s")],
    };

    [Fact]
    public void Two_that_say_the_same_are_equal()
    {
        LikeOptions same = Systemd with { Options = [.. Systemd.Options] };
        Assert.Equal(Systemd, same);
        Assert.Equal(Systemd.GetHashCode(), same.GetHashCode());
    }

    [Fact]
    public void Two_that_say_anything_else_or_in_another_order_are_not() => Assert.All(
        (LikeOptions[])
        [
            Systemd with { System = "s6" }, Systemd with { Version = "257" },
            Systemd with { Granularity = Granularity.Real }, Systemd with { Options = [] },
            Systemd with { Options = [.. Systemd.Options.Reverse()] },
            Systemd with { Options = [Systemd.Options[0], new("RestartSec", "3s")] },
        ],
        other => Assert.NotEqual(Systemd, other));

    [Fact]
    public void Options_that_make_no_sense_make_no_policy()
    {
        var wrong = Assert.Throws<ArgumentOutOfRangeException>(
            () => (Systemd with { Options = [new("Restart", "evr"), new("A", "1")] }).Make());
        Assert.Contains("'Restart' is 'evr'", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("unknown option 'A'", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_with_real_granularity_waits_for_a_part_of_a_tick_that_is_its_draws()
    {
        Instant ideal = Wakes(Systemd, 7);
        Assert.Equal(At(12), ideal);
        LikeOptions real = Systemd with { Granularity = Granularity.Real };
        Instant[] wakes = [.. Enumerable.Range(0, 20).Select(i =>
            Wakes(real, PolicyDraw.Of($"web-{i}", PolicyEventKind.Exited, At(10))))];
        Assert.All(wakes, wake => Assert.InRange(
            (wake - ideal).TotalMilliseconds, 0, 250));
        Assert.Distinct(wakes);
    }

    [Fact]
    public void A_draw_is_of_a_worker_an_event_and_a_time_and_of_nothing_else()
    {
        ulong draw = PolicyDraw.Of("web", PolicyEventKind.Exited, At(10));
        Assert.Equal(draw, PolicyDraw.Of("web", PolicyEventKind.Exited, At(10)));
        Assert.Equal(15_683_722_418_322_815_642UL, draw); // the same in any process
        Assert.Distinct(
        [
            draw, PolicyDraw.Of("web-1", PolicyEventKind.Exited, At(10)),
            PolicyDraw.Of("web", PolicyEventKind.StartFailed, At(10)),
            PolicyDraw.Of("web", PolicyEventKind.Exited, At(10) + new TimeSpan(1)),
        ]);
    }

    [Fact]
    public void An_end_that_is_older_than_what_was_told_before_counts_from_then_on()
    {
        WorkerPolicy policy = Systemd.Make();
        policy.On(new(PolicyEventKind.Started), At(0));
        policy.On(new(PolicyEventKind.Reset), At(20));
        policy.On(new(PolicyEventKind.Exited, ExitStatus.Code(1)), At(10));
        Assert.Equal(At(22), policy.NextWake);
    }

    [Fact]
    public void A_copy_goes_its_own_way()
    {
        WorkerPolicy policy = Systemd.Make();
        policy.On(new(PolicyEventKind.Started), At(0));
        WorkerPolicy copy = policy.Copy();
        copy.On(new(PolicyEventKind.Exited, ExitStatus.Code(1)), At(10));
        Assert.Equal(At(12), copy.NextWake);
        Assert.Null(policy.NextWake);
    }

    private static Instant Wakes(LikeOptions options, ulong draw)
    {
        WorkerPolicy policy = options.Make();
        policy.On(new(PolicyEventKind.Started), At(0), draw);
        policy.On(new(PolicyEventKind.Exited, ExitStatus.Code(1)), At(10), draw);
        return policy.NextWake!.Value;
    }

    private static Instant At(double seconds) => Instant.Zero + TimeSpan.FromSeconds(seconds);
}
