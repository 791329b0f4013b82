using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// Judges a run by many oracles at once. What is so before and after an event is folded once and
/// handed to each of them, and an event that changes nothing goes to those alone that read it.
/// </summary>
internal sealed class FoldRunner
{
    private static readonly Finding _nothingSaid = Finding.NotApplicable(
        "it is judged by what a supervisor says of itself, and this one says nothing");

    private readonly WorldState _world = new();
    private readonly Case[] _all;
    private readonly Case[] _timed;
    private readonly Case[] _calls;
    private readonly Case[] _clients;
    private readonly Case[] _cache;
    private readonly Case[] _others;

    private FoldRunner(IEnumerable<Case> cases, EventGroups atLeast)
    {
        _all = [.. cases];
        _timed = [.. _all.Where(one => one.IsTimed)];
        _calls = Readers(EventGroups.Calls, atLeast);
        _clients = Readers(EventGroups.Clients, atLeast);
        _cache = Readers(EventGroups.Cache, atLeast);
        _others = Readers(EventGroups.Others, atLeast);
    }

    /// <summary>What each oracle finds, in their order; one that throws is at fault.</summary>
    /// <param name="run">What is judged.</param>
    /// <param name="oracles">Who judges.</param>
    /// <param name="atLeast">What all of them are handed, besides what they read.</param>
    internal static Finding[] Judge(
        RunView run, IReadOnlyList<Oracle> oracles,
        EventGroups atLeast = EventGroups.None)
    {
        Case[] cases = [.. oracles.Select(oracle => new Case(oracle, run))];

        // Mostly there never was a second supervisor: then one way through the trace does.
        bool isOne = ReferenceEquals(run.Events, run.Everything);
        new FoldRunner(cases.Where(one => isOne || !one.SeesEverything), atLeast)
            .Follow(run.Events, run.EndedAt);
        if (!isOne)
        {
            new FoldRunner(cases.Where(one => one.SeesEverything), atLeast)
                .Follow(run.Everything, run.EndedAt);
        }

        return [.. cases.Select(one => one.Finding!)];
    }

    private void Follow(IReadOnlyList<TraceEvent> events, Instant endedAt)
    {
        foreach (TraceEvent happened in events)
        {
            foreach (Case one in _timed)
            {
                one.Overdue(happened.At, happened.Index, _world);
            }

            Case[] readers = ReadersOf(EventGrouping.Of(happened));
            foreach (Case one in readers)
            {
                one.Before(happened, _world);
            }

            _world.Apply(happened);
            foreach (Case one in readers)
            {
                one.After(happened, _world);
            }
        }

        int last = events.Count > 0 ? events[^1].Index : -1;
        foreach (Case one in _all)
        {
            one.Overdue(endedAt, last, _world);
            one.End();
        }
    }

    private Case[] Readers(EventGroups group, EventGroups atLeast) =>
        [.. _all.Where(one => ((one.Reads | atLeast) & group) != 0)];

    private Case[] ReadersOf(EventGroups group) => group switch
    {
        EventGroups.Calls => _calls,
        EventGroups.Clients => _clients,
        EventGroups.Cache => _cache,
        EventGroups.Others => _others,
        EventGroups.None or EventGroups.All =>
            throw new InvalidOperationException($"an event is of one group, and not of {group}"),
    };

    /// <summary>One oracle's checker, until it has found something.</summary>
    private sealed class Case
    {
        private readonly Oracle _oracle;
        private readonly Checker? _checker;
        private readonly TimedChecker? _timed;

        internal Case(Oracle oracle, RunView run)
        {
            _oracle = oracle;
            try
            {
                if (run.IsMute && oracle.Vocabulary == Vocabulary.Words)
                {
                    Finding = _nothingSaid;
                    return;
                }

                _checker = oracle.Begin(run);
                _timed = _checker as TimedChecker;
                Reads = _checker?.Reads ?? EventGroups.None;
                SeesEverything = _checker?.SeesEverything ?? false;
            }
#pragma warning disable CA1031 // an oracle that throws is the harness's fault, never a pass
            catch (Exception wrong)
            {
                Finding = Threw(wrong);
            }
        }

        internal Finding? Finding { get; private set; }

        internal EventGroups Reads { get; }

        internal bool SeesEverything { get; }

        internal bool IsTimed => _timed is not null;

        internal void Overdue(Instant now, int last, WorldState world)
        {
            try
            {
                Finding ??= _timed?.Overdue(now, last, world);
            }
            catch (Exception wrong)
            {
                Finding = Threw(wrong);
            }
        }

        internal void Before(TraceEvent happened, WorldState world)
        {
            try
            {
                Finding ??= _checker?.Before(happened, world);
            }
            catch (Exception wrong)
            {
                Finding = Threw(wrong);
            }
        }

        internal void After(TraceEvent happened, WorldState world)
        {
            try
            {
                Finding ??= _checker?.After(happened, world);
            }
            catch (Exception wrong)
            {
                Finding = Threw(wrong);
            }
        }

        internal void End()
        {
            try
            {
                Finding ??= _checker?.AtEnd() ?? (_checker is { IsReached: true }
                    ? Finding.Pass
                    : Finding.NotReached(_oracle.Unreached));
            }
            catch (Exception wrong)
            {
                Finding = Threw(wrong);
            }
#pragma warning restore CA1031
        }

        private static Finding Threw(Exception wrong) => new(
            Verdict.HarnessFault, $"the oracle threw {wrong.GetType().Name}: {wrong.Message}",
            -1, -1);
    }
}
