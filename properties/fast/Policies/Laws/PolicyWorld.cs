using Harness.Reference.Policies;
using Harness.Reference.Ports;

namespace Harness.Properties.Policies.Laws;

/// <summary>
/// One worker and whoever carries out what its policy decides: only what can happen is told.
/// </summary>
internal sealed class PolicyWorld(WorkerPolicy policy, Instant begin, ulong seed = 0)
{
    private readonly Random _draws = new((int)seed);

    internal List<Told> All { get; } = [];

    internal Instant Now => All.Count == 0 ? begin : begin + All[^1].At;

    /// <summary>Whether a process runs.</summary>
    internal bool IsUp { get; private set; }

    /// <summary>Whether a start was decided; the first one is from the begin.</summary>
    internal bool IsToStart { get; private set; } = true;

    /// <summary>Whether it was given up or is done, and was not started since.</summary>
    internal bool IsOver { get; private set; }

    /// <summary>Called before each event with what the policy will be told.</summary>
    internal Action<PolicyEvent, Instant, ulong>? Before { get; init; }

    internal RestartDecision? Play(TurnAfter turn)
    {
        Instant at = Now + turn.Pause;
        switch (turn.Turn)
        {
            case Turn.Begins:
                return !IsUp && IsToStart ? Tell(PolicyEventKind.Started, at) : null;
            case Turn.FailsToBegin:
                return !IsUp && IsToStart ? Tell(PolicyEventKind.StartFailed, at) : null;
            case Turn.IsReady:
                return IsUp ? Tell(PolicyEventKind.Ready, at) : null;
            case Turn.Ends:
                return IsUp ? Tell(PolicyEventKind.Exited, at, turn.Exit) : null;
            case Turn.TicksEarly:
                return Tell(PolicyEventKind.Tick, HalfWay());
            case Turn.TicksOnTime:
                return Tick();
            case Turn.Asks:
                return Tell(PolicyEventKind.Manual, at);
            case Turn.Stops:
                return Tell(PolicyEventKind.Stop, at);
            case Turn.Forgives:
                return Tell(PolicyEventKind.Reset, at);
            case Turn.Reloads:
                return Tell(PolicyEventKind.Reload, at);
            default:
                throw new InvalidOperationException($"unknown turn {turn.Turn}");
        }
    }

    /// <summary>Ticks it when it wants to be; now, if it does not say when.</summary>
    internal RestartDecision Tick() =>
        Tell(PolicyEventKind.Tick, policy.NextWake is { } wake && wake > Now ? wake : Now);

    internal RestartDecision Tell(PolicyEventKind kind, Instant at, ExitStatus exit = default)
    {
        ulong draw = (ulong)_draws.NextInt64(long.MinValue, long.MaxValue);
        var happened = new PolicyEvent(kind, exit);
        Before?.Invoke(happened, at, draw);
        RestartDecision decision = policy.On(happened, at, draw);
        All.Add(new Told(happened, at - begin, decision, policy.NextWake - begin));
        Carry(kind, decision);
        return decision;
    }

    private void Carry(PolicyEventKind kind, RestartDecision decision)
    {
        IsUp = kind switch
        {
            PolicyEventKind.Started => true,
            PolicyEventKind.Exited or PolicyEventKind.StartFailed or PolicyEventKind.Stop => false,
            _ => IsUp,
        };
        IsOver = decision.IsFinal || (IsOver && kind != PolicyEventKind.Started
            && decision.Verb != RestartVerb.Start);
        IsToStart = decision.Verb switch
        {
            RestartVerb.Start => true,
            RestartVerb.Nothing or RestartVerb.End => IsToStart && kind
                is not (PolicyEventKind.Started or PolicyEventKind.StartFailed
                    or PolicyEventKind.Stop),
            _ => false,
        };
    }

    private Instant HalfWay() => policy.NextWake is { } wake && wake > Now
        ? new Instant(Now.Ticks + ((wake - Now).Ticks / 2))
        : Now;
}
