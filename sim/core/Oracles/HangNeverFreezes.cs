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

    private readonly SortedDictionary<long, (int Event, TimeSpan Able)> _open = [];
    private (int Event, TimeSpan Able)? _stop;
    private int _troubles;

    internal override Finding? Overdue(Instant now, int last, WorldState world)
    {
        if (_open.Count == 0 && _stop is null)
        {
            return null;
        }

        TimeSpan able = world.AbleUntil(now);
        foreach ((long id, (int since, TimeSpan asked)) in _open)
        {
            if (able - asked > AnswerWithin)
            {
                return Finding.Fail(
                    $"request {id} was not answered within {AnswerWithin.TotalSeconds} s",
                    since, last);
            }
        }

        return _stop is { } told && able - told.Able > stopWithin
            ? Finding.Fail(
                "the supervisor was asked to stop while the service manager was in trouble, and"
                + $" is there {stopWithin.TotalSeconds} s later", told.Event, last)
            : null;
    }

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case ServicesTroubled { Trouble: not ServiceTrouble.DropWatch } trouble:
                _troubles += trouble.IsOver ? -1 : 1;
                break;
            case RequestArrived request when _troubles > 0:
                IsReached = true;
                _open[request.Id] = (happened.Index, world.AbleFor);
                _stop ??= request.Verb == ControlVerb.Stop
                    ? (happened.Index, world.AbleFor)
                    : null;
                break;
            case RequestAnswered answered:
                _open.Remove(answered.Id);
                break;
            case SupervisorExited or SupervisorKilled or SupervisorCrashed:
                _open.Clear();
                _stop = null;
                break;
            default:
                break;
        }

        return null;
    }
}
