using Harness.Reference.Concurrency;
using Harness.Reference.Options;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// Looks after one worker: one activity, one mailbox. <see cref="WorkerTable"/> says what is to be
/// done about what it hears; it does that, in order, and tells the table what became of it.
/// Whatever it is told is only a reason to look; what is true is on the service manager's list.
/// </summary>
internal sealed class WorkerController
{
    private static readonly Task<WorkerStimulus?> _noOutcome =
        Task.FromResult<WorkerStimulus?>(null);

    private readonly SupervisorRun _run;
    private readonly Mailbox<WorkerStimulus> _orders;
    private ChildState _state;
    private WorkerPolicy _policy;
    private Task _kept = Task.CompletedTask;
    private TaskCompletionSource<bool>? _replaced;
    private SupervisorError? _failure;
    private bool _isGone;

    internal WorkerController(SupervisorRun run, WorkerOptions worker)
    {
        _run = run;
        _orders = new Mailbox<WorkerStimulus>(run.Ports.Time);
        _state = new ChildState(worker);
        _policy = PolicyFor(worker);
    }

    internal string Name => _state.Worker.Unit.Name;

    /// <summary>What is believed of it now.</summary>
    internal ChildState State => _state;

    internal WorkerOptions Worker => _state.Worker;

    /// <inheritdoc cref="ChildState.Known"/>
    internal ProcessIdentity? Known => _state.Known;

    internal WorkerCondition Condition => _state.Condition;

    private Situation Situation => new(
        _run.Now, _policy.NextWake, _run.IsEnding, _run.Instance.MayStart, _run.Options);

    private bool IsOver => _state.IsRetired || _run.IsEnding;

    /// <summary>Orders something; it is done when what was ordered before is.</summary>
    internal void Order(WorkerStimulus order) => _orders.Post(order);

    /// <summary>Asks it to run, or to be down, as its group's act says.</summary>
    internal void Order(GroupAct act) => Order(new WorkerStimulus(
        act.Verb == GroupVerb.Start ? StimulusKind.StartNow : StimulusKind.StopNow)
    {
        Order = act,
    });

    /// <summary>Tells it something that it has to know at once, whatever is under way.</summary>
    internal void Note(WorkerStimulus note)
    {
        foreach (WorkerAct act in Step(note))
        {
            if (!Do(act).IsCompletedSuccessfully)
            {
                throw new InvalidOperationException(
                    $"{Name}: {act.Kind} takes time, and {note.Kind} is only a note");
            }
        }
    }

    /// <summary>Takes over a process that runs already.</summary>
    internal void Adopt(ProcessStatus found) =>
        Note(new WorkerStimulus(StimulusKind.Adopted) { Process = found });

    /// <summary>Brings the worker up during startup; an error of any kind is given back.</summary>
    internal async Task<SupervisorError?> BringUp()
    {
        await Hear(StimulusKind.BringUp);
        while (!_run.IsEnding && _state.IsBringingUp)
        {
            WorkerStimulus? told = await _orders.Next(_state.WakeAt(Situation));
            if (!_run.IsEnding)
            {
                await Hear(told ?? StimulusKind.Wake);
            }
        }

        return _failure;
    }

    /// <summary>
    /// Begins to look after the worker, until the end begins or it is retired.
    /// </summary>
    internal Task Begin() => _kept = _run.Ports.Actors.Spawn($"keep {Name}", Keep);

    /// <summary>
    /// Gives the worker other options, and if they say so another process; true when that is ready,
    /// false as soon as it has failed once (from then on it is in the hands of its policy).
    /// </summary>
    internal Task<bool> Replace(WorkerOptions next)
    {
        _replaced = new TaskCompletionSource<bool>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        Task<bool> replaced = _replaced.Task;
        Note(new WorkerStimulus(StimulusKind.Given) { Options = next });
        Order(StimulusKind.Replace);
        return replaced;
    }

    /// <summary>
    /// Ends the worker for good: it is in the configuration no more. False if it is not gone.
    /// </summary>
    internal async Task<bool> Retire()
    {
        Note(StimulusKind.Retired);
        Order(StimulusKind.Stop);
        await _kept; // a start that is under way comes first
        await Hear(StimulusKind.EndForGood);
        return _isGone;
    }

    private async Task Keep()
    {
        // What happened during startup may have been hinted at before.
        Order(StimulusKind.Look);
        while (!IsOver)
        {
            // The mailbox comes before what is due, so that a request gets in before the next try.
            WorkerStimulus? told = await _orders.Next(_state.WakeAt(Situation));
            if (!IsOver)
            {
                await Hear(told ?? StimulusKind.Wake);
            }
        }
    }

