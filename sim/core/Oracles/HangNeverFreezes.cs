using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// The catalogue's K-controller-hang, where shipped code freezes with signals and all: a service
/// manager that does not answer costs its callers a bound.
/// </summary>
internal sealed class HangNeverFreezes(TimeSpan stopWithin) : TimedChecker
{
    // A request waits for no call to a service manager.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    // What an end may take besides its own bound: two calls, each with its own.
    private static readonly TimeSpan Calls = TimeSpan.FromSeconds(25);

    internal static Oracle Oracle { get; } = new(
        "manager-hang-never-freezes-the-supervisor", Vocabulary.Acts,
        run => new HangNeverFreezes(run.Scenario.Supervisor.StopWithin + Calls))
    {
        Claim = "While the service manager is in trouble, requests are answered within 5 s, and"
            + " whoever asks the supervisor to stop is obeyed within its bound.",
        ReachedWhen = "the supervisor was asked for something while the service manager was in"
            + " trouble",
        Unreached = "nobody asked for anything while the service manager was in trouble",
    };

    private readonly Deadlines<long> _open = new(
        late => $"request {late.What} was not answered within {late.Bound.TotalSeconds} s",
        Comparer<long>.Default);

    private readonly Deadlines<ControlVerb> _stop = new(late =>
        "the supervisor was asked to stop while the service manager was in trouble, and is there"
        + $" {late.Bound.TotalSeconds} s later");

    private int _troubles;

    internal override Finding? Overdue(Instant now, int last, WorldState world) =>
        _open.Late(now, last, world) ?? _stop.Late(now, last, world);

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case ServicesTroubled { Trouble: not ServiceTrouble.DropWatch } trouble:
                _troubles += trouble.IsOver ? -1 : 1;
                break;
            case RequestArrived request when _troubles > 0:
                IsReached = true;
                _open.Begin(request.Id, request, world, AnswerWithin);
                if (request.Verb == ControlVerb.Stop)
                {
                    _stop.TryBegin(request.Verb, request, world, stopWithin);
                }

                break;
            case RequestAnswered answered:
                _open.End(answered.Id);
                break;
            case SupervisorExited or SupervisorKilled or SupervisorCrashed:
                _open.Clear();
                _stop.Clear();
                break;
            default:
                break;
        }

        return null;
    }
}
