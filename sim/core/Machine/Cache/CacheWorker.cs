using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine.Cache;

/// <summary>
/// One life of a worker, as far as it works with the cache. What to do about a problem it asks the
/// rules of the system under test; what it cannot do itself it reports to its supervisor.
/// </summary>
internal sealed class CacheWorker(SimMachine machine, SharedCache cache, SimProcess process)
{
    private const string Helper = "helper";
    private const string AccessControl = "access-control";

    private readonly List<PendingWrite> _pending = [];
    private readonly UnitTroubles _troubles = cache.TroublesOf(process.Unit);
    private bool _usesHelper = true;
    private long _lastRequest;

    /// <summary>Whether the state of this life contradicts itself.</summary>
    internal bool IsCorrupt { get; set; }

    /// <summary>Whether it asks who may have what.</summary>
    internal bool ChecksAccess { get; private set; } = true;

    /// <summary>Whether it is without the help that it counts on.</summary>
    internal bool LacksHelper => _usesHelper && _troubles.HelperFails;

    internal bool TakeFailingCheck()
    {
        bool fails = _troubles.FailingChecks > 0;
        _troubles.FailingChecks -= fails ? 1 : 0;
        return fails;
    }

    internal bool TakeCorrupt(TransactionStage stage) => _troubles.Corrupt.Remove(stage);

    /// <summary>
    /// Meets a problem: the way to recover is chosen, on record, and, as far as it is not the
    /// transaction's, gone.
    /// </summary>
    internal Rung Meet(long transaction, IntegrityKind kind, string subject)
    {
        var applies = new Applicable
        {
            HasEntry = kind == IntegrityKind.CorruptEntry,
            HasTransaction = true,
            HasOptionalService = kind == IntegrityKind.ServiceFault && _usesHelper,
            IsRestartable = true,
            HasOthers = machine.Scenario.Workers.Count > 1,
        };
        Rung rung = cache.Rules.ChooseRung(new IntegrityProblem(kind, subject), applies, []);
        machine.Trace.Add(new ProblemMet(
            transaction, process.Unit, process.Incarnation, kind, subject, rung));
        if (rung == Rung.DisableService)
        {
            Disable(kind);
        }
        else if (rung >= Rung.RestartKid)
        {
            Report(new IntegrityReport(rung, kind, subject));
        }

        return rung;
    }

    /// <summary>Stores what a transaction has fetched; its client was answered already.</summary>
    internal void Store(long transaction, CacheEntry entry)
    {
        var pending = new PendingWrite(++_lastRequest, transaction, entry);
        _pending.Add(pending);
        cache.Disker.Ask(process, entry, pending.Request);
        if (_troubles.StaleReplies > 0)
        {
            _troubles.StaleReplies--;
            cache.Disker.Misdirect(process, pending.Request);
        }

        if (TakeCorrupt(TransactionStage.Storing)
            && Meet(transaction, IntegrityKind.CorruptTransaction, "") == Rung.EndTransaction)
        {
            // The write is under way: what it writes to stays locked until its reply.
            pending.IsAborted = true;
            End(transaction, TransactionOutcome.Aborted);
        }
    }

    internal void Receive(ReplyTag reply)
    {
        PendingWrite? answered = _pending.Find(one => cache.Rules.Accepts(
            reply, new ReplyTag(process.Unit, process.Incarnation, one.Request)));
        machine.Trace.Add(new ReplyDelivered(
            process.Unit, process.Incarnation, reply.Incarnation, reply.Request,
            _pending.Exists(one => one.Request == reply.Request), answered is not null));
        if (answered is null)
        {
            return;
        }

        _pending.Remove(answered);
        if (answered.IsAborted)
        {
            cache.AbortWrite(process, answered.Entry);
        }
        else
        {
            cache.FinishWrite(process, answered.Entry);
            End(answered.Transaction, TransactionOutcome.Done);
        }
    }

    internal void End(long transaction, TransactionOutcome outcome) => machine.Trace.Add(
        new TransactionEnded(transaction, process.Unit, process.Incarnation, outcome));

    private void Disable(IntegrityKind kind)
    {
        bool isAccess = kind == IntegrityKind.AccessControlFault;
        ChecksAccess &= !isAccess;
        _usesHelper &= isAccess;
        machine.Trace.Add(new ServiceDisabled(
            process.Unit, process.Incarnation, isAccess ? AccessControl : Helper));
    }

    private void Report(IntegrityReport report)
    {
        if (process.Report is null)
        {
            process.Report = report;
            machine.Trace.Add(new IntegrityReported(
                process.Unit, process.Identity.Pid, process.Incarnation, report.Asks,
                report.Kind));
            machine.Hints.AboutReport(process);
        }
    }

    private sealed class PendingWrite(long request, long transaction, CacheEntry entry)
    {
        internal long Request => request;

        internal long Transaction => transaction;

        internal CacheEntry Entry => entry;

        internal bool IsAborted { get; set; }
    }
}
