using Harness.Reference;
using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "interprocess communication code must handle notifications that can arrive at any time" (Squid);
/// the catalogue's double instance: exactly one runs, and the other one changes nothing.
/// </summary>
internal sealed class OneSupervisorAtATime : IOracle
{
    // Refused at the lock, told, gone: a few calls through its ports.
    private static readonly TimeSpan Leaving = TimeSpan.FromSeconds(10);

    public string Name => "one-supervisor-at-a-time";

    public string Claim =>
        "A supervisor that finds another one touches no worker and no file, says so, and is gone"
        + " with a code other than 0.";

    public string ReachedWhen => "a supervisor asked for a lock that another one had";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        var refused = new Dictionary<int, Refusal>();
        bool isReached = false;
        foreach (TraceEvent happened in run.Everything)
        {
            if (Overdue(refused, happened.At) is { } late)
            {
                return late with { LastEvent = happened.Index };
            }

            state.Apply(happened);
            if (TwoRun(happened, state) is { } two)
            {
                return two;
            }

            if (happened is LockAsked { Error: FileError.Locked } asked)
            {
                isReached = true;
                refused[asked.Life] = new Refusal(asked.Index, asked.At, IsTold: false);
            }
            else if (happened is SupervisorStalled or SupervisorKilled or SupervisorCrashed)
            {
                refused.Remove(happened.Life); // it cannot be held to anything
            }
            else if (refused.TryGetValue(happened.Life, out Refusal? loser))
            {
                if (Wrong(happened, loser) is { } wrong)
                {
                    return Finding.Fail(
                        FormattableString.Invariant($"supervisor {happened.Life} was refused the")
                        + $" lock, and {wrong}", loser.Event, happened.Index);
                }

                refused[happened.Life] = loser with { IsTold = loser.IsTold || IsTold(happened) };
                if (happened is SupervisorExited)
                {
                    refused.Remove(happened.Life);
                }
            }
        }

        return Overdue(refused, run.EndedAt) is { } stays
            ? stays with { LastEvent = run.Everything[^1].Index }
            : isReached ? Finding.Pass : Finding.NotReached("no supervisor met another one's lock");
    }

    private static bool IsTold(TraceEvent happened) => happened is FatalWritten;

    private static Finding? TwoRun(TraceEvent happened, WorldState state) =>
        happened is Logged { Code: LogCode.SupervisorRunning }
        && state.Lives.Where(life => life.Phase == LifePhase.Running).ToArray()
            is [SeenLife one, SeenLife other, ..]
            ? Finding.Fail(
                FormattableString.Invariant(
                    $"supervisors {one.Number} and {other.Number} run side by side"),
                happened.Index, happened.Index)
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

    private static Finding? Overdue(Dictionary<int, Refusal> refused, Instant now)
    {
        foreach ((int life, Refusal loser) in refused.OrderBy(one => one.Key))
        {
            if (now - loser.At > Leaving)
            {
                return Finding.Fail(
                    FormattableString.Invariant($"supervisor {life} was refused the lock, and is")
                    + FormattableString.Invariant($" there {Leaving.TotalSeconds} s later"),
                    loser.Event, loser.Event);
            }
        }

        return null;
    }

    private sealed record Refusal(int Event, Instant At, bool IsTold);
}
