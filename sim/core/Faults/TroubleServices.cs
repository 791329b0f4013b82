namespace Harness.Sim.Faults;

/// <summary>Something is wrong with the external service manager for a while.</summary>
/// <param name="Trouble">What.</param>
/// <param name="For">For how long; over 0.</param>
public sealed record TroubleServices(ServiceTrouble Trouble, TimeSpan For) : Fault
{
    internal static readonly FaultSyntax<TroubleServices> Schema = new(
        new TroubleServices(ServiceTrouble.Unreachable, TimeSpan.Zero),
        FaultKey.Verb(
            "services", new WordValue<ServiceTrouble>(),
            (TroubleServices one) => one.Trouble, (one, trouble) => one with { Trouble = trouble }),
        FaultKey.Must(
            "for", DurationValue.SomeTime,
            (TroubleServices one) => one.For, (one, time) => one with { For = time },
            "for how long"))
    {
        Topic = FaultTopic.Services,
        Effect = FaultEffect.Plain,
        About = "It refuses whoever asks, does and answers nothing, tells nobody what happens, "
            + "or is gone and comes back.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) =>
        machine is { Services: not null, IsDown: false };

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Services!.Trouble(Trouble, For);
}
