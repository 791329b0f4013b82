using Harness.Reference.Concurrency;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// Looks after one group: one activity, one mailbox. The controllers of its members tell it what
/// happens, its policy decides, and what that wants the controllers are told; it waits for none of
/// them. <see cref="GroupTable"/> says what is to be done about what it hears.
/// </summary>
internal sealed class GroupController : IGroupMailbox
{
    private readonly SupervisorRun _run;
    private readonly Mailbox<GroupMail> _mail;
    private GroupState _state = new();
    private GroupPolicy _policy;

    internal GroupController(
        SupervisorRun run, GroupOptions options, IReadOnlyList<WorkerController> members)
    {
        _run = run;
        Options = options;
        Members = members;
        _mail = new Mailbox<GroupMail>(run.Ports.Time);
        _policy = options.Make();
    }

    internal GroupOptions Options { get; }

    internal IReadOnlyList<WorkerController> Members { get; }

    private bool IsOver => _run.IsEnding || _state.IsRetired;

    private GroupSituation Situation => new(
        _run.Now, _policy.NextWake,
        [.. Members.Select(member => new MemberSeen(
            member.Known is not null, member.Condition == WorkerCondition.Serving))]);

    /// <inheritdoc/>
    public void Post(GroupMail mail) => _mail.Post(mail);

    /// <summary>Has it look whether it is over.</summary>
    internal void Wake() => Post(new GroupMail(GroupEventKind.Tick, 0, default, _run.Now));

    /// <summary>A person asks that failures be forgotten, and what is down be started.</summary>
    internal void Reset() => Post(new GroupMail(GroupEventKind.Begin, 0, default, _run.Now));

    /// <summary>It is no group any more; what was its own is somebody else's.</summary>
    internal void Retire() => Hear(new GroupStimulus(GroupStimulusKind.Retire));

    /// <summary>Begins with what runs.</summary>
    internal void Begin() => Hear(new GroupStimulus(GroupStimulusKind.Begin));

    /// <summary>Looks after the group until the end begins, or it is one no more.</summary>
    internal async Task Keep()
    {
        while (!IsOver)
        {
            GroupMail? told = await _mail.Next(_state.WakeAt(_policy.NextWake));
            if (!IsOver)
            {
                Hear(told is { } mail
                    ? new GroupStimulus(GroupStimulusKind.Mail) { Mail = mail }
                    : new GroupStimulus(GroupStimulusKind.Wake));
            }
        }
    }

    private void Hear(GroupStimulus stimulus)
    {
        GroupStimulus? next = stimulus;
        while (next is { } heard)
        {
            GroupReaction reaction = GroupTable.Step(_state, heard, Situation);
            if (reaction.Because is Ignored.Busy or Ignored.NotUnderWay)
            {
                throw new InvalidOperationException($"{Options.Name}: {heard.Kind} was not asked");
            }

            _state = reaction.State;
            next = null;
            foreach (GroupOrder order in reaction.Orders)
            {
                next = Do(order);
            }
        }
    }

    /// <summary>Does what the table wants; the outcome, if it has one.</summary>
    private GroupStimulus? Do(GroupOrder order) => order.Kind switch
    {
        GroupOrderKind.ForgetMail => Done(ForgetMail),
        GroupOrderKind.SeatMembers => Done(() => Seat(isSeated: true)),
        GroupOrderKind.UnseatMembers => Done(() => Seat(isSeated: false)),
        GroupOrderKind.LogBegun => Done(
            () => _run.Log(LogCode.GroupBegun, Options.Name, Members.Count, order.Running)),
        GroupOrderKind.RenewPolicy => Done(() => _policy = Options.Make()),
        GroupOrderKind.AskPolicy => Ask(order.Mail),
        GroupOrderKind.OrderMember => Done(() => Members[order.Act.Member].Order(order.Act)),
        GroupOrderKind.ShowMember => Done(() => Members[order.Act.Member].Note(
            new WorkerStimulus(StimulusKind.Shown)
            {
                Decision = order.Act.Decision, GroupWake = _policy.NextWake,
            })),
        GroupOrderKind.LookAgain => Done(Wake),
        GroupOrderKind.EndInstance => Done(() => _run.Errors.EndInstance(
            InstanceEnd.Group, ErrorKind.Exhausted, Options.Name)),
    };

    private static GroupStimulus? Done(Action order)
    {
        order();
        return null;
    }

    private void ForgetMail()
    {
        while (_mail.TryNext(out _))
        {
            // However much there is.
        }
    }

    private GroupStimulus Ask(GroupMail mail)
    {
        var happened = new GroupEvent(mail.Kind, mail.Member, mail.Exit);
        ValueList<GroupAct> acts = _policy.On(
            happened, mail.At, GroupDraw.Of(Options.Name, happened, mail.At));
        return new GroupStimulus(GroupStimulusKind.Decided)
        {
            Acts = acts, IsTheEnd = Foresight.IsTheEnd(_policy, acts, _state.Leaving, _run.Now),
        };
    }

    private void Seat(bool isSeated)
    {
        for (int member = 0; member < Members.Count; member++)
        {
            Members[member].Note(new WorkerStimulus(StimulusKind.Seated)
            {
                Seat = isSeated ? new GroupSeat(this, member) : null,
            });
        }
    }
}
