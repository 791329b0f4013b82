using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "interprocess communication code must handle notifications that can arrive at any time" (Squid);
/// the catalogue's double instance: exactly one runs, and the other one changes nothing.
/// </summary>
internal sealed class OneSupervisorAtATime : TimedChecker
{
    // Refused at the lock, told, gone: a few calls through its ports.
    private static readonly TimeSpan Leaving = TimeSpan.FromSeconds(10);

    internal static Oracle Oracle { get; } = new(
        "one-supervisor-at-a-time", Vocabulary.Acts, _ => new OneSupervisorAtATime())
    {
        Claim = "A supervisor that finds another one touches no worker and no file, says so, and"
            + " is gone with a code other than 0.",
        ReachedWhen = "a supervisor asked for a lock that another one had",
        Unreached = "no supervisor met another one's lock",
    };

    private readonly Dictionary<int, Refusal> _refused = [];

    internal override EventGroups Reads => EventGroups.Others | EventGroups.Calls;

    internal override bool SeesEverything => true;

    internal override Finding? Overdue(Instant now, int last, WorldState world)
    {
        if (_refused.Count == 0)
        {
            return null;
        }

        foreach ((int life, Refusal loser) in _refused.OrderBy(one => one.Key))
        {
            if (now - loser.At > Leaving)
            {
                return Finding.Fail(
                    $"supervisor {life} was refused the lock, and"
                    + $" is there {Leaving.TotalSeconds} s later", loser.Event, last);
            }
        }

        return null;
    }

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        if (TwoRun(happened, world) is { } two)
        {
            return two;
        }

        if (happened is LockAsked { Error: FileError.Locked } asked)
        {
            IsReached = true;
            _refused[asked.Life] = new Refusal(asked.Index, asked.At, IsTold: false);
        }
        else if (happened is SupervisorStalled or SupervisorKilled or SupervisorCrashed)
        {
            _refused.Remove(happened.Life); // it cannot be held to anything
        }
        else if (_refused.TryGetValue(happened.Life, out Refusal? loser))
        {
            return Follow(happened, loser);
        }

        return null;
    }

    private Finding? Follow(TraceEvent happened, Refusal loser)
    {
        if (Wrong(happened, loser) is { } wrong)
        {
            return Finding.Fail(
                $"supervisor {happened.Life} was refused the"
                + $" lock, and {wrong}", loser.Event, happened.Index);
        }

        _refused[happened.Life] = loser with { IsTold = loser.IsTold || IsTold(happened) };
        if (happened is SupervisorExited)
        {
            _refused.Remove(happened.Life);
        }

        return null;
    }

    private static bool IsTold(TraceEvent happened) => happened is FatalWritten;

    private static Finding? TwoRun(TraceEvent happened, WorldState state) =>
        happened is Logged { Code: LogCode.SupervisorRunning }
        && state.Lives.Where(life => life.Phase == LifePhase.Running).ToArray()
            is [SeenLife one, SeenLife other, ..]
            ? Finding.Fail(
                $"supervisors {one.Number} and {other.Number} run side by side", happened)
            : null;

    private static string? Wrong(TraceEvent happened, Refusal loser) => happened switch
    {
        PortCalled { Port: "processes", Operation: "start" or "send" or "reap" } call =>
            $"called for a {call.Operation} of {call.Subject}",
        PortCalled { Port: "services", Operation: not "list" } call =>
            $"called for a {call.Operation} of {call.Subject}",
        PortCalled { Port: "files", Operation: not ("read" or "lock") } call =>
            $"called for a {call.Operation} of {call.Subject}",
        SupervisorExited { Code: 0 } => "ended with code 0",
        SupervisorExited when !loser.IsTold => "ended without a fatal message",
        _ => null,
    };

    private sealed record Refusal(int Event, Instant At, bool IsTold);
}
