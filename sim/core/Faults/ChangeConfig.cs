namespace Harness.Sim.Faults;

/// <summary>Somebody asks for another configuration.</summary>
/// <param name="Config">Which.</param>
/// <param name="IfMatch">
/// The configuration that the change was made from; null: from whatever is in force.
/// </param>
/// <param name="GivesUpAfter">
/// When the requester goes away without waiting for the answer; null: never.
/// </param>
public sealed record ChangeConfig(
    string Config, string? IfMatch = null, TimeSpan? GivesUpAfter = null) : Fault
{
    internal static readonly FaultSyntax<ChangeConfig> Schema = new(
        new ChangeConfig(""),
        FaultKey.Verb(
            "change", ConfigValue.Config,
            (ChangeConfig one) => one.Config, (one, config) => one with { Config = config }),
        FaultKey.MayName(
            "if-match", ConfigValue.Config,
            (ChangeConfig one) => one.IfMatch, (one, config) => one with { IfMatch = config },
            "the configuration that it was made from; left out: any"),
        FaultKey.May(
            "gives-up-after", DurationValue.Time,
            (ChangeConfig one) => one.GivesUpAfter, (one, time) => one with { GivesUpAfter = time },
            "when the requester goes away; left out: it waits for the answer"))
    {
        Topic = FaultTopic.Configurations,
        Effect = FaultEffect.Plain,
        About = "Somebody asks for that configuration.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => machine.Supervisor.IsUp;

    internal override void Strike(IFaultTarget machine, Blow blow) => machine.Supervisor.Ask(this);
}
