using Harness.Reference.Concurrency;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// Gives back what dead workers have left in the shared cache: fences the dead life, waits until
/// nothing of it is in flight, and releases what it holds. "the number of such lost resources is
/// normally negligible" (Squid) is kept true that way; what cannot be drained in time stays leaked,
/// is logged with its count, and is looked at again.
/// </summary>
internal sealed class Reaper(SupervisorRun run, ISharedCache cache)
{
    // A write takes milliseconds, and Squid gives up on one after 7 s (IpcIoFile.cc). Other dead
    // lives wait meanwhile, so that this is not longer.
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly Mailbox<bool> _mail = new(run.Ports.Time);
    private readonly List<ProcessIdentity> _leaked = [];

    /// <summary>A worker has died.</summary>
    internal void Tell() => _mail.Post(true);

    /// <summary>
    /// Looks when it is told to, and every so often: workers die while no supervisor lives too.
    /// </summary>
    internal async Task Reap()
    {
        while (!run.IsEnding)
        {
            await Look();
            await _mail.Next(Instant.Now(run.Ports.Time) + run.Options.WatchdogEvery);
        }
    }

    /// <summary>
    /// Whether the holder is dead: the list of processes is the truth, under the whole identity.
    /// </summary>
    /// <param name="holding">What is held, as it was before the list was made.</param>
    /// <param name="processes">All processes, as they were after.</param>
    internal static bool IsDead(CacheHolding holding, IReadOnlyList<ProcessStatus> processes) =>
        Fates.Find(holding.Holder, processes) is not { IsAlive: true };

    private async Task Look()
    {
        while (_mail.TryNext(out _))
        {
            // However many have died, this is one look.
        }

        // In this order: who holds something now and is not on a later list is dead. The other way
        // round a worker that was started in between would be taken for a dead one.
        IReadOnlyList<CacheHolding> holdings = await cache.Holdings();
        if (holdings.Count == 0 || run.IsEnding)
        {
            return;
        }

        if (await run.Services.List() is not { } processes)
        {
            return; // who cannot tell what lives does not say that something is dead
        }

        foreach (CacheHolding holding in holdings)
        {
            if (IsDead(holding, processes) && !run.IsEnding)
            {
                await GiveBack(holding);
            }
        }
    }

    private async Task GiveBack(CacheHolding holding)
    {
        await cache.Fence(holding.Holder);

        // "All decisions or actions must preserve service integrity" (Squid): a leak does, an early
        // release does not.
        if (!await IsDrained(holding))
        {
            return;
        }

        CacheHolding released = await cache.Release(holding.Holder);
        _leaked.Remove(holding.Holder);
        run.Log(LogCode.HoldingsReleased, holding.Unit, released.Locks, released.Pages);
    }

    private async Task<bool> IsDrained(CacheHolding holding)
    {
        // What has leaked once is not waited for again, only looked at.
        bool isKnown = _leaked.Contains(holding.Holder);
        Instant until = Instant.Now(run.Ports.Time) + DrainWithin;
        while (true)
        {
            Instant askedAt = Instant.Now(run.Ports.Time);
            int inFlight = await cache.InFlight(holding.Holder);
            if (inFlight == 0)
            {
                return true;
            }

            if (isKnown || askedAt >= until || run.IsEnding)
            {
                Leak(holding, inFlight, isKnown);
                return false;
            }

            await Task.Delay(LookAgain, run.Ports.Time);
        }
    }

    private void Leak(CacheHolding holding, int inFlight, bool isKnown)
    {
        if (!isKnown)
        {
            _leaked.Add(holding.Holder);
            run.Log(LogCode.HoldingsLeaked, holding.Unit, holding.Locks, inFlight);
        }
    }
}
