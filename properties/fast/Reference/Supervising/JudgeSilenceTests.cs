using Harness.Reference.Options;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Xunit;

namespace Harness.Properties.Reference.Supervising;

/// <summary>When a process is too silent: by what is wanted now and was told then.</summary>
public class JudgeSilenceTests
{
    [Theory]
    [InlineData(0, 5, Instability.None)]
    [InlineData(0, 5.0000001, Instability.Silent)]
    [InlineData(3, 5.0000001, Instability.Silent)]
    [InlineData(20, 20, Instability.None)]
    [InlineData(20, 20.0000001, Instability.Silent)]
    public void A_life_is_judged_by_the_longer_of_both(
        double toldSeconds, double silentSeconds, Instability judged)
    {
        var identity = new ProcessIdentity(7, new Instant(1), new BootId("boot"));
        var now = new Instant(TimeSpan.FromHours(1).Ticks);
        var status = new ProcessStatus(
            "web", identity, ProcessState.Ready, now - TimeSpan.FromSeconds(silentSeconds),
            Instant.Zero, ExitStatus.Unknown)
        {
            BeatWithin = TimeSpan.FromSeconds(toldSeconds),
        };
        var worker = new WorkerOptions
        {
            Unit = new UnitSpec("web", "web", TimeSpan.Zero),
            Policy = SquidKidOptions.Default,
            SilentAfter = TimeSpan.FromSeconds(5),
        };
        Assert.Equal(judged, SlotJudge.Of(
            new SlotView(worker, identity, null), [status], now, TimeSpan.FromSeconds(2)));
    }
}
