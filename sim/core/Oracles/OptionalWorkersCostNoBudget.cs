using Harness.Reference.Errors;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "... or disabling the current optional service" (Squid), and no dearer than that.
/// </summary>
internal sealed class OptionalWorkersCostNoBudget : IOracle
{
    // Two looks of the watchdog find what its notice did not tell; and a call has its bound.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);

    public string Name => "optional-workers-cost-no-budget";

    public string Claim =>
        "An optional worker that failed for good is disabled, and that is told; it costs no budget"
        + " and never the supervisor.";

    public string ReachedWhen => "an optional worker was given up by the service manager";

    public Finding Judge(RunView run)
    {
        string[] optional =
            [.. run.Scenario.Workers.Where(one => one.IsOptional).Select(one => one.Name)];
        var state = new WorldState();
        var given =
            new SortedDictionary<string, (int Event, TimeSpan Able)>(StringComparer.Ordinal);
        TimeSpan bound = (2 * run.Scenario.Supervisor.WatchdogEvery) + Margin;
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            if (Untold(happened.At) is { } untold)
            {
                return Finding.Fail(untold.Because, untold.Since, happened.Index);
            }

            state.Apply(happened);
            switch (happened)
            {
                case UnitChanged { State: UnitState.GivenUp } changed
                    when optional.Contains(changed.Unit):
                    given[changed.Unit] = (happened.Index, state.AbleFor);
                    break;
                case Logged { Code: LogCode.WorkerDisabled } told:
                    isReached |= given.Remove(told.Subject);
                    break;
                case Logged { Code: LogCode.InstabilityFound } told
                    when optional.Contains(told.Subject):
                    return Finding.Fail(
                        $"{told.Subject} is optional, and its trouble is on the budget"
                        + $" ({(Instability)told.First})", happened.Index, happened.Index);
                case FatalWritten { Phase: Phase.Running } fatal
                    when optional.Contains(fatal.Subject):
                    return Finding.Fail(
                        $"{fatal.Subject} is optional, and its trouble was fatal",
                        happened.Index, happened.Index);
                case ProcessStarted started:
                    given.Remove(started.Unit);
                    break;
                case SupervisorExited or Logged { Code: LogCode.SupervisorStopping }:
                    given.Clear();
                    break;
                default:
                    break;
            }
        }

        return Untold(run.EndedAt) is { } left
            ? Finding.Fail(left.Because, left.Since, run.LastEvent)
            : isReached ? Finding.Pass
            : Finding.NotReached("no optional worker was given up");

        (string Because, int Since)? Untold(Harness.Reference.Instant now)
        {
            foreach ((string unit, (int since, TimeSpan able)) in given)
            {
                if (state.AbleUntil(now) - able > bound)
                {
                    return ($"{unit} failed for good, and nobody says so", since);
                }
            }

            return null;
        }
    }
}
