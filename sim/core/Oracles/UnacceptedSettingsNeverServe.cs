using Harness.Reference;
using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "Service integrity is an absolute requirement" (Squid): no answer comes from settings that were
/// not tried out and accepted (law I1).
/// </summary>
internal sealed class UnacceptedSettingsNeverServe : IOracle
{
    public string Name => "unaccepted-settings-never-serve";

    public string Claim =>
        "A client is served with the first settings, or with settings with which a canary was ready"
        + " for as long as is demanded.";

    public string ReachedWhen => "a canary was started";

    public Finding Judge(RunView run)
    {
        var accepted = new HashSet<string>(StringComparer.Ordinal) { "", ConfigSetup.First };
        var ready = new Dictionary<string, (string Config, Instant Since)>(StringComparer.Ordinal);
        var configs = new Dictionary<string, string>(StringComparer.Ordinal);
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            foreach ((string config, Instant since) in ready.Values)
            {
                if (happened.At - since >= run.Scenario.Supervisor.CanaryFor)
                {
                    accepted.Add(config);
                }
            }

            switch (happened)
            {
                case ProcessStarted { Role: UnitRole.Canary } started:
                    isReached = true;
                    configs[started.Unit] = started.Config;
                    break;
                case ProcessReady one when configs.TryGetValue(one.Unit, out string? config):
                    ready[one.Unit] = (config, one.At);
                    break;
                case ProcessExited exited:
                    ready.Remove(exited.Unit);
                    configs.Remove(exited.Unit);
                    break;
                case ClientServed served when !accepted.Contains(served.Config):
                    return Finding.Fail(
                        $"a client was served by {served.Unit} with '{served.Config}', which no"
                        + " canary has proved", served.Index, served.Index);
                default:
                    break;
            }
        }

        return isReached ? Finding.Pass : Finding.NotReached("no canary was started");
    }
}
