using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>The incidents' BACKOFF, for the policy that always restarts.</summary>
internal sealed class RestartsKeepTheirDelay(Dictionary<string, TimeSpan> delays) : Checker
{
    internal static Oracle Oracle { get; } = new(
        "restarts-keep-their-delay", Vocabulary.Acts,
        run => new RestartsKeepTheirDelay(run.Scenario.Workers
            .Where(worker => run.Scenario.Services is null // else nobody asks its policy
                && worker.Policy is AlwaysOptions { Delay.Ticks: > 0 })
            .ToDictionary(
                worker => worker.Name, worker => ((AlwaysOptions)worker.Policy).Delay,
                StringComparer.Ordinal)))
    {
        Claim = "A worker that is always restarted is not started before its delay is over, unless"
            + " asked.",
        ReachedWhen = "a worker with a delay was started again after it had ended",
        Unreached = "no worker with a delay was started again",
    };

    private readonly Dictionary<string, TraceEvent> _ended = new(StringComparer.Ordinal);

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case ProcessExited exited when delays.ContainsKey(exited.Unit)
                && world.Phase == LifePhase.Running && !world.IsChanging
                && exited.Cause != ExitCause.Asked:
                _ended[exited.Unit] = exited;
                break;
            case RequestArrived { Verb: ControlVerb.Reset or ControlVerb.Reload }:
            case Logged { Code: LogCode.ChangeAccepted } or SupervisorStarted:
                _ended.Clear(); // a person asked, or a new life found the worker missing
                break;
            case ProcessStarted started when _ended.Remove(started.Unit, out TraceEvent? end):
                IsReached = true;
                if (started.At - end.At < delays[started.Unit])
                {
                    return Finding.Fail(
                        $"{started.Unit} ended at {end.At} and was started at {started.At},"
                        + $" before its {delays[started.Unit].TotalSeconds} s were over",
                        end.Index, started.Index);
                }

                break;
            default:
                break;
        }

        return null;
    }
}
