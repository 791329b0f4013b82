using System.Diagnostics;
using Harness.Bench.Throughput;

namespace Harness.Bench.Supervise;

/// <summary>
/// Measures all candidates side by side: each is started from nothing again and again, then all
/// live together while nothing happens, and then a worker of each is killed in every round, so that
/// whatever else the machine does meets all of them.
/// </summary>
internal sealed class SuperviseRun(
    SuperviseSize size, IReadOnlyList<Candidate> candidates, CancellationToken stop)
{
    // What a restart leaves to be done, records and logs, is not to meet the next candidate's.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    private readonly Candidate[] _present = [.. candidates.Where(one => one.Absent is null)];
    private readonly Dictionary<Candidate, List<ColdStart>> _colds = [];
    private readonly List<IFleet> _started = [];
    private readonly Dictionary<Candidate, LiveFleet> _live = [];
    private readonly Dictionary<Candidate, List<double>> _kills = [];
    private readonly Dictionary<Candidate, (Usage Use, IdleUse Idle)> _idle = [];

    /// <summary>Where its folder is made, and deleted.</summary>
    internal string Parent { get; init; } = Path.GetTempPath();

    /// <summary>One measuring; nothing of it is left behind, however it ends.</summary>
    /// <exception cref="InvalidOperationException">A candidate does not do its work.</exception>
    /// <exception cref="OperationCanceledException">It is not wanted any more.</exception>
    internal SuperviseResult Measure()
    {
        MachineFacts machine = MachineFacts.This();
        using var place = new Workplace(Parent);
        var colds = new ColdStarts(place, size.Workers, stop);
        StartColdly(colds);
        try
        {
            StartTogether(place, colds);
            Rest();
            KillInRounds(place);
        }
        finally
        {
            foreach (IFleet fleet in _started)
            {
                fleet.Stop();
            }
        }

        return new SuperviseResult(
            size, machine.AtTheEnd(), [.. candidates.Select(FiguresOf)]);
    }

    private void StartColdly(ColdStarts colds)
    {
        for (int round = 0; round < size.ColdStarts; round++)
        {
            foreach (Candidate candidate in _present)
            {
                ListOf(_colds, candidate).Add(colds.Once(candidate));
            }
        }
    }

    private void StartTogether(Workplace place, ColdStarts colds)
    {
        foreach (Candidate candidate in _present.Where(one => !one.IsForColdStarts))
        {
            IFleet fleet = candidate.Make(place, size.Workers);
            _started.Add(fleet);
            fleet.Start();
            _live.Add(candidate, colds.Await(fleet));
        }
    }

    private void Rest()
    {
        Wait(size.Settle);
        long since = Stopwatch.GetTimestamp();
        Dictionary<Candidate, Usage> before = Uses();
        Wait(size.Idle);
        TimeSpan length = Stopwatch.GetElapsedTime(since);
        foreach ((Candidate candidate, Usage after) in Uses())
        {
            _idle.Add(candidate, (after, IdleUse.Between(before[candidate], after, length)));
        }
    }

    private Dictionary<Candidate, Usage> Uses() => _live
        .Where(one => one.Key.Name != Candidates.Yardstick)
        .ToDictionary(one => one.Key, one => one.Value.Use());

    private void KillInRounds(Workplace place)
    {
        KeyValuePair<Candidate, LiveFleet>[] all = [.. _live];
        for (int round = 0; round < size.Kills; round++)
        {
            // Each goes first in its turn, so that none always follows the same other.
            for (int i = 0; i < all.Length; i++)
            {
                (Candidate candidate, LiveFleet live) = all[(round + i) % all.Length];
                ListOf(_kills, candidate).Add(
                    live.Kill(round % size.Workers, place.Arrivals, stop));
                Wait(Breath);
            }
        }
    }

    private void Wait(TimeSpan length)
    {
        stop.WaitHandle.WaitOne(length);
        stop.ThrowIfCancellationRequested();
    }

    private CandidateFigures FiguresOf(Candidate candidate)
    {
        var figures = new CandidateFigures(candidate);
        if (_colds.GetValueOrDefault(candidate) is { } colds)
        {
            figures = figures with
            {
                FirstRuns = Spread.Of(colds.Select(cold => cold.First)),
                AllRun = Spread.Of(colds.Select(cold => cold.All)),
                AllReady = colds.TrueForAll(cold => cold.Ready is not null)
                    ? Spread.Of(colds.Select(cold => cold.Ready!.Value)) : null,
                AllRunRatio = Spread.Of(colds.Zip(
                    _colds[_present[0]], (one, bare) => one.All / bare.All)),
            };
        }

        if (_idle.TryGetValue(candidate, out var idle))
        {
            figures = figures with { Memory = idle.Use, Idle = idle.Idle };
        }

        return _kills.GetValueOrDefault(candidate) is not { } kills ? figures : figures with
        {
            Kill = Quantiles.Of(kills),
            KillRatio = Spread.Of(kills.Zip(_kills[_present[0]], (one, bare) => one / bare)),
        };
    }

    private static List<T> ListOf<T>(Dictionary<Candidate, List<T>> all, Candidate candidate)
    {
        if (!all.TryGetValue(candidate, out List<T>? list))
        {
            all.Add(candidate, list = []);
        }

        return list;
    }
}
