using Harness.Reference.Ports;

namespace Harness.Sim.Faults;

/// <summary>Somebody sends the supervisor a signal: TERM, INT or HUP.</summary>
public sealed record SignalSupervisor(Signal Signal) : Fault
{
    internal static readonly FaultSyntax<SignalSupervisor> Schema = new(
        new SignalSupervisor(Signal.Term),
        FaultKey.Verb(
            "send",
            new SignalValue(
                "to kill it write 'kill: supervisor'", Signal.Hup, Signal.Int, Signal.Term),
            (SignalSupervisor one) => one.Signal, (one, signal) => one with { Signal = signal }))
    {
        Topic = FaultTopic.Supervisor,
        Effect = FaultEffect.Plain,
        About = "Somebody sends it that signal.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => machine.Supervisor.IsUp;

    internal override void Strike(IFaultTarget machine, Blow blow) => machine.Supervisor.Ask(
        Signal == Signal.Hup ? ControlVerb.Reload : ControlVerb.Stop, isSignal: true);
}
