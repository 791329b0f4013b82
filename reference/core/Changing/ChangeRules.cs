using Harness.Reference.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.Changing;

/// <summary>
/// Every decision about a change of the configuration, apart from the workflows that carry them
/// out; a mutant changes exactly one.
/// </summary>
public class ChangeRules
{
    /// <summary>
    /// Whether the watchdog looks before a change: "Before the actual change though, watchdog
    /// should be manually invoked." (Knot)
    /// </summary>
    public virtual bool LooksFirst => true;

    /// <summary>
    /// Whether a change that was made from <paramref name="ifMatch"/> may be made while
    /// <paramref name="current"/> is in force.
    /// </summary>
    public virtual bool IsFrom(string? ifMatch, string current) =>
        ifMatch is null || ifMatch == current;

    /// <summary>
    /// Whether the settings are accepted, given what became of the canary.
    /// </summary>
    /// <param name="tag">The tag of the configuration that is tried.</param>
    /// <param name="isWell">Whether the canary was ready for long enough.</param>
    public virtual bool Accepts(string tag, bool isWell) => isWell;

    /// <summary>Whether a canary tries new settings before any worker gets them.</summary>
    public virtual bool HasCanary => true;

    /// <summary>Whether a canary is ended as soon as its verdict is in.</summary>
    public virtual bool EndsCanary => true;

    /// <summary>What a canary is there for.</summary>
    public virtual UnitRole CanaryRole => UnitRole.Canary;

    /// <summary>
    /// Whether the configuration is stored before any worker runs with it, and not after all do.
    /// </summary>
    public virtual bool StoresBeforeRollout => false;

    /// <summary>
    /// Whether a stand-in is started before the first worker of a group is ended.
    /// </summary>
    public virtual bool StartsBeforeItStops => true;

    /// <summary>
    /// Whether the last good configuration is brought back when a change has failed.
    /// </summary>
    public virtual bool RollsBack => true;

    /// <summary>
    /// Whether what a crash in the middle of a change has left is brought in line.
    /// </summary>
    public virtual bool Converges => true;

    /// <summary>What the requester is told.</summary>
    public virtual ControlResult Tell(ControlResult result) => result;

    /// <summary>
    /// What of a new configuration cannot be made so while the supervisor runs.
    /// </summary>
    public virtual IReadOnlyList<string> Fixed(SupervisorOptions now, SupervisorOptions next)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(next);
        return now.StateDirectory == next.StateDirectory
            ? []
            : ["state-directory cannot be changed while the supervisor runs: expected"
                + $" {now.StateDirectory}"];
    }
}