    /// <summary>Obeys an order: does what the table says until nothing is under way.</summary>
    private async Task Hear(WorkerStimulus order)
    {
        WorkerStimulus? next = order;
        while (next is { } heard)
        {
            next = null;
            foreach (WorkerAct act in Step(heard))
            {
                next = await Do(act);
            }
        }
    }

    private ValueList<WorkerAct> Step(WorkerStimulus heard)
    {
        Reaction reaction = WorkerTable.Step(_state, heard, Situation);
        if (reaction.Because is Ignored.Busy or Ignored.NotUnderWay)
        {
            throw new InvalidOperationException(
                $"{Name}: {heard.Kind} was heard while {_state.Under} is under way");
        }

        _state = reaction.State;
        return reaction.Acts;
    }

    /// <summary>
    /// Does one act, and gives its outcome, if it has one. Others have their turn only during those
    /// that call the service manager.
    /// </summary>
    private Task<WorkerStimulus?> Do(WorkerAct act) => act.Kind switch
    {
        ActKind.List => List(),
        ActKind.Start => Start(),
        ActKind.EndProcess => EndProcess(act.Process),
        ActKind.EndUnit => Told(StimulusKind.UnitEnded, _run.Units.End(Name)),
        ActKind.EndUnitWith => Told(
            StimulusKind.UnitEnded, _run.Units.End(Name, act.With, act.Within)),
        ActKind.Define => Told(StimulusKind.Defined, Define(Worker.Spec)),
        ActKind.Collect => Collect(act.Process),
        ActKind.AskPolicy => Task.FromResult<WorkerStimulus?>(
            new WorkerStimulus(StimulusKind.Decided)
            {
                Decision = On(act.Happened, act.At, act.Exit),
            }),
        ActKind.TellPolicy => Done(() => On(act.Happened, act.At, act.Exit)),
        ActKind.RenewPolicy => Done(() => _policy = PolicyFor(Worker)),
        ActKind.Log => Done(
            () => _run.Log(act.Fact.Code, Name, act.Fact.First, act.Fact.Second)),
        ActKind.PostToGroup => Done(() => act.Mail.Seat.Group.Post(
            new GroupMail(act.Mail.Happened, act.Mail.Seat.Member, act.Exit, act.At))),
        ActKind.WakeReaper => Done(() => _run.Reaper?.Tell()),
        ActKind.LookAgain => Done(() => Order(StimulusKind.Look)),
        ActKind.MeetError => Done(() => _run.Errors.Meet(ErrorOrigin.Worker, act.Error, Name)),
        ActKind.EndInstance => Done(() => _run.Errors.EndInstance(act.End, act.Error, Name)),
        ActKind.AnswerBringUp => Done(() => _failure = new SupervisorError(
            Phase.Starting, act.Origin, act.Error, Name)),
        ActKind.AnswerReplace => Done(() => _replaced?.TrySetResult(act.IsDone)),
        ActKind.AnswerRetire => Done(() => _isGone = act.IsDone),
    };

    private static Task<WorkerStimulus?> Done(Action act)
    {
        act();
        return _noOutcome;
    }

    private static async Task<WorkerStimulus?> Told(StimulusKind kind, Task<bool> isDone) =>
        new WorkerStimulus(kind) { IsDone = await isDone };

    private async Task<WorkerStimulus?> List()
    {
        Instant askedAt = _run.Now;
        return new WorkerStimulus(StimulusKind.Listed)
        {
            List = await _run.Services.ListUnit(Name), AskedAt = askedAt,
        };
    }

    private async Task<WorkerStimulus?> Start() => new WorkerStimulus(StimulusKind.StartAnswered)
    {
        Answer = await _run.Services.Start(Name),
    };

    private async Task<WorkerStimulus?> EndProcess(ProcessIdentity process) =>
        new WorkerStimulus(StimulusKind.ProcessEnded)
        {
            IsDone = (await _run.Services.End(process)).Result == ServiceResult.Done,
        };

    private async Task<WorkerStimulus?> Collect(ProcessIdentity process)
    {
        await _run.Units.Collect(process);
        return new WorkerStimulus(StimulusKind.Collected);
    }

    private RestartDecision On(PolicyEventKind happened, Instant at, ExitStatus exit) =>
        _policy.On(new PolicyEvent(happened, exit), at, PolicyDraw.Of(Name, happened, at));

    // Who restarts is the manager, if there is an external one: the worker's own is not asked.
    private WorkerPolicy PolicyFor(WorkerOptions worker) => _run.IsManaged
        ? WorkerPolicy.Of(new ManagedPolicy())
        : worker.Policy.Make();

    // An external manager starts whatever it was told last: it must have heard.
    private Task<bool> Define(UnitSpec unit)
    {
        return _run.IsManaged ? Attempts.UntilOneWorks(_run, Once) : Once();

        async Task<bool> Once() =>
            (await _run.Services.Define(unit)).Result == ServiceResult.Done;
    }
}
