using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "... or disabling the current optional service" (Squid), and no dearer than that.
/// </summary>
internal sealed class OptionalWorkersCostNoBudget(string[] optional, TimeSpan bound) : TimedChecker
{
    // Two looks of the watchdog find what its notice did not tell; and a call has its bound.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);

    internal static Oracle Oracle { get; } = new(
        "optional-workers-cost-no-budget", Vocabulary.Words, run => new OptionalWorkersCostNoBudget(
        [.. run.Scenario.Workers.Where(one => one.IsOptional).Select(one => one.Name)],
        (2 * run.Scenario.Supervisor.WatchdogEvery) + Margin))
    {
        Claim = "An optional worker that failed for good is disabled, and that is told; it costs"
            + " no budget and never the supervisor.",
        ReachedWhen = "an optional worker was given up by the service manager",
        Unreached = "no optional worker was given up",
    };

    private readonly Deadlines<string> _given = new(
        late => $"{late.What} failed for good, and nobody says so", StringComparer.Ordinal);

    internal override Finding? Overdue(Instant now, int last, WorldState world) =>
        _given.Late(now, last, world);

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case UnitChanged { State: UnitState.GivenUp } changed
                when optional.Contains(changed.Unit):
                _given.Begin(changed.Unit, changed, world, bound);
                break;
            case Logged { Code: LogCode.WorkerDisabled } told:
                IsReached |= _given.End(told.Subject);
                break;
            case Logged { Code: LogCode.InstabilityFound } told
                when optional.Contains(told.Subject):
                return Finding.Fail(
                    $"{told.Subject} is optional, and its trouble is on the budget"
                    + $" ({(Instability)told.First})", happened);
            case FatalWritten { Phase: Phase.Running } fatal
                when optional.Contains(fatal.Subject):
                return Finding.Fail(
                    $"{fatal.Subject} is optional, and its trouble was fatal", happened);
            case ProcessStarted started:
                _given.End(started.Unit);
                break;
            case SupervisorExited or Logged { Code: LogCode.SupervisorStopping }:
                _given.Clear();
                break;
            default:
                break;
        }

        return null;
    }
}
