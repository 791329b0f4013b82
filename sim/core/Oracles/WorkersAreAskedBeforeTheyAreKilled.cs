using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "fatal() calls promise an orderly kid exit" (Squid): an orderly end gives every worker its
/// grace.
/// </summary>
internal sealed class WorkersAreAskedBeforeTheyAreKilled(RunView run) : Checker
{
    internal static Oracle Oracle { get; } = new(
        "workers-are-asked-before-they-are-killed", Vocabulary.Acts,
        run => new WorkersAreAskedBeforeTheyAreKilled(run))
    {
        Claim = "In an orderly end a worker is killed only when its grace or the end's bound is"
            + " over, or when a second request forces the end.",
        ReachedWhen = "a worker was signalled in an orderly end",
        Unreached = "no worker was signalled in an orderly end",
    };

    private readonly Dictionary<(string Unit, int Pid), Instant> _asked = [];
    private Instant _began;
    private int _stops;

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case SupervisorStarted:
                _asked.Clear();
                _stops = 0;
                break;
            case RequestArrived { Verb: ControlVerb.Stop }:
                _stops++;
                _began = run.IsMute && _stops == 1 ? happened.At : _began;
                break;
            case Logged { Code: LogCode.SupervisorStopping } when !run.IsMute:
                _began = happened.At; // else it may have begun at any time since the request
                break;
            case SignalSent { Signal: Signal.Term } sent when IsEnd(world):
                IsReached = true;
                _asked.TryAdd((sent.Unit, sent.Pid), happened.At);
                break;
            case SignalSent { Signal: Signal.Kill, Arrived: true } sent when IsEnd(world):
                IsReached = true;
                bool isForced = _stops > 1
                    || happened.At - _began >= run.Scenario.Supervisor.StopWithin;
                return !isForced && TooEarly(sent) is { } wrong
                    ? Finding.Fail(wrong, happened)
                    : null;
            default:
                break;
        }

        return null;
    }

    private static bool IsEnd(WorldState state) => state.Phase == LifePhase.Stopping;

    private string? TooEarly(SignalSent sent)
    {
        // A repair that was under way when the end began may still kill the process that hung.
        if (run.Scenario.WorkerOf(sent.Unit) is not { } worker)
        {
            return null; // it stood beside the fleet
        }

        return !_asked.TryGetValue((sent.Unit, sent.Pid), out Instant at)
            ? WasHung(sent) ? null : $"{sent.Unit} was killed without being asked to end"
            : sent.At - at < worker.Grace
                ? $"{sent.Unit} was asked to end at {at} and killed at {sent.At}, before its grace"
                    + $" of {worker.Grace.TotalSeconds} s was over"
                : null;
    }

    private bool WasHung(SignalSent sent) => run.Events.Take(sent.Index)
        .OfType<ProcessHung>().Any(hung => hung.Unit == sent.Unit && hung.Pid == sent.Pid);
}
