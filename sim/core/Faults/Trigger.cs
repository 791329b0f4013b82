using Harness.Reference.Documents;
using Harness.Sim.Kernel;

namespace Harness.Sim.Faults;

/// <summary>When a fault is injected.</summary>
public abstract record Trigger
{
    /// <summary>The trigger as it stands in a scenario's timeline.</summary>
    public abstract string ToYaml();
}

/// <summary>At a time after the start of the run.</summary>
public sealed record AtTime(TimeSpan After) : Trigger
{
    /// <inheritdoc/>
    public override string ToYaml() => $"at: {Yaml.Of(After)}";
}

/// <summary>
/// At a moment of a port call of the supervisor: the point between an act and its record.
/// </summary>
/// <param name="Life">Which life of the supervisor, from 1.</param>
/// <param name="Call">Which of its calls, from 0.</param>
/// <param name="Moment">Where in the call.</param>
public sealed record AtCall(int Life, int Call, PortMoment Moment) : Trigger
{
    /// <inheritdoc/>
    public override string ToYaml() => FormattableString.Invariant(
        $"life: {Life}, call: {Call}, moment: {Yaml.Of(Moment)}");
}

/// <summary>
/// Before a step of the run: between any two steps something may go wrong. Every decision of the
/// run, and every moment of a port call, is before a step.
/// </summary>
/// <param name="Step">Which, from 0.</param>
public sealed record AtStep(long Step) : Trigger
{
    /// <inheritdoc/>
    public override string ToYaml() => FormattableString.Invariant($"at-step: {Step}");
}

/// <summary>
/// At a time after a start of a worker's process, so that a life can be given its exact length.
/// </summary>
/// <param name="Worker">Which worker.</param>
/// <param name="Start">Which of its starts in the run, from 1, whoever started it.</param>
/// <param name="After">How long after it.</param>
public sealed record AfterStart(string Worker, int Start, TimeSpan After) : Trigger
{
    /// <inheritdoc/>
    public override string ToYaml() => FormattableString.Invariant(
        $"of: {Worker}, start: {Start}, after: {Yaml.Of(After)}");
}
