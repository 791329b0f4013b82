using Harness.Reference.Ports;
using Harness.Sim.Kernel;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine.Cache;

/// <summary>
/// Carries out the workers' writes, whether or not who asked for them still lives, and replies to
/// whichever life of the worker is there then.
/// </summary>
internal sealed class Disker(SimMachine machine, SharedCache cache)
{
    private static readonly LatencyRange OnTheWay =
        new(TimeSpan.FromMicroseconds(50), TimeSpan.FromMilliseconds(3));

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly Actor _actor = machine.AddActor("disker");
    private readonly List<Write> _inFlight = [];
    private readonly List<(SimProcess Holder, long Request)> _pages = [];
    private Instant _stalledUntil;
    private int _epoch;

    internal bool HasPage => _pages.Count < cache.Setup.Pages;

    internal int PagesOf(SimProcess holder) => _pages.Count(page => page.Holder == holder);

    internal int InFlightOf(SimProcess holder) => _inFlight.Count(write => write.By == holder);

    internal void StallFor(TimeSpan time)
    {
        Instant until = machine.Simulation.Now + time;
        _stalledUntil = until > _stalledUntil ? until : _stalledUntil;
    }

    internal void Ask(SimProcess by, CacheEntry entry, long request)
    {
        var write = new Write(by, entry.Key, entry.Slot, request);
        _pages.Add((by, request));
        Later(Travel(), () => Begin(write));
    }

    /// <summary>Sends a life a reply that was meant for the one before.</summary>
    internal void Misdirect(SimProcess to, long request) =>
        Later(Travel(), () => Deliver(to, to.Incarnation - 1, request));

    internal void FreePages(SimProcess holder) => _pages.RemoveAll(page => page.Holder == holder);

    internal void Clear()
    {
        _epoch++;
        _inFlight.Clear();
        _pages.Clear();
    }

    private void Begin(Write write)
    {
        if (cache.IsFenced(write.By))
        {
            return; // its page goes with everything else that this life holds
        }

        machine.Trace.Add(new WriteBegan(
            write.Key, write.Slot, write.By.Unit, write.By.Incarnation, write.Request));
        _inFlight.Add(write);
        TimeSpan takes = machine.Simulation.DrawLatency(_actor, cache.Setup.WriteIn);

        // One after the other: of two timers the later one might be the less late.
        Later(takes / 2, () =>
        {
            cache.Fill(write.Slot, write.Key, isWhole: false);
            Later(takes - (takes / 2), () => Finish(write));
        });
    }

    private void Finish(Write write)
    {
        if (_stalledUntil > machine.Simulation.Now)
        {
            Later(_stalledUntil - machine.Simulation.Now, () => Finish(write));
            return;
        }

        cache.Fill(write.Slot, write.Key, isWhole: true);
        _inFlight.Remove(write);
        machine.Trace.Add(new WriteDone(
            write.Key, write.Slot, write.By.Unit, write.By.Incarnation, write.Request));
        Later(Travel(), () => Reply(write));
    }

    // Whoever gets the reply, and whatever is made of it: the page is free again.
    private void Reply(Write write)
    {
        _pages.Remove((write.By, write.Request));
        if (machine.Processes.Living(write.By.Unit).LastOrDefault() is { } to)
        {
            Deliver(to, write.By.Incarnation, write.Request);
        }
    }

    private void Deliver(SimProcess to, int meantFor, long request)
    {
        if (to.Serves)
        {
            cache.WorkerOf(to).Receive(new ReplyTag(to.Unit, meantFor, request));
        }
        else if (to is { IsAlive: true, IsHung: true })
        {
            Later(LookAgain, () => Deliver(to, meantFor, request)); // it finds it if it goes on
        }
    }

    private TimeSpan Travel() => machine.Simulation.DrawLatency(_actor, OnTheWay);

    private void Later(TimeSpan delay, Action action)
    {
        int epoch = _epoch;
        machine.Simulation.After(_actor, delay, () =>
        {
            if (epoch == _epoch)
            {
                action();
            }
        });
    }

    private sealed record Write(SimProcess By, int Key, int Slot, long Request);
}
