using Harness.Properties.Machine;
using Harness.Sim.Kernel;
using Harness.Sim.Running;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Reference.Supervising;

public class ProbeTests
{
    [Theory]
    [InlineData(1, 11)]
    [InlineData(2, 6)]
    [InlineData(11, 1)]
    public void A_start_that_is_awaited_is_looked_at_at_once_and_then_so_often(
        int everySeconds, int looks)
    {
        RunRecord run = Scenes.Of(Scenes.Worker() with
        {
            StartsIn = LatencyRange.Exactly(TimeSpan.FromSeconds(10.5)),
            ProbeEvery = TimeSpan.FromSeconds(everySeconds),
        }).Run();
        Assert.Equal(looks, run.Events
            .SkipWhile(happened => happened is not ProcessStarted)
            .TakeWhile(happened => happened is not ProcessReady)
            .Count(happened => happened is PortCalled { Operation: "list", Subject: "web" }));
    }
}
