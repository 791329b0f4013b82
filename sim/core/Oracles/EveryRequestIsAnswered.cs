using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>The derived law I10: every accepted request completes exactly once.</summary>
internal sealed class EveryRequestIsAnswered : IOracle
{
    private static readonly TimeSpan AboutToEnd = TimeSpan.FromSeconds(1);

    public string Name => "every-request-is-answered";

    public string Claim =>
        "Whoever asks the supervisor is answered, once, before it ends by itself.";

    public string ReachedWhen => "somebody asked the supervisor";

    public Finding Judge(RunView run)
    {
        var open = new SortedDictionary<long, int>();
        var looks = new HashSet<long>();
        var state = new WorldState();
        RequestAnswered? refusedLook = null;
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
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
                    open[request.Id] = happened.Index;
                    if (request.Verb == ControlVerb.Status)
                    {
                        looks.Add(request.Id);
                    }

                    isReached = true;
                    break;
                case RequestAnswered answered when !open.Remove(answered.Id):
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
                    break;

                case SupervisorExited when open.FirstOrDefault() is { Key: > 0 } lost:
                    return Finding.Fail(
                        $"request {lost.Key} was never answered", lost.Value, happened.Index);
                case SupervisorExited:
                    open.Clear(); // the next life owes nothing for this one
                    break;
                default:
                    break;
            }
        }

        return isReached ? Finding.Pass : Finding.NotReached("nobody asked the supervisor");
    }
}
