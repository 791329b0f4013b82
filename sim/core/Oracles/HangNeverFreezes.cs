using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// The catalogue's K-controller-hang, where shipped code freezes with signals and all: a service
/// manager that does not answer costs its callers a bound.
/// </summary>
internal sealed class HangNeverFreezes : IOracle
{
    // A request waits for no call to a service manager.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    // What an end may take besides its own bound: two calls, each with its own.
    private static readonly TimeSpan Calls = TimeSpan.FromSeconds(25);

    public string Name => "manager-hang-never-freezes-the-supervisor";

    public string Claim =>
        "While the service manager is in trouble, requests are answered within 5 s, and whoever"
        + " asks the supervisor to stop is obeyed within its bound.";

    public string ReachedWhen =>
        "the supervisor was asked for something while the service manager was in trouble";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        var open = new SortedDictionary<long, (int Event, TimeSpan Able)>();
        (int Event, TimeSpan Able)? stop = null;
        int troubles = 0;
        bool isReached = false;
        TimeSpan stopWithin = run.Scenario.Supervisor.StopWithin + Calls;
        foreach (TraceEvent happened in run.Events)
        {
            if (Late(state.AbleUntil(happened.At), happened.Index) is { } late)
            {
                return late;
            }

            state.Apply(happened);
            switch (happened)
            {
                case ServicesTroubled { Trouble: not ServiceTrouble.DropWatch } trouble:
                    troubles += trouble.IsOver ? -1 : 1;
                    break;
                case RequestArrived request when troubles > 0:
                    isReached = true;
                    open[request.Id] = (happened.Index, state.AbleFor);
                    stop ??= request.Verb == ControlVerb.Stop
                        ? (happened.Index, state.AbleFor)
                        : null;
                    break;
                case RequestAnswered answered:
                    open.Remove(answered.Id);
                    break;
                case SupervisorExited or SupervisorKilled or SupervisorCrashed:
                    open.Clear();
                    stop = null;
                    break;
                default:
                    break;
            }
        }

        return Late(state.AbleUntil(run.EndedAt), run.LastEvent)
            ?? (isReached
                ? Finding.Pass
                : Finding.NotReached(
                    "nobody asked for anything while the service manager was in trouble"));

        Finding? Late(TimeSpan able, int last)
        {
            foreach ((long id, (int since, TimeSpan asked)) in open)
            {
                if (able - asked > AnswerWithin)
                {
                    return Finding.Fail(
                        $"request {id} was not answered within {AnswerWithin.TotalSeconds} s",
                        since, last);
                }
            }

            return stop is { } told && able - told.Able > stopWithin
                ? Finding.Fail(
                    "the supervisor was asked to stop while the service manager was in trouble, and"
                    + $" is there {stopWithin.TotalSeconds} s later", told.Event, last)
                : null;
        }
    }
}
