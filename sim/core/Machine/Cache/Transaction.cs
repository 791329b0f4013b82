using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine.Cache;

/// <summary>
/// One request of a client in one life of a worker, step by step: check, look up, read or fetch,
/// answer, store. If that life dies it goes no further, and what it has locked stays locked.
/// </summary>
internal sealed class Transaction(
    SimMachine machine, SharedCache cache, SimProcess process, CacheClient client, int key)
{
    // After so many looks at an entry that somebody else is writing, it is fetched past the cache.
    private const int MostLooks = 20;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private static readonly LatencyRange Work =
        new(TimeSpan.FromMicroseconds(100), TimeSpan.FromMilliseconds(5));

    private static readonly LatencyRange Reading =
        new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(10));

    private static readonly LatencyRange Fetching =
        new(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50));

    private readonly long _number = cache.NextTransaction();
    private readonly CacheWorker _worker = cache.WorkerOf(process);

    internal void Begin()
    {
        machine.Trace.Add(new TransactionBegan(
            _number, client.Number, process.Unit, process.Incarnation, key));
        Go(Draw(Work), Check);
    }

    private void Check()
    {
        bool isOver = (_worker.IsCorrupt && IsEndedBy(IntegrityKind.WorkerFault, process.Unit))
            || (cache.IsIndexCorrupt && IsEndedBy(IntegrityKind.SharedFault, "index"))
            || IsDenied()
            || (_worker.LacksHelper && IsEndedBy(IntegrityKind.ServiceFault, "helper"))
            || (_worker.TakeCorrupt(TransactionStage.Serving)
                && IsEndedBy(IntegrityKind.CorruptTransaction, ""));
        if (!isOver)
        {
            Look(1);
        }
    }

    private bool IsDenied()
    {
        if (!cache.Setup.IsPrivate(key) || !_worker.ChecksAccess)
        {
            return false;
        }

        AccessResult result = _worker.TakeFailingCheck() ? AccessResult.Failed
            : cache.Setup.MayHave(client.Number, key) ? AccessResult.Allowed
            : AccessResult.Refused;
        machine.Trace.Add(new AccessChecked(_number, client.Number, key, result));
        switch (result)
        {
            case AccessResult.Allowed:
                return false;
            case AccessResult.Refused:
                EndServing(TransactionOutcome.Denied);
                return true;
            case AccessResult.Failed:
                return IsEndedBy(IntegrityKind.AccessControlFault, "access-control");
            default:
                throw new InvalidOperationException($"unknown result {result}");
        }
    }

    private void Look(int look)
    {
        CacheEntry? entry = cache.Find(key);
        if (entry is null)
        {
            entry = cache.LockToWrite(process, key);
            Go(Draw(Fetching), () => Fetched(entry));
        }
        else if (entry.CanBeRead)
        {
            cache.LockToRead(process, entry);
            Go(Draw(Reading), () => Read(entry));
        }
        else if (look < MostLooks)
        {
            Go(LookAgain, () => Look(look + 1));
        }
        else
        {
            Go(Draw(Fetching), () => Fetched(null));
        }
    }

    private void Read(CacheEntry entry)
    {
        SlotContent content = cache.ContentOf(entry);
        if (content.IsSound)
        {
            Serve(content, isHit: true);
            cache.UnlockRead(process, entry);
            EndServing(TransactionOutcome.Done);
            return;
        }

        switch (_worker.Meet(
            _number, IntegrityKind.CorruptEntry, FormattableString.Invariant($"{key}")))
        {
            case Rung.PurgeEntry:
                SharedCache.Purge(entry);
                cache.UnlockRead(process, entry);
                Look(1); // the client waits a little longer, and gets what it asked for
                break;
            case Rung.EndTransaction:
                cache.UnlockRead(process, entry);
                EndServing(TransactionOutcome.Aborted);
                break;
            case Rung.DisableService:
                cache.UnlockRead(process, entry);
                Go(Draw(Fetching), () => Fetched(null));
                break;
            default:
                Lose(); // it does nothing more, and keeps its locks to the end
                break;
        }
    }

    private void Fetched(CacheEntry? entry)
    {
        Serve(new SlotContent(key, true, true), isHit: false);
        if (entry is null)
        {
            EndServing(TransactionOutcome.Done);
        }
        else
        {
            client.Begin();
            _worker.Store(_number, entry);
        }
    }

    /// <summary>
    /// Whether a problem ends this transaction here; it may go on without a service.
    /// </summary>
    private bool IsEndedBy(IntegrityKind kind, string subject)
    {
        switch (_worker.Meet(_number, kind, subject))
        {
            case Rung.PurgeEntry or Rung.DisableService:
                return false;
            case Rung.EndTransaction:
                EndServing(kind == IntegrityKind.AccessControlFault
                    ? TransactionOutcome.Denied
                    : TransactionOutcome.Aborted);
                return true;
            default:
                Lose();
                return true;
        }
    }

    private void Serve(SlotContent content, bool isHit) => machine.Trace.Add(new ContentServed(
        _number, client.Number, key, content.Key, content.IsWhole, content.IsSound, isHit));

    private void EndServing(TransactionOutcome outcome)
    {
        _worker.End(_number, outcome);
        client.Begin();
    }

    private void Lose()
    {
        machine.Trace.Add(new ClientRefused(client.Number, process.Unit));
        client.Begin();
    }

    private TimeSpan Draw(LatencyRange range) =>
        machine.Simulation.DrawLatency(process.Actor, range);

    private void Go(TimeSpan delay, Action step) =>
        machine.Simulation.After(process.Actor, delay, () =>
        {
            if (process.Serves)
            {
                step();
            }
            else if (process is { IsAlive: true, IsHung: true })
            {
                Go(LookAgain, step); // it may go on, as if nothing had been
            }
            else
            {
                Lose();
            }
        });
}
