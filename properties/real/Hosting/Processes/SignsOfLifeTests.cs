using Harness.Hosting.Processes;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Processes;

/// <summary>When a process that is asked again and again has last given a sign of life.</summary>
public class SignsOfLifeTests
{
    private static readonly Instant Begun = new(TimeSpan.FromSeconds(100).Ticks);

    [Fact]
    public void A_no_counts_from_the_last_yes_on()
    {
        HostedProcess process = Ready();
        process.Answer(false, At(3), NotCalled);
        process.Answer(false, At(5), NotCalled);
        Assert.Equal(At(0), process.Status(At(5)).LastSign);
        process.Answer(true, At(6), NotCalled);
        Assert.Equal(At(6), process.Status(At(6)).LastSign);
    }

    [Fact]
    public void As_long_as_nobody_asked_it_was_not_silent()
    {
        HostedProcess process = Ready();
        process.Answer(false, At(2), NotCalled);
        Assert.Equal(At(58), process.Status(At(60)).LastSign); // 2 s of silence, as before
    }

    [Fact]
    public void What_could_not_be_asked_is_not_silent()
    {
        HostedProcess process = Ready();
        process.Answer(null, At(9), NotCalled);
        Assert.Equal(At(9), process.Status(At(9)).LastSign);
    }

    [Theory]
    [InlineData(true, ProcessState.Ready)]
    [InlineData(false, ProcessState.Starting)]
    public void A_yes_makes_it_ready_and_a_no_does_not(bool answer, ProcessState state)
    {
        HostedProcess process = Starting();
        int told = 0;
        process.Answer(answer, At(1), _ => told++);
        Assert.Equal((state, answer ? 1 : 0), (process.State, told));
    }

    [Fact]
    public void What_could_not_be_asked_is_not_ready()
    {
        HostedProcess process = Starting();
        process.Answer(null, At(1), NotCalled);
        Assert.Equal(ProcessState.Starting, process.State);
    }

    private static HostedProcess Ready()
    {
        HostedProcess process = Starting();
        process.Answer(true, At(0), _ => { });
        return process;
    }

    private static HostedProcess Starting() => new(
        new ProcessRecord(
            "0123456789abcdef", "web", UnitRole.Worker, "", 1, 1, Begun.Ticks, "boot",
            new Readiness(ReadinessKind.Exec, TimeSpan.Zero, "true")),
        pidfd: -1, socket: null)
    {
        Began = DateTimeOffset.UnixEpoch,
    };

    private static Instant At(int seconds) => Begun + TimeSpan.FromSeconds(seconds);

    private static void NotCalled(HostedProcess process) =>
        Assert.Fail("it was said to be ready once more");
}
