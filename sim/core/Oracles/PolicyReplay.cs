using Harness.Reference.Policies;
using Harness.Reference.Ports;

namespace Harness.Sim.Oracles;

/// <summary>Where a worker is, as its policy has decided.</summary>
internal enum PolicyState
{
    /// <summary>This life of the supervisor has not begun with it.</summary>
    Fresh,

    /// <summary>A process of it runs.</summary>
    Up,

    /// <summary>It is down until a time.</summary>
    Waiting,

    /// <summary>As waiting, and a person is told so.</summary>
    Paused,

    /// <summary>It is to be started now.</summary>
    Starting,

    /// <summary>It is given up or done.</summary>
    Over,

    /// <summary>The supervisor is to end because of it.</summary>
    EndsAll,
}

/// <summary>
/// The policy of one worker, replayed over what is known to have happened to it. What a person asks
/// for is heard somewhat later, nobody knows when: then there are two of them, one that has heard
/// it and one that has not.
/// </summary>
internal sealed class PolicyReplay(string unit, WorkerPolicy policy, bool mayEndAll)
{
    internal PolicyState State { get; private set; }

    /// <summary>Whether its process has used up its time.</summary>
    internal bool MustEnd { get; set; }

    /// <summary>Whether a person asked to forget failures, and this one has not heard it.</summary>
    internal bool MayHear { get; set; }

    /// <summary>How able the supervisor was when something was due; null: nothing is.</summary>
    internal TimeSpan? DueSince { get; set; }

    /// <summary>The event that its last decision is about.</summary>
    internal int Because { get; private set; } = -1;

    /// <summary>When its last decision was made.</summary>
    internal Instant At { get; private set; }

    internal Instant? Wake => policy.NextWake;

    internal bool IsDown => State is PolicyState.Waiting or PolicyState.Paused;

    internal PolicyReplay Copy() => new(unit, policy.Copy(), mayEndAll)
    {
        State = State,
        MustEnd = MustEnd,
        MayHear = MayHear,
        DueSince = DueSince,
        Because = Because,
        At = At,
    };

    /// <summary>Whether the time has come that it wanted to be woken at.</summary>
    internal bool IsDue(Instant now) => Wake is { } wake && now >= wake;

    internal void On(PolicyEventKind happened, Instant at, int index, ExitStatus exit = default)
    {
        RestartDecision decision = policy.On(
            new PolicyEvent(happened, exit), at, PolicyDraw.Of(unit, happened, at));
        DueSince = null;
        PolicyState before = State;
        State = happened == PolicyEventKind.Started ? PolicyState.Up : decision.Verb switch
        {
            RestartVerb.Nothing => happened is PolicyEventKind.Exited or PolicyEventKind.StartFailed
                ? PolicyState.Waiting
                : before,
            RestartVerb.Start => PolicyState.Starting,
            RestartVerb.Wait => PolicyState.Waiting,
            RestartVerb.Pause => PolicyState.Paused,
            RestartVerb.GiveUp => PolicyState.Over,
            RestartVerb.Rest => PolicyState.Over,
            RestartVerb.End => before,
            RestartVerb.EndAll => mayEndAll ? PolicyState.EndsAll : PolicyState.Over,
        };
        MustEnd = decision.Verb == RestartVerb.End || (MustEnd && State == before);
        if (State != before || happened == PolicyEventKind.Exited)
        {
            (Because, At) = (index, at);
        }
    }

    /// <summary>
    /// It hears that failures are to be forgotten: what is down for good, or paused, is to be
    /// started again, also if the policy only forgets.
    /// </summary>
    internal void Hear(Instant at, int index)
    {
        bool isAsked = State is PolicyState.Over or PolicyState.Paused;
        MayHear = false;
        On(PolicyEventKind.Reset, at, index);
        if (isAsked && State is PolicyState.Over or PolicyState.Paused)
        {
            On(PolicyEventKind.Manual, at, index);
        }
    }

    /// <summary>
    /// It as it is if the worker is started at that time; null if the policy does not allow it.
    /// </summary>
    internal PolicyReplay? Allowing(Instant at, int index)
    {
        if (State is PolicyState.Fresh or PolicyState.Up or PolicyState.Starting)
        {
            return this; // a second process beside the first is another law's business
        }

        if (!IsDown || !IsDue(at))
        {
            return null;
        }

        // It was decided between these two times.
        foreach (Instant decided in (Instant[])[at, Wake!.Value])
        {
            PolicyReplay copy = Copy();
            copy.On(PolicyEventKind.Tick, decided, index);
            if (copy.State == PolicyState.Starting)
            {
                return copy;
            }
        }

        return null;
    }

    /// <summary>Why the worker is not to be started, for people.</summary>
    internal string WhyNot => State switch
    {
        PolicyState.Fresh or PolicyState.Up or PolicyState.Starting => "may be started",
        PolicyState.Waiting or PolicyState.Paused => Wake is { } wake
            ? $"is down since {At} and was to be down until {wake}"
            : $"is down since {At} and was to stay so",
        PolicyState.Over => $"is given up or done since {At}",
        PolicyState.EndsAll => $"ends the whole instance since {At}",
    };
}
