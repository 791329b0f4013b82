namespace Harness.Reference.Keys;

/// <summary>
/// What can be said of a worker in the supervisor's configuration and in scenarios alike.
/// </summary>
public static class WorkerKeys
{
    /// <summary>Whether the service is whole without it.</summary>
    public static readonly UsualKey<bool> Optional = UsualKey.Truth(
        "optional", false, "whether the service is whole without it");

    /// <summary>The patience with a start.</summary>
    public static readonly UsualKey<TimeSpan> ReadyWithin = UsualKey.Time(
        "ready-within", KeyLimits.SomeTime, TimeSpan.FromSeconds(30),
        "the patience with a start");

    /// <summary>How often a start that is awaited is looked at.</summary>
    public static readonly UsualKey<TimeSpan> ProbeEvery = UsualKey.Time(
        "probe-every", KeyLimits.Period, TimeSpan.FromSeconds(1),
        "how often a start that is awaited is looked at");

    /// <summary>The patience with a ready process that gives no sign of life.</summary>
    public static readonly UsualKey<TimeSpan> SilentAfter = UsualKey.Time(
        "silent-after", KeyLimits.SomeTime, TimeSpan.FromSeconds(15),
        "a ready process that gives no sign of life for longer than this hangs");

    /// <summary>The patience with a process that was asked to end.</summary>
    public static readonly UsualKey<TimeSpan> Grace = UsualKey.Time(
        "grace", KeyLimits.Time, TimeSpan.FromSeconds(10),
        "from asking a process to end until killing it");
}
