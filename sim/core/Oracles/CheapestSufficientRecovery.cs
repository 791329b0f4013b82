using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "Squid should use the best recovery method applicable, from the cached entry removal, to
/// transaction termination, to kid restart": exactly that one per problem, and it is carried out.
/// </summary>
internal sealed class CheapestSufficientRecovery(TimeSpan bound) : TimedChecker
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    internal static Oracle Oracle { get; } = new(
        "cheapest-sufficient-recovery", Vocabulary.Acts,
        run => new CheapestSufficientRecovery((2 * run.Scenario.Supervisor.WatchdogEvery) + Margin))
    {
        Claim = "Every problem costs exactly what it takes: an entry, a transaction, a service, a"
            + " life or the instance.",
        ReachedWhen = "a worker met a problem",
        Unreached = "no worker met a problem",
    };

    private readonly Dictionary<long, ProblemMet> _met = [];
    private readonly Dictionary<long, TransactionEnded> _ended = [];
    private readonly Deadlines<IntegrityReported> _open = new(late =>
        $"{late.What.Unit} (life {late.What.Incarnation}) asked for {late.What.Asks}, and"
        + $" {late.Bound.TotalSeconds} s later nothing has come of it");

    private int _sharedFault = -1;
    private int _last = -1;

    internal override EventGroups Reads => EventGroups.Others | EventGroups.Cache;

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case ProblemMet met:
                return Met(met);
            case TransactionEnded ended:
                return Ended(ended);
            case SignalSent { Arrived: true } sent when IsReached
                && world.Phase is LifePhase.Starting or LifePhase.Running
                && world.Of(sent.Unit).Count() == 1
                && world.FindPid(sent.Unit, sent.Pid) is { Serves: true, HasOverrun: false }:
                return Finding.Fail(
                    $"{sent.Unit} was sent {sent.Signal}, and had asked for nothing",
                    _last, sent.Index);
            case IntegrityReported report:
                _open.Begin(report, report, world, bound);
                break;
            case Logged { Code: LogCode.InstanceEnding } told:
                _open.Clear();
                return told.First == (long)InstanceEnd.Integrity && _sharedFault < 0
                    ? Finding.Fail(
                        $"the instance was ended for {told.Subject}, and nothing that all"
                        + " workers share was wrong", Math.Max(_last, 0), told.Index)
                    : null;
            case ProcessExited exited:
                _open.EndAll(one => one.Unit == exited.Unit
                    && one.Incarnation == exited.Incarnation);
                break;
            case SupervisorStarted: // every life has its own patience
                _open.Restart(world);
                break;
            case FatalWritten or Logged { Code: LogCode.SupervisorStopping }:
                _open.Clear(); // the end has its own bounds
                break;
            default:
                break;
        }

        return null;
    }

    internal override Finding? Overdue(Instant now, int last, WorldState world) =>
        _open.Late(now, last, world);

    private Finding? Met(ProblemMet met)
    {
        IsReached = true;
        _last = met.Index;
        _met[met.Number] = met;
        _sharedFault = met.Problem == IntegrityKind.SharedFault ? met.Index : _sharedFault;
        return met.Rung == Needed(met.Problem)
            ? null
            : Finding.Fail(
                $"{met.Problem} was met with {met.Rung} and not with {Needed(met.Problem)}", met);
    }

    private Finding? Ended(TransactionEnded ended)
    {
        if (!_ended.TryAdd(ended.Number, ended))
        {
            return Finding.Fail(
                $"transaction {ended.Number} ended twice", _ended[ended.Number].Index, ended.Index);
        }

        if (!_met.TryGetValue(ended.Number, out ProblemMet? met))
        {
            return ended.Outcome == TransactionOutcome.Aborted
                ? Finding.Fail($"transaction {ended.Number} was aborted, and had met no problem",
                    ended)
                : null;
        }

        bool isLost = ended.Outcome != TransactionOutcome.Done;
        return isLost == (met.Rung == Rung.EndTransaction)
            ? null
            : Finding.Fail(
                $"{met.Problem} was met with {met.Rung}, and its transaction"
                + (isLost ? " was lost" : " went on"), met.Index, ended.Index);
    }

    /// <summary>What each problem must cost, in full: the Squid document's ladder.</summary>
    private static Rung Needed(IntegrityKind problem) => problem switch
    {
        IntegrityKind.CorruptEntry => Rung.PurgeEntry,
        IntegrityKind.CorruptTransaction => Rung.EndTransaction,
        IntegrityKind.AccessControlFault => Rung.EndTransaction,
        IntegrityKind.ServiceFault => Rung.DisableService,
        IntegrityKind.WorkerFault => Rung.RestartKid,
        IntegrityKind.HopelessWorker => Rung.PauseKid,
        IntegrityKind.SharedFault => Rung.EndInstance,
    };
}
