namespace Harness.Sim.Faults;

/// <summary>A fault with its trigger.</summary>
public sealed record PlannedFault(Trigger Trigger, Fault Fault)
{
    /// <summary>A line of a scenario's timeline.</summary>
    public string ToYaml() => $"{{ {Trigger.ToYaml()}, {Fault.ToYaml()} }}";
}

/// <summary>
/// Every fault of one run, those of the file and those drawn from the seed: what is printed can be
/// pasted into a scenario.
/// </summary>
public sealed record FaultPlan(IReadOnlyList<PlannedFault> Faults)
{
    /// <summary>Nothing goes wrong.</summary>
    public static readonly FaultPlan None = new([]);
}
