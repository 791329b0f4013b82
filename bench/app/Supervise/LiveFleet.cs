using System.Diagnostics;
using Harness.Hosting.Native;
using Harness.Reference.Ports;

namespace Harness.Bench.Supervise;

/// <summary>A fleet whose workers run: who they are, and since when.</summary>
internal sealed class LiveFleet(IFleet fleet, int workers)
{
    // runit waits for a second after a life that was shorter than one.
    private static readonly TimeSpan LeastLife = TimeSpan.FromMilliseconds(1200);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly Arrival[] _workers = new Arrival[workers];

    internal IFleet Fleet => fleet;

    internal long FirstAt => _workers.Min(worker => worker.At);

    internal long LastAt => _workers.Max(worker => worker.At);

    /// <summary>Waits until all run for the first time.</summary>
    internal void AwaitAll(Arrivals arrivals, CancellationToken stop)
    {
        for (int i = 0; i < workers; i++)
        {
            Arrival arrival = Next(arrivals, $"worker {i + 1} of {workers} to run", stop);
            Demand(_workers[arrival.Worker] == default, arrival);
            _workers[arrival.Worker] = arrival;
        }
    }

    /// <summary>What supervises.</summary>
    internal Usage Use() =>
        Usage.Of(fleet.Supervisors(_workers.Select(worker => worker.Pid).ToHashSet()));

    /// <summary>
    /// Kills a worker with KILL and waits for its new process; gives the milliseconds between.
    /// </summary>
    internal double Kill(int worker, Arrivals arrivals, CancellationToken stop)
    {
        TimeSpan young = LeastLife - Stopwatch.GetElapsedTime(_workers[worker].At);
        if (young > TimeSpan.Zero)
        {
            stop.WaitHandle.WaitOne(young);
            stop.ThrowIfCancellationRequested();
        }

        long killedAt = Stopwatch.GetTimestamp();
        if (LibC.Kill(_workers[worker].Pid, (int)Signal.Kill) != 0)
        {
            throw fleet.Broken($"{_workers[worker]} has ended by itself");
        }

        Arrival arrival = Next(arrivals, $"{_workers[worker]} to be started again", stop);
        Demand(arrival.Worker == worker, arrival);
        _workers[worker] = arrival;
        return Stopwatch.GetElapsedTime(killedAt, arrival.At).TotalMilliseconds;
    }

    private Arrival Next(Arrivals arrivals, string what, CancellationToken stop)
    {
        long since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < Patience && !fleet.HasEnded)
        {
            if (arrivals.Next(BetweenLooks, stop) is { } next)
            {
                Demand(next.Fleet == fleet.Number, next);
                return next;
            }
        }

        throw fleet.Broken($"{(fleet.HasEnded ? "ended" : "waited in vain")}, expected {what}");
    }

    // A start that nobody asked for would be taken for another one's.
    private void Demand(bool isExpected, Arrival arrival)
    {
        if (!isExpected)
        {
            throw fleet.Broken($"{arrival} was not asked for");
        }
    }
}
