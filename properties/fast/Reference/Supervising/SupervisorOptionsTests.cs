using Harness.Properties.Machine;
using Harness.Reference.Lifecycle;
using Harness.Reference.Options;
using Harness.Sim.Running;
using Xunit;

namespace Harness.Properties.Reference.Supervising;

public class SupervisorOptionsTests
{
    private static SupervisorOptions Sound => ScenarioRunner.OptionsOf(
        Scenes.Of(Scenes.Worker("a"), Scenes.Worker("b")));

    [Fact]
    public void Sound_options_make_a_supervisor()
    {
        Assert.Empty(Sound.Problems());
        Assert.NotNull(new Supervisor(Sound));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        SupervisorOptions wrong = Sound with
        {
            Workers =
            [
                Sound.Workers[0],
                Sound.Workers[0] with { ReadyWithin = TimeSpan.Zero, ProbeEvery = TimeSpan.Zero },
            ],
            WatchdogEvery = TimeSpan.Zero,
            DecreaseEvery = TimeSpan.FromTicks(-1),
            ErrorThreshold = -1,
        };
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new Supervisor(wrong));
        foreach (string problem in new[]
        {
            "worker 'a' is there twice", "a: ReadyWithin must be over 0",
            "a: ProbeEvery must be over 0",
            "WatchdogEvery must be over 0", "DecreaseEvery must be over 0",
            "ErrorThreshold must be 0 or more",
        })
        {
            Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        }
    }
}
