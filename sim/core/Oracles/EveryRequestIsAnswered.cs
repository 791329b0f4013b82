using Harness.Reference;
using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>The derived law I10: every accepted request completes exactly once.</summary>
internal sealed class EveryRequestIsAnswered : IOracle
{
    private static readonly TimeSpan AboutToEnd = TimeSpan.FromSeconds(1);

    // Nothing has to be done before the answer but a few calls through the ports.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(30);

    public string Name => "every-request-is-answered";

    public string Claim =>
        "Whoever asks the supervisor is answered in time, once, and before it ends by itself.";

    public string ReachedWhen => "somebody asked the supervisor";

    public Finding Judge(RunView run)
    {
        var open = new SortedDictionary<long, Open>();
        var undone = new HashSet<long>(); // changes, also those that nobody waits for any more
        TimeSpan perChange = PerChange(run.Scenario);
        var looks = new HashSet<long>();
        var state = new WorldState();
        RequestAnswered? refusedLook = null;
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            if (Overdue(open, state.AbleUntil(happened.At), happened.Index) is { } late)
            {
                return late;
            }

            // Who only wants to look is refused by a supervisor that is about to end, and by no
            // other.
            state.Apply(happened);
            refusedLook = state.Phase == LifePhase.Running ? refusedLook : null;
            if (refusedLook is { } refused && happened.At - refused.At > AboutToEnd)
            {
                return Finding.Fail(
                    $"request {refused.Id}, a look at the workers, was refused",
                    refused.Index, happened.Index);
            }

            switch (happened)
            {
                case RequestArrived request:
                    if (request.Verb is ControlVerb.Change or ControlVerb.Reload)
                    {
                        undone.Add(request.Id);
                    }

                    open[request.Id] = new Open(happened.Index, state.AbleFor,
                        BoundOf(request, undone.Count, perChange));
                    if (request.Verb == ControlVerb.Status)
                    {
                        looks.Add(request.Id);
                    }

                    isReached = true;
                    break;
                case RequestAnswered answered when !IsAnswered(open, undone, answered.Id):
                    return Finding.Fail($"request {answered.Id} was answered twice",
                        happened.Index, happened.Index);
                case RequestAnswered { Result: ControlResult.Refused } answered
                    when looks.Contains(answered.Id):
                    refusedLook ??= answered;
                    break;
                case RequestWithdrawn withdrawn: // nobody is there to be answered
                    open.Remove(withdrawn.Id);
                    break;
                case SupervisorKilled or SupervisorCrashed:
                    open.Clear();
                    undone.Clear();
                    break;
                case SupervisorExited when open.FirstOrDefault() is { Key: > 0 } lost:
                    return Finding.Fail(
                        $"request {lost.Key} was never answered",
                        lost.Value.Event, happened.Index);
                case SupervisorExited:
                    open.Clear(); // the next life owes nothing for this one
                    undone.Clear();
                    break;
                default:
                    break;
            }
        }

        return Overdue(open, state.AbleUntil(run.EndedAt), run.LastEvent)
            ?? (isReached ? Finding.Pass : Finding.NotReached("nobody asked the supervisor"));
    }

    private static bool IsAnswered(
        SortedDictionary<long, Open> open, HashSet<long> undone, long id)
    {
        undone.Remove(id);
        return open.Remove(id);
    }

    private static Finding? Overdue(
        SortedDictionary<long, Open> open, TimeSpan able, int index)
    {
        foreach ((long id, Open request) in open)
        {
            if (able - request.Able > request.Bound)
            {
                return Finding.Fail(FormattableString.Invariant(
                    $"request {id} is not answered {request.Bound.TotalSeconds} s later"),
                    request.Event, index);
            }
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
