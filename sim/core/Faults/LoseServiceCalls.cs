namespace Harness.Sim.Faults;

/// <summary>What becomes of a call to the external service manager that is not answered.</summary>
public enum LostCall
{
    /// <summary>It was lost on the way there: nothing is done.</summary>
    NotDone,

    /// <summary>Its answer was lost on the way back: it is done.</summary>
    Done,
}

/// <summary>
/// The next calls to the external service manager that change something (define, start, stop, end)
/// are not answered.
/// </summary>
/// <param name="Lost">Whether they are done all the same.</param>
/// <param name="Times">How many; at least 1.</param>
public sealed record LoseServiceCalls(LostCall Lost, int Times) : Fault
{
    internal static readonly FaultSyntax<LoseServiceCalls> Schema = new(
        new LoseServiceCalls(LostCall.NotDone, 1),
        FaultKey.Verb(
            "service-calls", new WordValue<LostCall>(),
            (LoseServiceCalls one) => one.Lost, (one, lost) => one with { Lost = lost }),
        FaultKey.Number(
            (LoseServiceCalls one) => one.Times, (one, times) => one with { Times = times },
            "how many calls"))
    {
        Topic = FaultTopic.Services,
        Effect = FaultEffect.Plain,
        About = "The next calls that change something (define, start, stop, end) are not "
            + "answered, with or without their effect.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) =>
        machine is { Services: not null, IsDown: false };

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Services!.Lose(Lost, Times);
}
