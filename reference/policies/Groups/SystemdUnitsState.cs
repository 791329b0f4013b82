using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Systems;

namespace Harness.Reference.Policies.Groups;

/// <summary>What is queued for a unit.</summary>
public enum UnitJob
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>To be down, and to stay so.</summary>
    Stop,

    /// <summary>To be down, and then to be started.</summary>
    Restart,

    /// <summary>To be started when all that it needs is up.</summary>
    Start,

    /// <summary>
    /// To be started automatically when all that needs it, and was up, is down; its start limit is
    /// asked then.
    /// </summary>
    Auto,

    /// <summary>As Auto, but its start limit has been asked.</summary>
    Allowed,
}

/// <summary>A unit of systemd in a group.</summary>
/// <param name="Life">What its own restart settings remember.</param>
/// <param name="Phase">Where its process is.</param>
/// <param name="Job">What is queued for it.</param>
/// <param name="IsTimedOut">Whether it was told to end because a time of it was over.</param>
public readonly record struct SystemdUnit(
    LifeState<SystemdState> Life, MemberPhase Phase, UnitJob Job, bool IsTimedOut = false);

/// <summary>What systemd remembers of units that need each other.</summary>
/// <param name="Units">The units.</param>
/// <param name="IsEnding">Whether all are being stopped.</param>
/// <param name="IsOver">Whether all have been.</param>
public readonly record struct SystemdUnitsState(
    ValueList<SystemdUnit> Units, bool IsEnding, bool IsOver);
