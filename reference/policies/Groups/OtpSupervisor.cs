using Harness.Reference.Policies.Rules;
using Harness.Reference.Policies.Systems;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Groups;

/// <summary>
/// A supervisor of Erlang/OTP over several children. One log of restarts for all; an end that it
/// does not bear ends the children in reverse start order, one after the other, and then itself
/// with <c>shutdown</c>. What happens while it is busy waits as a message does in its mailbox, and
/// is counted when it comes to it; an end of a child that it is about to end is not counted.
/// Exit code 0 stands for the reasons normal and shutdown. Source: OTP 27.3.4.1
/// lib/stdlib/src/supervisor.erl (do_restart, restart, restart_multiple_children,
/// terminate_children, start_children, add_restart).
/// </summary>
public sealed partial class OtpSupervisor : IGroupPolicy<OtpSupervisorState>
{
    private const int Asked = -1;
    private static readonly TimeSpan OfWorker = TimeSpan.FromSeconds(5);

    private readonly OtpSupervisorOptions _options;
    private readonly SlidingLog _log;

    /// <summary>A supervisor with these flags and children.</summary>
    public OtpSupervisor(OtpSupervisorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Intensity);
        _options = options;
        _log = OtpPolicy.LogOf(options.Intensity, options.Period, options.Timing);
    }

    /// <inheritdoc/>
    public int Members => _options.Children.Count;

    /// <inheritdoc/>
    public OtpSupervisorState Initial => new()
    {
        Children = ValueLists.Repeat(OtpChild.Undefined, Members),
        Work = OtpWork.Over,
    };

    /// <inheritdoc/>
    public GroupStep<OtpSupervisorState> Step(
        OtpSupervisorState state, GroupEvent happened, Instant now, ulong draw)
    {
        var acts = new List<GroupAct>();
        int child = happened.Member;
        OtpSupervisorState next = happened.Kind switch
        {
            GroupEventKind.Begin => Initial with
            {
                Work = OtpWork.Beginning, Last = Members - 1, Culprit = Asked,
            },
            GroupEventKind.Started => Started(state, child),
            GroupEventKind.StartFailed => StartFailed(state, child),
            GroupEventKind.Exited => Exited(state, child, happened.Exit),
            GroupEventKind.End => state.Work == OtpWork.Over
                ? state
                : state with { Mail = state.Mail.Add(new(Asked, false, false)) },
            GroupEventKind.Ready or GroupEventKind.Tick => state,
        };
        return new(GoOn(next, now, acts), [.. acts], null);
    }

    private static OtpSupervisorState Set(OtpSupervisorState state, int child, OtpChild to) =>
        state with { Children = state.Children.With(child, to) };

    private static OtpSupervisorState Started(OtpSupervisorState state, int child) =>
        state.Children[child] == OtpChild.Starting
            ? Set(state, child, OtpChild.Up) with { At = child + 1 }
            : state;

    private static OtpSupervisorState StartFailed(OtpSupervisorState state, int child)
    {
        if (state.Children[child] != OtpChild.Starting)
        {
            return state;
        }

        if (state.Work == OtpWork.Beginning)
        {
            // A supervisor that cannot start all of its children does not start.
            return End(Set(state, child, OtpChild.Undefined), RestartReason.StartError, 0);
        }

        // Those after it stay down until it is tried again: that is a message to itself.
        return Set(state, child, OtpChild.Restarting) with
        {
            Work = OtpWork.Idle,
            Mail = state.Mail.Add(new OtpMail(child, IsRetry: true, IsNormal: false)),
        };
    }

    private static OtpSupervisorState Exited(
        OtpSupervisorState state, int child, ExitStatus exit)
    {
        bool isNormal = exit is { Kind: ExitKind.Code, Number: 0 };
        return state.Children[child] switch
        {
            OtpChild.Stopping => Set(state, child, OtpChild.Undefined),
            OtpChild.Up => Set(state, child, OtpChild.Dead) with
            {
                Mail = state.Mail.Add(new OtpMail(child, IsRetry: false, isNormal)),
            },
            OtpChild.Starting => StartFailed(state, child),
            OtpChild.Undefined or OtpChild.Dead or OtpChild.Restarting or OtpChild.Removed =>
                state, // nothing of it ran
        };
    }

    private static OtpSupervisorState End(
        OtpSupervisorState state, RestartReason because, long count) => state with
        {
            Work = OtpWork.Ending,
            At = state.Children.Count - 1,
            First = 0,
            Because = because,
            Count = count,
        };

    private OtpSupervisorState GoOn(
        OtpSupervisorState state, Instant now, List<GroupAct> acts)
    {
        while (true)
        {
            switch (state.Work)
            {
                case OtpWork.Over:
                    return state;
                case OtpWork.Idle when state.Mail.Count == 0:
                    return state;
                case OtpWork.Idle:
                    OtpMail mail = state.Mail[0];
                    state = Take(state with { Mail = state.Mail.Without(0) }, mail, now, acts);
                    break;
                case OtpWork.Beginning or OtpWork.Starting:
                    if (IsStarting(ref state, acts))
                    {
                        return state;
                    }

                    break;
                case OtpWork.Terminating or OtpWork.Ending:
                    if (IsStopping(ref state, acts))
                    {
                        return state;
                    }

                    break;
                default:
                    throw new InvalidOperationException($"unknown work {state.Work}");
            }
        }
    }

    private OtpSupervisorState Take(
        OtpSupervisorState state, OtpMail mail, Instant now, List<GroupAct> acts)
    {
        if (mail.Child == Asked)
        {
            return End(state, RestartReason.Asked, 0);
        }

        if (state.Children[mail.Child]
            != (mail.IsRetry ? OtpChild.Restarting : OtpChild.Dead))
        {
            return state; // it was seen to meanwhile
        }

        OtpRestart restart = _options.Children[mail.Child];
        if (mail.IsRetry || restart == OtpRestart.Permanent
            || (restart == OtpRestart.Transient && !mail.IsNormal))
        {
            return Restart(state, mail.Child, now);
        }

        acts.Add(new(
            GroupVerb.Rest, mail.Child,
            mail.IsNormal ? RestartReason.CleanExit : RestartReason.NotRestarted)
        {
            Native = NativeWord.NotRestarted,
        });
        return Set(state, mail.Child, Without(mail.Child));
    }

    private OtpSupervisorState Restart(OtpSupervisorState state, int child, Instant now)
    {
        RuleStep<SlidingLogState> step = _log.Count(state.Log, now);
        state = state with { Log = step.State };
        if (!step.IsAllowed)
        {
            return End(
                Set(state, child, Without(child)), RestartReason.OverLimit, step.Count);
        }

        int last = Members - 1;
        (OtpWork work, int first, int at) = _options.Strategy switch
        {
            OtpStrategy.OneForOne => (OtpWork.Starting, child, child),
            OtpStrategy.OneForAll => (OtpWork.Terminating, 0, last),
            OtpStrategy.RestForOne => (OtpWork.Terminating, child, last),
        };
        return Set(state, child, OtpChild.Undefined) with
        {
            Work = work,
            First = first,
            Last = _options.Strategy == OtpStrategy.OneForOne ? child : last,
            At = at,
            Culprit = child,
            Because = RestartReason.WithinLimit,
            Count = step.Count,
        };
    }

    /// <summary>Starts the next one; false if there is none.</summary>
    private bool IsStarting(ref OtpSupervisorState state, List<GroupAct> acts)
    {
        int at = state.At;
        while (at <= state.Last && state.Children[at] == OtpChild.Removed)
        {
            at++;
        }

        if (at > state.Last)
        {
            state = state with { Work = OtpWork.Idle };
            return false;
        }

        state = state with { At = at };
        if (state.Children[at] == OtpChild.Undefined)
        {
            acts.Add(at == state.Culprit
                ? new(GroupVerb.Start, at, state.Because, state.Count, _options.Intensity)
                : new(GroupVerb.Start, at, state.Work == OtpWork.Beginning
                    ? RestartReason.None
                    : RestartReason.Together));
            state = Set(state, at, OtpChild.Starting);
        }

        return true;
    }

    /// <summary>
    /// Ends the next one, the last first; false if there is none. A temporary child that is ended
    /// is forgotten.
    /// </summary>
    private bool IsStopping(ref OtpSupervisorState state, List<GroupAct> acts)
    {
        for (int at = state.At; at >= state.First; at--)
        {
            state = state with { At = at };
            switch (state.Children[at])
            {
                case OtpChild.Stopping:
                    return true;
                case OtpChild.Up:
                    acts.Add(new(
                        GroupVerb.Stop, at,
                        state.Work == OtpWork.Ending ? state.Because : RestartReason.Together)
                    {
                        Patience = _options.Supervisors.Contains(at) ? null : OfWorker,
                    });
                    state = Set(state, at, OtpChild.Stopping);
                    return true;
                case OtpChild.Undefined or OtpChild.Starting or OtpChild.Dead
                    or OtpChild.Restarting or OtpChild.Removed:
                    state = Forget(state, at, acts);
                    break;
                default:
                    throw new InvalidOperationException($"unknown child {state.Children[at]}");
            }
        }

        if (state.Work == OtpWork.Terminating)
        {
            state = state with { Work = OtpWork.Starting, At = state.First };
            return false;
        }

        acts.Add(new(GroupVerb.EndAll, 0, state.Because, state.Count, _options.Intensity)
        {
            Native = NativeWord.Shutdown,
        });
        state = state with { Work = OtpWork.Over, Mail = default };
        return true;
    }
}
