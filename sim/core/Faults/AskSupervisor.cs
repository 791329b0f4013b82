using Harness.Reference.Ports;

namespace Harness.Sim.Faults;

/// <summary>Somebody asks the supervisor for something.</summary>
public sealed record AskSupervisor(ControlVerb Verb) : Fault
{
    internal static readonly FaultSyntax<AskSupervisor> Schema = new(
        new AskSupervisor(ControlVerb.Status),
        FaultKey.Verb(
            "ask", new WordValue<ControlVerb>(ControlVerb.Change),
            (AskSupervisor one) => one.Verb, (one, verb) => one with { Verb = verb }))
    {
        Topic = FaultTopic.Supervisor,
        Effect = FaultEffect.Plain,
        About = "Somebody asks it for that.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => machine.Supervisor.IsUp;

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Supervisor.Ask(Verb, isSignal: false);
}
