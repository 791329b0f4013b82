namespace Harness.Sim.Faults;

/// <summary>Somebody writes another configuration into the file.</summary>
public sealed record EditConfigFile(string Config) : Fault
{
    internal static readonly FaultSyntax<EditConfigFile> Schema = new(
        new EditConfigFile(""),
        FaultKey.Of<EditConfigFile>("edit", "config-file", "no other file can be edited"),
        FaultKey.Must(
            "to", ConfigValue.Config,
            (EditConfigFile one) => one.Config, (one, config) => one with { Config = config },
            "what it says from now on"))
    {
        Topic = FaultTopic.Configurations,
        Effect = FaultEffect.Plain,
        About = "Somebody writes that configuration into the file.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => true;

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.EditConfigFile(Config);
}
