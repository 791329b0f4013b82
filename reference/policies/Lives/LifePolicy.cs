using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Lives;

/// <summary>
/// What all supervisors have in common: a worker is started, runs, ends, waits and is started
/// again. A particular policy says what it thinks of an end, of a wait that is over and of what a
/// person asks; it changes its own part of the state only through the reference that it is given,
/// so that a step stays a pure function.
/// </summary>
/// <typeparam name="TOwn">What the particular policy remembers: small, comparable.</typeparam>
public abstract class LifePolicy<TOwn> : IRestartPolicy<LifeState<TOwn>>
    where TOwn : struct
{
    /// <summary>The time that never comes.</summary>
    protected static Instant Never => LifeState<TOwn>.Never;

    /// <inheritdoc/>
    public LifeState<TOwn> Initial => new(Fresh);

    /// <summary>The policy's own state before anything has happened.</summary>
    protected virtual TOwn Fresh => default;

    /// <inheritdoc/>
    public PolicyStep<LifeState<TOwn>> Step(
        LifeState<TOwn> state, PolicyEvent happened, Instant now, ulong draw)
    {
        Verdict verdict = Told(ref state, happened, now, draw);

        // A wait for a time that has come already is over.
        while (verdict.Decision.Verb == RestartVerb.Wait && verdict.Until <= now)
        {
            verdict = Waited(ref state.Own, now, draw);
        }

        Carry(ref state, verdict.Decision.Verb, verdict.Until);
        return new(state, verdict.Decision, state.Wake == Never ? null : state.Wake);
    }

    /// <summary>What is done about a life that is over.</summary>
    protected abstract Verdict Ended(ref TOwn own, in EndedLife life, ulong draw);

    /// <summary>
    /// What is done about a start that failed: as about a life without length, unless this says
    /// otherwise.
    /// </summary>
    protected virtual Verdict NotStarted(ref TOwn own, Instant now, ulong draw) =>
        Ended(ref own, new EndedLife(now, now, ExitStatus.Unknown), draw);

    /// <summary>What is done when a wait is over: a start, unless this says otherwise.</summary>
    protected virtual Verdict Waited(ref TOwn own, Instant now, ulong draw) =>
        Verdict.Start(RestartReason.Ended);

    /// <summary>
    /// What is done when a person asks for a start of what is down; also told of a start that
    /// nobody decided, as of the first one, whether or not it succeeds.
    /// </summary>
    protected virtual Verdict Asked(ref TOwn own, in Whereabouts at, ulong draw) =>
        Verdict.Start(RestartReason.Asked);

    /// <summary>What is done when a person asks for a stop.</summary>
    protected virtual Verdict Stopped(ref TOwn own, in Whereabouts at) =>
        Verdict.Rest(RestartReason.Asked, NativeWord.None);

    /// <summary>What is done when a person asks to forget failures.</summary>
    protected virtual Verdict Forgiven(ref TOwn own, in Whereabouts at)
    {
        own = Fresh;
        return Verdict.Nothing;
    }

    /// <summary>What is done when the configuration was read again.</summary>
    protected virtual Verdict Reloaded(ref TOwn own, in Whereabouts at) => Verdict.Nothing;

    /// <summary>Told of a new life; gives the time of an alarm.</summary>
    protected virtual Instant Started(ref TOwn own, Instant now, ulong draw) => Never;

    /// <summary>
    /// Told that the life is ready; gives the time of an alarm, or null: that of the start stays.
    /// </summary>
    protected virtual Instant? Readied(ref TOwn own, Instant startedAt, Instant now) => null;

    /// <summary>The alarm rings; gives its next time.</summary>
    protected virtual Verdict Rung(
        ref TOwn own, in Whereabouts at, ulong draw, out Instant next)
    {
        next = Never;
        return Verdict.Nothing;
    }

    private static Whereabouts Where(in LifeState<TOwn> state, Instant now) =>
        new(state.Phase, state.StartedAt, now, state.IsReady);

    private Verdict Told(
        ref LifeState<TOwn> state, PolicyEvent happened, Instant now, ulong draw) =>
        happened.Kind switch
        {
            PolicyEventKind.Started => OnStarted(ref state, now, draw),
            PolicyEventKind.Ready => OnReady(ref state, now),
            PolicyEventKind.Exited => OnExited(ref state, happened.Exit, now, draw),
            PolicyEventKind.StartFailed => OnStartFailed(ref state, now, draw),
            PolicyEventKind.Manual => OnManual(ref state, now, draw),
            PolicyEventKind.Stop => Stopped(ref state.Own, Where(state, now)),
            PolicyEventKind.Reset => Forgiven(ref state.Own, Where(state, now)),
            PolicyEventKind.Reload => Reloaded(ref state.Own, Where(state, now)),
            PolicyEventKind.Tick => OnTick(ref state, now, draw),
        };

    private Verdict OnStarted(ref LifeState<TOwn> state, Instant now, ulong draw)
    {
        if (state.Phase is not LifePhase.Starting)
        {
            Asked(ref state.Own, Where(state, now), draw);
        }

        state.Phase = LifePhase.Up;
        state.StartedAt = now;
        state.IsReady = false;
        state.Wake = Started(ref state.Own, now, draw);
        return Verdict.Nothing;
    }

    private Verdict OnReady(ref LifeState<TOwn> state, Instant now)
    {
        if (state.Phase == LifePhase.Up && !state.IsReady)
        {
            state.IsReady = true;
            state.ReadyAt = now;
            state.Wake = Readied(ref state.Own, state.StartedAt, now) ?? state.Wake;
        }

        return Verdict.Nothing;
    }

    private Verdict OnExited(
        ref LifeState<TOwn> state, ExitStatus exit, Instant now, ulong draw)
    {
        state.Wake = Never;
        if (state.Phase == LifePhase.Over)
        {
            return Verdict.Nothing; // it was given up, or put to rest, while it still ran
        }

        var life = new EndedLife(
            state.StartedAt, now, exit, state.IsReady ? state.ReadyAt : null);
        return Ended(ref state.Own, life, draw);
    }

    private Verdict OnStartFailed(ref LifeState<TOwn> state, Instant now, ulong draw)
    {
        if (state.Phase is not LifePhase.Starting)
        {
            Asked(ref state.Own, Where(state, now), draw);
            state.Phase = LifePhase.Starting;
        }

        return NotStarted(ref state.Own, now, draw);
    }

    private Verdict OnManual(ref LifeState<TOwn> state, Instant now, ulong draw) =>
        state.Phase == LifePhase.Up
            ? Verdict.Nothing // what runs is not started
            : Asked(ref state.Own, Where(state, now), draw);

    private Verdict OnTick(ref LifeState<TOwn> state, Instant now, ulong draw)
    {
        if (now < state.Wake)
        {
            return Verdict.Nothing;
        }

        if (state.Phase == LifePhase.Waiting)
        {
            return Waited(ref state.Own, now, draw);
        }

        Verdict rung = Rung(ref state.Own, Where(state, now), draw, out Instant next);
        state.Wake = next;
        return rung;
    }

    private static void Carry(ref LifeState<TOwn> state, RestartVerb verb, Instant until)
    {
        switch (verb)
        {
            case RestartVerb.Start:
                Move(ref state, LifePhase.Starting, Never);
                break;
            case RestartVerb.Wait or RestartVerb.Pause:
                Move(ref state, LifePhase.Waiting, until);
                break;
            case RestartVerb.GiveUp or RestartVerb.Rest or RestartVerb.EndAll:
                // A stop before the first start leaves that the first one.
                LifePhase down = state.Phase == LifePhase.Fresh ? LifePhase.Fresh : LifePhase.Over;
                Move(ref state, down, Never);
                break;
            case RestartVerb.Nothing or RestartVerb.End:
                break;
            default:
                throw new InvalidOperationException($"unknown verb {verb}");
        }
    }

    private static void Move(ref LifeState<TOwn> state, LifePhase phase, Instant wake)
    {
        state.Phase = phase;
        state.Wake = wake;
    }
}

/// <summary>Where a worker is when a person asks for something.</summary>
/// <param name="Phase">Whether it runs, waits or is done.</param>
/// <param name="StartedAt">When its present or last life began.</param>
/// <param name="Now">When the person asks.</param>
/// <param name="IsReady">Whether the present life is ready.</param>
public readonly record struct Whereabouts(
    LifePhase Phase, Instant StartedAt, Instant Now, bool IsReady);
