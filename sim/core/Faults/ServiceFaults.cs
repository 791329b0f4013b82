using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>Something is wrong with the external service manager for a while.</summary>
/// <param name="Trouble">What.</param>
/// <param name="For">For how long; over 0.</param>
public sealed record TroubleServices(ServiceTrouble Trouble, TimeSpan For) : Fault
{
    /// <inheritdoc/>
    public override string ToYaml() => $"services: {Yaml.Of(Trouble)}, for: {Yaml.Of(For)}";
}

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
    /// <inheritdoc/>
    public override string ToYaml() => FormattableString.Invariant(
        $"service-calls: {Yaml.Of(Lost)}, times: {Times}");
}
