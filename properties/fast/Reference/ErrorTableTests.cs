using Harness.Reference.Errors;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Reference;

public class ErrorTableTests
{
    private static readonly Phase[] Phases = Enum.GetValues<Phase>();
    private static readonly ErrorOrigin[] Origins = Enum.GetValues<ErrorOrigin>();
    private static readonly ErrorKind[] Kinds = Enum.GetValues<ErrorKind>();

    [Fact]
    public void Every_cell_of_the_table_is_decided() => Assert.All(
        from phase in Phases
        from origin in Origins
        from kind in Kinds
        select (phase, origin, kind),
        cell => Assert.True(
            Enum.IsDefined(ErrorTable.Of(cell.phase, cell.origin, cell.kind))));

    [Fact]
    public void During_startup_all_errors_are_fatal() => AllAre(Phase.Starting, Treatment.Fatal);

    [Fact]
    public void During_shutdown_all_errors_are_fatal() => AllAre(Phase.Stopping, Treatment.Fatal);

    [Theory]
    [InlineData(ErrorOrigin.Request)]
    [InlineData(ErrorOrigin.Services)]
    public void Errors_that_stem_from_the_change_are_reported(ErrorOrigin origin) =>
        Assert.All(Kinds, kind =>
            Assert.Equal(Treatment.Report, ErrorTable.Of(Phase.Changing, origin, kind)));

    [Theory]
    [InlineData(ErrorOrigin.State)] // of the budget: the configuration's record is rolled back
    [InlineData(ErrorOrigin.Worker)]
    [InlineData(ErrorOrigin.Watchdog)]
    public void Errors_beside_the_change_are_treated_as_at_any_other_time(ErrorOrigin origin) =>
        Assert.All(Kinds, kind => Assert.Equal(
            ErrorTable.Of(Phase.Running, origin, kind),
            ErrorTable.Of(Phase.Changing, origin, kind)));

    [Theory]
    [InlineData(ErrorKind.Missing)]
    [InlineData(ErrorKind.Refused)]
    [InlineData(ErrorKind.TimedOut)]
    [InlineData(ErrorKind.Damaged)]
    public void What_the_watchdog_finds_is_repaired(ErrorKind kind) =>
        Assert.Equal(Treatment.Repair, ErrorTable.Of(Phase.Running, ErrorOrigin.Watchdog, kind));

    [Fact]
    public void What_the_watchdog_finds_with_the_budget_spent_is_fatal() => Assert.Equal(
        Treatment.Fatal,
        ErrorTable.Of(Phase.Running, ErrorOrigin.Watchdog, ErrorKind.Exhausted));

    [Theory]
    [InlineData(ErrorKind.Missing)]
    [InlineData(ErrorKind.Refused)]
    [InlineData(ErrorKind.TimedOut)]
    [InlineData(ErrorKind.Damaged)]
    public void A_workers_error_while_running_costs_that_worker_only(ErrorKind kind) =>
        Assert.Equal(Treatment.Restart, ErrorTable.Of(Phase.Running, ErrorOrigin.Worker, kind));

    [Fact]
    public void A_hopeless_worker_does_not_cost_the_instance() => Assert.Equal(
        Treatment.Report, ErrorTable.Of(Phase.Running, ErrorOrigin.Worker, ErrorKind.Exhausted));

    [Fact]
    public void State_that_cannot_be_kept_while_running_is_fatal() => Assert.All(Kinds, kind =>
        Assert.Equal(Treatment.Fatal, ErrorTable.Of(Phase.Running, ErrorOrigin.State, kind)));

    [Fact]
    public void A_bad_request_while_running_is_reported() => Assert.All(Kinds, kind =>
        Assert.Equal(Treatment.Report, ErrorTable.Of(Phase.Running, ErrorOrigin.Request, kind)));

    private static void AllAre(Phase phase, Treatment treatment) => Assert.All(
        from origin in Origins
        from kind in Kinds
        select (origin, kind),
        cell => Assert.Equal(treatment, ErrorTable.Of(phase, cell.origin, cell.kind)));
}
