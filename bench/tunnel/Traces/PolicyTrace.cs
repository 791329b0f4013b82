using Harness.Reference.Policies;
using Harness.Reference.Ports;

namespace Harness.Tunnel.Traces;

/// <summary>
/// Follows one worker under one policy: starts and ends take no time, and the policy is woken when
/// it asks to be. In a replay the starts happen when they were recorded, and the policy is asked to
/// make them then.
/// </summary>
public sealed class PolicyTrace
{
    private readonly PolicySpec _spec;
    private readonly Func<ulong> _draw;
    private readonly WorkerPolicy _policy;
    private readonly List<Instant> _starts = [];
    private readonly List<Instant> _predicted = [];
    private readonly List<TracedDecision> _decisions = [];

    private int _manual;
    private bool _isUp;
    private bool _isCutOff;
    private Instant? _endsAt;
    private Instant? _readyAt;
    private RestartDecision _last;
    private Instant _lastAt;

    private PolicyTrace(PolicySpec spec, Func<ulong> draw)
    {
        _spec = spec;
        _draw = draw;
        _policy = spec.Policy.Copy();
    }

    /// <summary>Follows it.</summary>
    /// <param name="spec">The worker and its policy.</param>
    /// <param name="draw">Gives 64 random bits for each step; ideal policies do not look.</param>
    public static TraceOutcome Run(PolicySpec spec, Func<ulong> draw)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(draw);
        return new PolicyTrace(spec, draw).Run();
    }

    private TraceOutcome Run()
    {
        Tell(new(PolicyEventKind.Manual), Instant.Zero);
        while (!_isCutOff && Next() is { } happening && happening.At <= _spec.Until)
        {
            happening.Act(happening.At);
        }

        bool isFinal = !_isUp && _last.IsFinal;
        return new TraceOutcome
        {
            Id = _spec.Id,
            Starts = _starts,
            Predicted = _predicted,
            State = State(),
            At = isFinal ? _lastAt : null,
            Native = _isUp ? null : NativeWords.Of(_last),
            Decisions = _decisions,
            IsCutOff = _isCutOff,
        };
    }

    private EndState State() => _isUp ? EndState.Running : _last.Verb switch
    {
        RestartVerb.GiveUp => EndState.Failed,
        RestartVerb.Rest => EndState.Stopped,
        RestartVerb.EndAll => EndState.SupervisorExited,
        RestartVerb.Pause => EndState.Paused,
        RestartVerb.Nothing or RestartVerb.Start or RestartVerb.Wait or RestartVerb.End =>
            EndState.Retrying,
    };

    /// <summary>
    /// What happens next. At the same time: readiness, then the end of a life, then a person, then
    /// what the policy asked to be woken for.
    /// </summary>
    private Happening? Next()
    {
        Happening? next = null;
        Consider(ref next, _isUp ? _readyAt : null, Readied);
        Consider(ref next, _isUp ? _endsAt : null, Ended);
        Consider(
            ref next, _manual < _spec.Manuals.Count ? _spec.Manuals[_manual].At : null, Asked);
        Consider(ref next, WakeAt(), Woken);
        return next;
    }

    private static void Consider(ref Happening? next, Instant? at, Action<Instant> act)
    {
        if (at is { } time && (next is null || time < next.Value.At))
        {
            next = new Happening(time, act);
        }
    }

    private void Readied(Instant now)
    {
        _readyAt = null;
        Tell(new(PolicyEventKind.Ready), now);
    }

    private void Ended(Instant now) => Exit(now, ExitOf(_starts.Count - 1));

    private void Asked(Instant now)
    {
        ManualAction action = _spec.Manuals[_manual++].Action;
        switch (action)
        {
            case ManualAction.Start:
                Tell(new(PolicyEventKind.Manual), now);
                break;
            case ManualAction.Stop:
                Stop(now);
                break;
            case ManualAction.Restart:
                if (_isUp)
                {
                    Stop(now);
                }

                Tell(new(PolicyEventKind.Manual), now);
                break;
            case ManualAction.Reset:
                Tell(new(PolicyEventKind.Reset), now);
                break;
            case ManualAction.Reload or ManualAction.Reexec:
                Tell(new(PolicyEventKind.Reload), now);
                break;
            default:
                throw new InvalidOperationException($"unknown action {action}");
        }
    }

    private void Stop(Instant now)
    {
        _isUp = false;
        Tell(new(PolicyEventKind.Stop), now);
    }

    private void Woken(Instant now)
    {
        Instant due = _policy.NextWake!.Value;
        if (IsPending(due, out Instant predicted))
        {
            // What is recorded is later than what is due, or a little earlier: a start is stamped
            // by the process itself.
            Tell(new(PolicyEventKind.Tick), due > now ? due : now, predicted);
        }
        else
        {
            Tell(new(PolicyEventKind.Tick), now);
        }
    }

    private Instant? WakeAt() => _policy.NextWake is not { } due ? null
        : IsPending(due, out _) ? _spec.Replayed![_starts.Count]
        : due;

    /// <summary>
    /// Whether the wake is for a start of which it is recorded when it really happened.
    /// </summary>
    private bool IsPending(Instant due, out Instant predicted)
    {
        predicted = due;
        if (_isUp || _spec.Replayed is null || _starts.Count >= _spec.Replayed.Count)
        {
            return false;
        }

        WorkerPolicy tried = _policy.Copy();
        RestartVerb verb = tried.On(new(PolicyEventKind.Tick), due).Verb;

        // On the edge of a window a start that is refused when it is due is allowed when it was
        // made; but it may also have been refused, and a person have made the next one.
        return verb == RestartVerb.Start
            || (verb == RestartVerb.GiveUp && !IsAskedBefore(_spec.Replayed[_starts.Count]));
    }

    private bool IsAskedBefore(Instant time) =>
        _manual < _spec.Manuals.Count && _spec.Manuals[_manual].At <= time;

    private void Exit(Instant now, ExitStatus exit)
    {
        _isUp = false;
        Tell(new(PolicyEventKind.Exited, exit), now);
    }

    private void Tell(PolicyEvent happened, Instant now, Instant? predicted = null)
    {
        RestartDecision decision = _policy.On(happened, now, _draw());
        if (decision.Verb == RestartVerb.Nothing)
        {
            return;
        }

        bool isWait = decision.Verb is RestartVerb.Wait or RestartVerb.Pause;
        _decisions.Add(new TracedDecision(
            predicted ?? now, decision, isWait ? _policy.NextWake : null));
        if (decision.Verb == RestartVerb.End)
        {
            int signal = decision.Because == RestartReason.WatchdogExpired
                ? (int)Signal.Abrt
                : (int)Signal.Term;
            Exit(now, new ExitStatus(ExitKind.Signal, signal));
            return;
        }

        bool isSame = decision.IsFinal && decision.Verb == _last.Verb && !_isUp;
        _lastAt = isSame ? _lastAt : now;
        _last = decision;
        if (decision.Verb == RestartVerb.Start)
        {
            Start(now, predicted ?? now);
        }
    }

    private void Start(Instant now, Instant predicted)
    {
        int number = _starts.Count;
        if (number >= _spec.MostStarts)
        {
            _isCutOff = true;
            return;
        }

        if (_spec.Replayed is { } replayed)
        {
            if (number >= replayed.Count)
            {
                _isCutOff = true; // nothing more is recorded: the start stays due
                return;
            }

            now = replayed[number];
        }
        else if (now > _spec.Until)
        {
            return;
        }

        _starts.Add(now);
        _predicted.Add(number == 0 ? now : predicted);
        _isUp = true;
        TimeSpan? life = _spec.Lives[Math.Min(number, _spec.Lives.Count - 1)];
        _endsAt = life is { } length ? now + length : null;
        _readyAt = _spec.ReadyAfter is { } after ? now + after : null;
        Tell(new(PolicyEventKind.Started), now);
    }

    private ExitStatus ExitOf(int life) => _spec.Exits[Math.Min(life, _spec.Exits.Count - 1)];

    private readonly record struct Happening(Instant At, Action<Instant> Act);
}
