using System.Diagnostics.CodeAnalysis;
using Harness.Reference.Documents;
using Harness.Reference.Ports;

namespace Harness.Reference.Keys;

/// <summary>
/// What can be said of the supervisor in its configuration, and nearly all of it in scenarios too.
/// </summary>
public static class SupervisorKeys
{
    /// <summary>Which document is followed where the two differ.</summary>
    public static readonly UsualKey<Profile> Profile = UsualKey.Word(
        "profile", Ports.Profile.Default, "which document is followed where the two differ");

    /// <summary>Between two looks of the watchdog.</summary>
    public static readonly UsualKey<TimeSpan> WatchdogEvery = UsualKey.Time(
        "watchdog-every", KeyLimits.Period, TimeSpan.FromSeconds(5),
        "between two looks of the watchdog");

    /// <summary><c>ERROR_COUNTER_THRESHOLD</c>, 2 in the Knot document.</summary>
    public static readonly UsualKey<int> ErrorThreshold = UsualKey.Whole(
        "error-threshold", new Range<int>(0, 1000), 2,
        "an error is fatal if the counter is over this");

    /// <summary><c>ERROR_COUNTER_DECREASE_INTERVAL</c>, 30 min in the Knot document.</summary>
    public static readonly UsualKey<TimeSpan> DecreaseEvery = UsualKey.Time(
        "decrease-every", KeyLimits.Period, TimeSpan.FromMinutes(30),
        "the counter goes down by one this often");

    /// <summary>The bound of an orderly end.</summary>
    public static readonly UsualKey<TimeSpan> StopWithin = UsualKey.Time(
        "stop-within", KeyLimits.Period, TimeSpan.FromSeconds(60),
        "from the beginning of an orderly end until what is left is killed");

    /// <summary>How long a canary must stay ready.</summary>
    public static readonly UsualKey<TimeSpan> CanaryFor = UsualKey.Time(
        "canary-for", KeyLimits.Time, TimeSpan.FromSeconds(2),
        "how long a canary must stay ready");

    /// <summary>What the death of a worker costs.</summary>
    public static readonly UsualKey<OnWorkerDeath> OnWorkerDeath = UsualKey.Word(
        "on-worker-death", Ports.OnWorkerDeath.Restart,
        "what the death of a worker costs: a restart of it, or the end of the instance");

    /// <summary>What is done with a service that lacks workers.</summary>
    public static readonly UsualKey<WhenCrippled> WhenCrippled = UsualKey.Word(
        "when-crippled", Ports.WhenCrippled.Keep,
        "what is done with a service that lacks workers");

    /// <summary>Where the state is kept; of the configuration only.</summary>
    public static readonly UsualKey<string> StateDirectory = new(
        "state-directory", "/var/lib/supervisor", "where the state is kept",
        TryReadDirectory, Yaml.Quoted, [], "a path that begins with `/`, at most 1000 characters");

    private static bool TryReadDirectory(
        Field field, Values values, [MaybeNullWhen(false)] out string path)
    {
        path = values.Line(field, "path", KeyLimits.PathLetters);
        if (path is null || path.StartsWith('/'))
        {
            return path is not null;
        }

        values.Problems.Add(
            field.Value.Place,
            $"{field.What} is {Words.Quote(path)}: expected a path that begins with '/'");
        return false;
    }
}
