using Harness.Reference.Ports;
using Harness.Reference.State;
using Xunit;

namespace Harness.Properties.Reference;

public class ErrorBudgetTests
{
    private const int Threshold = 2;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(30);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void An_error_at_a_counter_up_to_the_threshold_may_be_repaired(int counter) =>
        Assert.False(new ErrorBudget(counter, At(1)).IsSpent(Threshold));

    [Fact]
    public void An_error_at_a_counter_over_the_threshold_is_fatal() =>
        Assert.True(new ErrorBudget(3, At(1)).IsSpent(Threshold));

    [Fact]
    public void Exactly_three_errors_in_a_row_are_repaired()
    {
        ErrorBudget budget = ErrorBudget.Fresh(Instant.Zero, Every);
        int repairs = 0;
        while (!budget.IsSpent(Threshold))
        {
            budget = budget.Counted();
            repairs++;
        }

        Assert.Equal(3, repairs);
    }

    [Fact]
    public void A_fresh_budget_has_counted_nothing() =>
        Assert.Equal(new ErrorBudget(0, At(47)), ErrorBudget.Fresh(At(17), Every));

    [Fact]
    public void The_counter_stays_up_to_the_last_tick_of_its_interval()
    {
        ErrorBudget budget = ErrorBudget.Fresh(Instant.Zero, Every).Counted();
        Assert.Equal(1, budget.At(new Instant(Every.Ticks - 1), Every).Counter);
    }

    [Fact]
    public void The_counter_goes_down_at_the_very_end_of_its_interval()
    {
        ErrorBudget budget = ErrorBudget.Fresh(Instant.Zero, Every).Counted();
        Assert.Equal(0, budget.At(At(30), Every).Counter);
    }

    [Fact]
    public void One_decrease_makes_room_for_exactly_one_more_repair()
    {
        ErrorBudget spent = ErrorBudget.Fresh(Instant.Zero, Every).Counted().Counted().Counted();
        ErrorBudget later = spent.At(At(30), Every);
        Assert.False(later.IsSpent(Threshold));
        Assert.True(later.Counted().IsSpent(Threshold));
    }

    [Fact]
    public void An_error_does_not_restart_the_interval()
    {
        ErrorBudget budget = ErrorBudget.Fresh(Instant.Zero, Every).At(At(29), Every).Counted();
        Assert.Equal(At(30), budget.NextDecrease);
        Assert.Equal(0, budget.At(At(30), Every).Counter);
    }

    [Fact]
    public void An_interval_in_which_nothing_was_counted_earns_nothing()
    {
        ErrorBudget budget = ErrorBudget.Fresh(Instant.Zero, Every).At(At(300), Every).Counted();
        Assert.Equal(1, budget.Counter);
    }

    [Fact]
    public void The_counter_never_goes_below_zero()
    {
        ErrorBudget budget = ErrorBudget.Fresh(Instant.Zero, Every).Counted();
        Assert.Equal(0, budget.At(At(60 * 24 * 365), Every).Counter);
    }

    [Fact]
    public void Every_interval_that_has_ended_counts()
    {
        var budget = new ErrorBudget(9, At(30));
        Assert.Equal(new ErrorBudget(6, At(120)), budget.At(At(119), Every));
    }

    [Fact]
    public void A_life_in_the_same_boot_finds_that_the_decay_has_gone_on()
    {
        var budget = new ErrorBudget(2, At(30));
        Assert.Equal(new ErrorBudget(1, At(60)), budget.Restored(true, At(45), Every));
    }

    [Fact]
    public void A_life_in_the_same_boot_does_not_put_the_next_decrease_off()
    {
        var budget = new ErrorBudget(2, At(30));
        Assert.Equal(budget, budget.Restored(true, new Instant(At(30).Ticks - 1), Every));
    }

    [Fact]
    public void A_life_in_another_boot_keeps_the_counter_and_begins_a_new_interval()
    {
        var budget = new ErrorBudget(2, At(30));
        Assert.Equal(new ErrorBudget(2, At(31)), budget.Restored(false, At(1), Every));
    }

    private static Instant At(int minutes) => Instant.Zero + TimeSpan.FromMinutes(minutes);
}
