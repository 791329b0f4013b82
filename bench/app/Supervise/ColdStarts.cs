using System.Diagnostics;

namespace Harness.Bench.Supervise;

/// <summary>Starts fleets from nothing, and says how long that took.</summary>
/// <param name="place">Where they live.</param>
/// <param name="workers">How many workers each has.</param>
/// <param name="stop">Cancelled when nothing is wanted any more.</param>
internal sealed class ColdStarts(Workplace place, int workers, CancellationToken stop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Starts it, measures, and ends it.</summary>
    internal ColdStart Once(Candidate candidate)
    {
        IFleet fleet = candidate.Make(place, workers);
        try
        {
            long begun = Stopwatch.GetTimestamp();
            fleet.Start();
            LiveFleet live = Await(fleet);
            return new ColdStart(
                Stopwatch.GetElapsedTime(begun, live.FirstAt).TotalMilliseconds,
                Stopwatch.GetElapsedTime(begun, live.LastAt).TotalMilliseconds,
                live.Fleet.ReadyAt is { } at
                    ? Stopwatch.GetElapsedTime(begun, at).TotalMilliseconds : null);
        }
        finally
        {
            fleet.Stop();
            place.Sweep();
        }
    }

    /// <summary>Waits until all workers of a fleet that was started run, and are ready.</summary>
    internal LiveFleet Await(IFleet fleet)
    {
        var live = new LiveFleet(fleet, workers);
        live.AwaitAll(place.Arrivals, stop);
        long since = Stopwatch.GetTimestamp();
        while (fleet.TellsReady && fleet.ReadyAt is null)
        {
            if (Stopwatch.GetElapsedTime(since) > Patience || fleet.HasEnded)
            {
                throw fleet.Broken("waited in vain for all workers to be ready");
            }

            stop.WaitHandle.WaitOne(1);
            stop.ThrowIfCancellationRequested();
        }

        return live;
    }
}
