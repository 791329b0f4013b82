using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Concurrency;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Reference;

public class WaitingTests
{
    [Theory]
    [InlineData(-10_000, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(10_000, 1)]
    [InlineData(10_001, 2)]
    [InlineData(19_000, 2)]
    [InlineData(20_000, 2)]
    [InlineData(20_001, 3)]
    public void A_piece_is_whole_milliseconds_rounded_up_and_at_least_one(long ticks, int ms) =>
        Assert.Equal(TimeSpan.FromMilliseconds(ms), Waiting.Piece(new TimeSpan(ticks)));

    [Theory]
    [InlineData(TimeSpan.TicksPerDay - 1)]
    [InlineData(TimeSpan.TicksPerDay)]
    [InlineData(TimeSpan.TicksPerDay + 1)]
    [InlineData(60 * TimeSpan.TicksPerDay)]
    [InlineData(long.MaxValue)]
    public void A_piece_is_at_most_a_day(long ticks) =>
        Assert.Equal(TimeSpan.FromDays(1), Waiting.Piece(new TimeSpan(ticks)));

    [Fact]
    public void A_wait_of_sixty_days_ends_after_sixty_days()
    {
        Instant after = default;
        InSimulation.Complete(async simulation =>
        {
            Instant due = Instant.Zero + TimeSpan.FromDays(60);
            await Waiting.Until(due, simulation.World.Time, CancellationToken.None);
            after = simulation.Now;
        });
        Assert.Equal(Instant.Zero + TimeSpan.FromDays(60), after);
    }

    [Property]
    public Property A_wait_never_ends_early_and_at_most_a_millisecond_late() => ForAll.Of(
        from ticks in Gen.Choose(0, 100_000_000)
        select ticks,
        ticks =>
        {
            Instant after = default;
            InSimulation.Complete(async simulation =>
            {
                await Waiting.Until(
                    new Instant(ticks), simulation.World.Time, CancellationToken.None);
                after = simulation.Now;
            });
            return after.Ticks >= ticks && after.Ticks - ticks < TimeSpan.TicksPerMillisecond;
        });

    [Fact]
    public void A_wait_for_what_is_past_takes_no_time()
    {
        Instant after = default;
        InSimulation.Complete(async simulation =>
        {
            await InSimulation.Sleep(simulation, TimeSpan.FromSeconds(2));
            await Waiting.Until(
                new Instant(1), simulation.World.Time, CancellationToken.None);
            after = simulation.Now;
        });
        Assert.Equal(Instant.Zero + TimeSpan.FromSeconds(2), after);
    }

    [Fact]
    public void A_wait_that_is_stopped_ends_when_it_is_stopped()
    {
        Instant after = default;
        InSimulation.Complete(async simulation =>
        {
            using var stop = new CancellationTokenSource();
            Task waiting = Waiting.Until(
                Instant.Zero + TimeSpan.FromDays(60), simulation.World.Time, stop.Token);
            await InSimulation.Sleep(simulation, TimeSpan.FromSeconds(5));
            stop.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
            after = simulation.Now;
        });
        Assert.Equal(Instant.Zero + TimeSpan.FromSeconds(5), after);
    }
}
