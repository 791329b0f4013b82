using Harness.Reference;
using Harness.Reference.Policies;
using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>The incidents' BACKOFF, for the policy that always restarts.</summary>
internal sealed class RestartsKeepTheirDelay : IOracle
{
    public string Name => "restarts-keep-their-delay";

    public string Claim =>
        "A worker that is always restarted is not started before its delay is over, unless asked.";

    public string ReachedWhen => "a worker with a delay was started again after it had ended";

    public Finding Judge(RunView run)
    {
        Dictionary<string, TimeSpan> delays = run.Scenario.Workers
            .Where(worker => run.Scenario.Services is null // else nobody asks its policy
                && worker.Policy is AlwaysOptions { Delay.Ticks: > 0 })
            .ToDictionary(
                worker => worker.Name, worker => ((AlwaysOptions)worker.Policy).Delay,
                StringComparer.Ordinal);
        var state = new WorldState();
        var ended = new Dictionary<string, TraceEvent>(StringComparer.Ordinal);
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            switch (happened)
            {
                case ProcessExited exited when delays.ContainsKey(exited.Unit)
                    && state.Phase == LifePhase.Running && !state.IsChanging
                    && exited.Cause != ExitCause.Asked:
                    ended[exited.Unit] = exited;
                    break;
                case RequestArrived { Verb: ControlVerb.Reset or ControlVerb.Reload }:
                case Logged { Code: LogCode.ChangeAccepted } or SupervisorStarted:
                    ended.Clear(); // a person asked, or a new life found the worker missing
                    break;
                case ProcessStarted started when ended.Remove(started.Unit, out TraceEvent? end):
                    isReached = true;
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

            state.Apply(happened);
        }

        return isReached
            ? Finding.Pass
            : Finding.NotReached("no worker with a delay was started again");
    }
}
