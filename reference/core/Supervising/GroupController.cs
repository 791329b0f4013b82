using Harness.Reference.Concurrency;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// Looks after one group: one activity, one mailbox. The controllers of its members tell it what
/// happens, its policy decides, and what that wants the controllers are told; it waits for none of
/// them.
/// </summary>
internal sealed class GroupController
{
    private readonly SupervisorRun _run;
    private readonly Mailbox<GroupMail> _mail;
    private readonly IReadOnlyList<WorkerController> _members;
    private readonly MemberView[] _views;
    private readonly Queue<GroupMail> _known = new(); // what it knows without being told
    private GroupPolicy _policy;
    private Instant? _told; // the wake that the policy was told of last
    private bool _isRetired;

    internal GroupController(
        SupervisorRun run, GroupOptions options, IReadOnlyList<WorkerController> members)
    {
        _run = run;
        Options = options;
        _members = members;
        _views = new MemberView[members.Count];
        _mail = new Mailbox<GroupMail>(run.Ports.Time);
        _policy = options.Make();
    }

    internal GroupOptions Options { get; }

    internal IReadOnlyList<WorkerController> Members => _members;

    private bool IsOver => _run.IsEnding || _isRetired;

    internal void Post(GroupMail mail) => _mail.Post(mail);

    /// <summary>Has it look whether it is over.</summary>
    internal void Wake() => Post(new GroupMail(GroupEventKind.Tick, 0, default, _run.Now));

    /// <summary>A person asks that failures be forgotten, and what is down be started.</summary>
    internal void Reset() => Post(new GroupMail(GroupEventKind.Begin, 0, default, _run.Now));

    /// <summary>It is no group any more; what was its own is somebody else's.</summary>
    internal void Retire()
    {
        _isRetired = true;
        Wake();
    }

    /// <summary>
    /// A fresh policy. Of the members that run it hears that they were started, so that nothing is
    /// started twice; the others are started in its order.
    /// </summary>
    internal void Begin()
    {
        while (_mail.TryNext(out _))
        {
            // What was told before is in what runs now.
        }

        for (int member = 0; member < _members.Count; member++)
        {
            _members[member].Seat = (this, member);
            _views[member] = new MemberView { IsNew = true };
        }

        _run.Log(
            LogCode.GroupBegun, Options.Name, _members.Count,
            _members.Count(member => member.Known is not null));
        _policy = Options.Make();
        _told = null;
        Tell(new GroupMail(GroupEventKind.Begin, 0, default, _run.Now));
    }

    /// <summary>Looks after the group until the end begins, or it is one no more.</summary>
    internal async Task Keep()
    {
        while (!IsOver)
        {
            // A time that has come is told once: what is due then may wait for something else.
            Instant? wake = _policy.NextWake == _told ? null : _policy.NextWake;
            GroupMail? told = await _mail.Next(wake);
            if (IsOver)
            {
                return;
            }

            if (told is { } mail)
            {
                Hear(mail);
            }
            else
            {
                _told = wake;
                Tell(new GroupMail(GroupEventKind.Tick, 0, default, _run.Now));
            }
        }
    }

    private void Hear(GroupMail mail)
    {
        ref MemberView view = ref _views[mail.Member];
        switch (mail.Kind)
        {
            case GroupEventKind.Begin:
                Begin();
                break;
            case GroupEventKind.Tick:
                break;
            case GroupEventKind.Started when view.Since == mail.At:
                break; // it is told of that life already
            case GroupEventKind.Started when !view.IsAsked && view.Since is null:
                Begin(); // it was to be down, and somebody else has started it
                break;
            case GroupEventKind.StartFailed when !view.IsAsked || view.IsNew:
                // It was started for a change of the configuration, or for a fresh policy, which
                // would take that for the failure of the whole group.
                if (view.IsNew)
                {
                    Tell(mail with { Kind = GroupEventKind.Started });
                }

                Tell(mail with { Kind = GroupEventKind.Exited, Exit = ExitStatus.Unknown });
                break;
            case GroupEventKind.Started or GroupEventKind.Ready or GroupEventKind.StartFailed
                or GroupEventKind.Exited or GroupEventKind.End:
                Tell(mail);
                break;
            default:
                throw new InvalidOperationException($"unknown mail {mail.Kind}");
        }
    }

    /// <summary>Tells the policy, and has done what it wants.</summary>
    private void Tell(GroupMail mail)
    {
        TellOnce(mail);
        while (_known.TryDequeue(out GroupMail known))
        {
            TellOnce(known);
        }
    }

    private void TellOnce(GroupMail mail)
    {
        Note(mail);
        var happened = new GroupEvent(mail.Kind, mail.Member, mail.Exit);
        ValueList<GroupAct> acts = _policy.On(
            happened, mail.At, GroupDraw.Of(Options.Name, happened, mail.At));
        if (Foresight.IsTheEnd(_policy, acts, Leaving(), _run.Now))
        {
            // The message comes before the first of them is ended.
            _run.EndInstance(InstanceEnd.Group, ErrorKind.Exhausted, Options.Name);
            return;
        }

        foreach (GroupAct act in acts)
        {
            CarryOut(act, mail.At);
        }
    }

    private IEnumerable<int> Leaving() =>
        Enumerable.Range(0, _views.Length).Where(member => _views[member].IsStopping);

    private void Note(GroupMail mail)
    {
        ref MemberView view = ref _views[mail.Member];
        view = mail.Kind switch
        {
            GroupEventKind.Started => new MemberView { Since = mail.At },
            GroupEventKind.StartFailed or GroupEventKind.Exited => new MemberView(),
            GroupEventKind.Begin or GroupEventKind.Ready or GroupEventKind.End
                or GroupEventKind.Tick => view,
        };
    }

    private void CarryOut(GroupAct act, Instant at)
    {
        WorkerController member = _members[act.Member];
        switch (act.Verb)
        {
            case GroupVerb.Start when member.Known is not null:
                // It was there before the policy was: nothing is started twice.
                _known.Enqueue(new GroupMail(GroupEventKind.Started, act.Member, default, at));
                if (member.Condition == WorkerCondition.Serving)
                {
                    _known.Enqueue(new GroupMail(GroupEventKind.Ready, act.Member, default, at));
                }

                break;
            case GroupVerb.Start:
                _views[act.Member].IsAsked = true;
                member.Tell(act);
                break;
            case GroupVerb.Stop:
                _views[act.Member].IsStopping = true;
                member.Tell(act);
                break;
            case GroupVerb.Wait or GroupVerb.GiveUp or GroupVerb.Rest:
                member.Show(act.Decision, _policy.NextWake);
                break;
            case GroupVerb.EndAll:
                break; // it was seen before
            default:
                throw new InvalidOperationException($"unknown verb {act.Verb}");
        }
    }

    /// <summary>What the policy has been told of a member, and wants of it.</summary>
    private struct MemberView
    {
        /// <summary>When its process was started; null: it has none.</summary>
        internal Instant? Since { get; set; }

        /// <summary>Whether it is to be started.</summary>
        internal bool IsAsked { get; set; }

        /// <summary>Whether it is to be ended.</summary>
        internal bool IsStopping { get; set; }

        /// <summary>Whether a fresh policy has not heard of it yet.</summary>
        internal bool IsNew { get; set; }
    }
}
