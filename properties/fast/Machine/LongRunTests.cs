using Harness.Reference.Ports;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Machine;

/// <summary>Runs that are longer than a timer of the platform can wait.</summary>
public class LongRunTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(400)]
    public void A_run_of_many_days_lasts_as_long_as_it_is_to(int days)
    {
        // Of a supervisor whose watchdog looks once a day.
        Scenario scene = Scenes.Of(Scenes.Worker()) with
        {
            RunFor = TimeSpan.FromDays(days),
            Supervisor = new SupervisorSetup { WatchdogEvery = TimeSpan.FromDays(1) },
        };
        double crash = (TimeSpan.FromDays(days) - TimeSpan.FromHours(1)).TotalSeconds;
        RunRecord run = scene.With(Scenes.Crash(crash)).Run();
        Assert.Equal(Instant.Zero + scene.RunFor, run.Outcome.EndedAt);
        Assert.Equal(2, run.All<ProcessStarted>().Length);
        Assert.Equal(["web"], run.Left());
    }
}
