using System.Collections;
using System.Globalization;
using Harness.Reference.Ports;

namespace Harness.Hosting.Processes;

/// <summary>What processes are told, and what they are recognised by.</summary>
internal sealed class WorkerEnvironment
{
    internal const string UnitKey = "HARNESS_UNIT";
    internal const string RoleKey = "HARNESS_ROLE";
    internal const string SettingsKey = "HARNESS_SETTINGS";
    internal const string StateKey = "HARNESS_STATE";
    internal const string LifeKey = "HARNESS_LIFE";
    internal const string TagKey = "HARNESS_TAG";

    // What was said to the supervisor itself, by systemd for one, is not for its workers.
    private static readonly string[] NotHandedOn =
    [
        "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID",
        "LISTEN_FDNAMES", "MAINPID", UnitKey, RoleKey, SettingsKey, StateKey, LifeKey, TagKey,
    ];

    private readonly SortedDictionary<string, string> _usual;

    /// <param name="usual">What all have; this process' own if null.</param>
    /// <param name="state">The state directory.</param>
    internal WorkerEnvironment(IReadOnlyDictionary<string, string>? usual, string state)
    {
        _usual = new SortedDictionary<string, string>(
            (usual ?? Own()).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (string key in NotHandedOn)
        {
            _usual.Remove(key);
        }

        State = state;
    }

    internal string State { get; }

    internal string? Path => _usual.GetValueOrDefault("PATH");

    /// <summary>The environment of a unit's process.</summary>
    internal SortedDictionary<string, string> Of(UnitSpec unit, string life, string socket)
    {
        SortedDictionary<string, string> all = OfProbe(unit.Name);
        all[RoleKey] = unit.Role switch
        {
            UnitRole.Worker => "worker",
            UnitRole.Canary => "canary",
            UnitRole.Surge => "surge",
        };
        all[SettingsKey] = unit.Settings;
        all[StateKey] = State;
        all[LifeKey] = life;
        all[TagKey] = unit.Tag;
        all["NOTIFY_SOCKET"] = socket;
        if (unit.Readiness.Kind == ReadinessKind.Notify)
        {
            all["WATCHDOG_USEC"] = ((long)unit.Readiness.BeatWithin.TotalMicroseconds)
                .ToString(CultureInfo.InvariantCulture);
        }

        return all;
    }

    /// <summary>The environment of what asks a unit's process whether it is ready.</summary>
    internal SortedDictionary<string, string> OfProbe(string unit) =>
        new(_usual, StringComparer.Ordinal) { [UnitKey] = unit };

    private static Dictionary<string, string> Own() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(
            one => (string)one.Key, one => (string)one.Value!, StringComparer.Ordinal);
}
