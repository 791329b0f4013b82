using Harness.Reference.Changing;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Sim.Running;

/// <summary>
/// The reference supervisor with one rule changed. It runs through the whole simulation like the
/// real one; an oracle must catch it.
/// </summary>
/// <param name="Name">Words with hyphens.</param>
/// <param name="Change">The changed rule, in one sentence.</param>
/// <param name="Oracle">The oracle that was made to catch it.</param>
/// <param name="Rules">Makes the changed rules.</param>
public sealed record Mutant(string Name, string Change, string Oracle, Func<SupervisorRules> Rules)
{
    /// <summary>Its decisions about a change of the configuration.</summary>
    public Func<ChangeRules> ChangeRules { get; init; } = () => new ChangeRules();

    /// <summary>
    /// What it makes of its ports, for behaviour that no rule decides; null: nothing.
    /// </summary>
    public Func<SystemPorts, SystemPorts>? Ports { get; init; }
}
