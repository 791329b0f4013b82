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

    private readonly Deadlines<long> _open = new(
        late => $"request {late.What} is not answered {late.Bound.TotalSeconds} s later",
        Comparer<long>.Default);

    // Changes, also those that nobody waits for any more.
    private readonly HashSet<long> _undone = [];
    private readonly HashSet<long> _looks = [];
    private RequestAnswered? _refusedLook;

    // That a refused look was wrong shows by time that passes.
    internal override EventGroups Reads => EventGroups.All;

    internal override Finding? Overdue(Instant now, int last, WorldState world) =>
        _open.Late(now, last, world);

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
                _open.End(withdrawn.Id);
                break;
            case SupervisorExited when _open.First is { What: > 0 } lost:
                return Finding.Fail(
                    $"request {lost.What} was never answered", lost.Since, happened.Index);
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

        _open.Begin(request.Id, request, world, BoundOf(request));
        if (request.Verb == ControlVerb.Status)
        {
            _looks.Add(request.Id);
        }

        IsReached = true;
    }

    private Finding? Answered(RequestAnswered answered)
    {
        _undone.Remove(answered.Id);
        if (!_open.End(answered.Id))
        {
            return Finding.Fail($"request {answered.Id} was answered twice", answered);
        }

        if (answered.Result == ControlResult.Refused && _looks.Contains(answered.Id))
        {
            _refusedLook ??= answered;
        }

        return null;
    }

    // In a later life the desk first brings in line what an earlier one has left.
    private TimeSpan BoundOf(RequestArrived request) => request.Verb switch
    {
        ControlVerb.Status => AtOnce,
        ControlVerb.Stop => AtOnce,
        ControlVerb.Reset => AtOnce,
        ControlVerb.Change => perChange * (_undone.Count + (request.Life > 1 ? 1 : 0)),
        ControlVerb.Reload => perChange * (_undone.Count + (request.Life > 1 ? 1 : 0)),
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
}
