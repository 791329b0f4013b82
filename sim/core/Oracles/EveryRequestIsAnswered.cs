using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>The derived law I10: every accepted request completes exactly once.</summary>
internal sealed class EveryRequestIsAnswered(TimeSpan perChange, bool isMute) : TimedChecker
{
    private static readonly TimeSpan AboutToEnd = TimeSpan.FromSeconds(1);

    // Nothing has to be done before the answer but a few calls through the ports.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(30);

    internal static Oracle Oracle { get; } = new(
        "every-request-is-answered", Vocabulary.Acts,
        run => new EveryRequestIsAnswered(PerChange(run.Scenario), run.IsMute))
    {
        Claim = "Whoever asks the supervisor is answered in time, once, and before it ends by"
            + " itself.",
        ReachedWhen = "somebody asked the supervisor",
        Unreached = "nobody asked the supervisor",
    };

    private readonly SortedDictionary<long, Open> _open = [];

    // Changes, also those that nobody waits for any more.
    private readonly HashSet<long> _undone = [];
    private readonly HashSet<long> _looks = [];
    private RequestAnswered? _refusedLook;

    // That a refused look was wrong shows by time that passes.
    internal override EventGroups Reads => EventGroups.All;

    internal override Finding? Overdue(Instant now, int last, WorldState world)
    {
        if (_open.Count == 0)
        {
            return null;
        }

        TimeSpan able = world.AbleUntil(now);
        foreach ((long id, Open request) in _open)
        {
            if (able - request.Able > request.Bound)
            {
                return Finding.Fail(FormattableString.Invariant(
                    $"request {id} is not answered {request.Bound.TotalSeconds} s later"),
                    request.Event, last);
            }
        }

        return null;
    }

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        // Who only wants to look is refused by a supervisor that is about to end, and by no
        // other that has said that it is running.
        _refusedLook = world.Phase == LifePhase.Running && !isMute ? _refusedLook : null;
        if (_refusedLook is { } refused && happened.At - refused.At > AboutToEnd)
        {
            return Finding.Fail(
                $"request {refused.Id}, a look at the workers, was refused",
                refused.Index, happened.Index);
        }

        switch (happened)
        {
            case RequestArrived request:
                Arrived(request, world);
                break;
            case RequestAnswered answered:
                return Answered(answered);
            case RequestWithdrawn withdrawn: // nobody is there to be answered
                _open.Remove(withdrawn.Id);
                break;
            case SupervisorExited when _open.FirstOrDefault() is { Key: > 0 } lost:
                return Finding.Fail(
                    $"request {lost.Key} was never answered",
                    lost.Value.Event, happened.Index);
            case SupervisorExited or SupervisorKilled or SupervisorCrashed:
                _open.Clear(); // the next life owes nothing for this one
                _undone.Clear();
                break;
            default:
                break;
        }

        return null;
    }

    private void Arrived(RequestArrived request, WorldState world)
    {
        if (request.Verb is ControlVerb.Change or ControlVerb.Reload)
        {
            _undone.Add(request.Id);
        }

        _open[request.Id] = new Open(request.Index, world.AbleFor,
            BoundOf(request, _undone.Count, perChange));
        if (request.Verb == ControlVerb.Status)
        {
            _looks.Add(request.Id);
        }

        IsReached = true;
    }

    private Finding? Answered(RequestAnswered answered)
    {
        _undone.Remove(answered.Id);
        if (!_open.Remove(answered.Id))
        {
            return Finding.Fail($"request {answered.Id} was answered twice",
                answered.Index, answered.Index);
        }

        if (answered.Result == ControlResult.Refused && _looks.Contains(answered.Id))
        {
            _refusedLook ??= answered;
        }

        return null;
    }

    // In a later life the desk first brings in line what an earlier one has left.
    private static TimeSpan BoundOf(RequestArrived request, int undone, TimeSpan perChange) =>
        request.Verb switch
        {
            ControlVerb.Status => AtOnce,
            ControlVerb.Stop => AtOnce,
            ControlVerb.Reset => AtOnce,
            ControlVerb.Change => perChange * (undone + (request.Life > 1 ? 1 : 0)),
            ControlVerb.Reload => perChange * (undone + (request.Life > 1 ? 1 : 0)),
        };

    // The look before it, a canary, the rollout, and the way back.
    private static TimeSpan PerChange(Scenario scenario)
    {
        TimeSpan ready = scenario.Workers.Max(worker => worker.ReadyWithin);
        TimeSpan grace = scenario.Workers.Max(worker => worker.Grace);
        int workers = scenario.Configs
            .Select(config => scenario.UnitsOf(config.Name).Count())
            .Append(scenario.Workers.Count).Max();
        return (2 * ready) + scenario.Supervisor.CanaryFor + (workers * (grace + ready))
            + TimeSpan.FromSeconds(60);
    }

    /// <summary>A request that waits: where it came, how able the supervisor was then.</summary>
    private sealed record Open(int Event, TimeSpan Able, TimeSpan Bound);
}
