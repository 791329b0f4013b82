namespace Harness.Sim.Faults;

/// <summary>What a state file is replaced with.</summary>
public enum Replacement
{
    /// <summary>Nothing: it is gone.</summary>
    Missing,

    /// <summary>A file of no bytes, as a crash between creating and writing leaves it.</summary>
    Empty,

    /// <summary>The first half of what it was.</summary>
    Torn,

    /// <summary>What it was when it was first put in place.</summary>
    Earlier,

    /// <summary>A file of a later version of the supervisor.</summary>
    Future,
}

/// <summary>The state file is replaced, durably, behind the supervisor's back.</summary>
public sealed record ReplaceState(Replacement With) : Fault
{
    internal static readonly FaultSyntax<ReplaceState> Schema = new(
        new ReplaceState(Replacement.Missing),
        FaultKey.Of<ReplaceState>("replace-file", "state", "no other file can be"),
        FaultKey.Must(
            "with", new WordValue<Replacement>(),
            (ReplaceState one) => one.With, (one, with) => one with { With = with },
            "by what: nothing, no bytes, its first half, what it was first, or a later version's"))
    {
        Topic = FaultTopic.Machine,
        Effect = FaultEffect.Plain,
        About = "The state file is replaced, durably, behind the supervisor's back.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => machine.Files.CanReplaceState(With);

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Files.ReplaceState(With);
}
