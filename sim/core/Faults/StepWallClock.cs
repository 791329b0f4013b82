namespace Harness.Sim.Faults;

/// <summary>The wall clock is stepped.</summary>
public sealed record StepWallClock(TimeSpan By) : Fault
{
    internal static readonly FaultSyntax<StepWallClock> Schema = new(
        new StepWallClock(TimeSpan.Zero),
        FaultKey.Of<StepWallClock>("step", "wall-clock", "the monotonic clock cannot be stepped"),
        FaultKey.Must(
            "by", new DurationValue(FaultLimits.ClockStep),
            (StepWallClock one) => one.By, (one, time) => one with { By = time },
            "how far; below zero is back"))
    {
        Topic = FaultTopic.Machine,
        Effect = FaultEffect.MovesClocks,
        About = "The wall clock is stepped.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => true;

    internal override void Strike(IFaultTarget machine, Blow blow) => machine.StepWall(By);
}
