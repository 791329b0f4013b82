using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "Service integrity is an absolute requirement" (Squid): no answer comes from settings that were
/// not tried out and accepted (law I1).
/// </summary>
internal sealed class UnacceptedSettingsNeverServe(TimeSpan canaryFor) : Checker
{
    internal static Oracle Oracle { get; } = new(
        "unaccepted-settings-never-serve", Vocabulary.Acts,
        run => new UnacceptedSettingsNeverServe(run.Scenario.Supervisor.CanaryFor))
    {
        Claim = "A client is served with the first settings, or with settings with which a canary"
            + " was ready for as long as is demanded.",
        ReachedWhen = "a canary was started",
        Unreached = "no canary was started",
    };

    private readonly HashSet<string> _accepted =
        new(StringComparer.Ordinal) { "", ConfigSetup.First };

    private readonly Dictionary<string, (string Config, Instant Since)> _ready =
        new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _configs = new(StringComparer.Ordinal);

    internal override EventGroups Reads => EventGroups.Others | EventGroups.Clients;

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        foreach ((string config, Instant since) in _ready.Values)
        {
            if (happened.At - since >= canaryFor)
            {
                _accepted.Add(config);
            }
        }

        switch (happened)
        {
            case ProcessStarted { Role: UnitRole.Canary } started:
                IsReached = true;
                _configs[started.Unit] = started.Config;
                break;
            case ProcessReady one when _configs.TryGetValue(one.Unit, out string? config):
                _ready[one.Unit] = (config, one.At);
                break;
            case ProcessExited exited:
                _ready.Remove(exited.Unit);
                _configs.Remove(exited.Unit);
                break;
            case ClientServed served when !_accepted.Contains(served.Config):
                return Finding.Fail(
                    $"a client was served by {served.Unit} with '{served.Config}', which no"
                    + " canary has proved", served);
            default:
                break;
        }

        return null;
    }
}
