using Harness.Reference.Concurrency;
using Harness.Reference.Options;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// Looks after one worker: one activity, one mailbox. Whatever it is told is only a reason to look;
/// what is true is on the service manager's list. Its restart policy decides, it carries out.
/// </summary>
internal sealed partial class WorkerController
{
    private readonly SupervisorRun _run;
    private readonly Mailbox<WorkerSignal> _mail;
    private WorkerPolicy _policy;
    private string _tag = "";
    private Instant? _startDue;
    private Instant? _readyBy;
    private ExitStatus _lastExit;

    internal WorkerController(SupervisorRun run, WorkerOptions worker)
    {
        _run = run;
        Worker = worker;
        _mail = new Mailbox<WorkerSignal>(run.Ports.Time);
        _policy = PolicyFor(worker);
    }

    internal WorkerOptions Worker { get; private set; }

    internal string Name => Worker.Unit.Name;

    /// <summary>The process that is looked after; null while there is to be none.</summary>
    internal ProcessIdentity? Known { get; private set; }

    /// <summary>Since when the known process has been off the list altogether.</summary>
    internal Instant? MissedSince { get; set; }

    /// <summary>The process that this life of the supervisor began for it, if any.</summary>
    internal ProcessIdentity? Began { get; private set; }

    internal WorkerCondition Condition { get; private set; } = WorkerCondition.Starting;

    /// <summary>Over when nobody keeps the worker any more.</summary>
    internal Task Kept { get; set; } = Task.CompletedTask;

    internal void Tell(WorkerSignal signal) => _mail.Post(signal);

    /// <summary>Takes over a process that runs already.</summary>
    internal void Adopt(ProcessStatus status)
    {
        _run.Log(LogCode.WorkerAdopted, Name, status.Identity.Pid);
        LookAfter(status.Identity, status.Identity.StartedAt, status.Tag);
        if (status.State == ProcessState.Ready)
        {
            Serve(status);
        }
    }

    /// <summary>Brings the worker up during startup; an error of any kind is given back.</summary>
    internal async Task<SupervisorError?> BringUp()
    {
        if (Known is null && await StartOnce() is { } failure)
        {
            return new SupervisorError(Phase.Starting, ErrorOrigin.Worker, failure, Name);
        }

        while (!_run.IsEnding && Condition != WorkerCondition.Serving)
        {
            Instant askedAt = _run.Now;
            if (await _run.Services.ListUnit(Name) is not { } all)
            {
                return new SupervisorError(
                    Phase.Starting, ErrorOrigin.Services, ErrorKind.TimedOut, Name);
            }

            ProcessStatus? status = all.FirstOrDefault(one => one.Identity == Known);
            if (status is null || !status.IsAlive)
            {
                return new SupervisorError(
                    Phase.Starting, ErrorOrigin.Worker, ErrorKind.Missing, Name);
            }

            if (status.State == ProcessState.Ready)
            {
                Serve(status);
            }
            else if (IsOverdue(status, askedAt))
            {
                return new SupervisorError(
                    Phase.Starting, ErrorOrigin.Worker, ErrorKind.TimedOut, Name);
            }
            else
            {
                await _mail.Next(Earlier(_readyBy, _run.Now + Worker.ProbeEvery));
            }
        }

        return null;
    }

    /// <summary>Looks after the worker until the end begins.</summary>
    internal async Task Keep()
    {
        Tell(WorkerSignal.Look); // what happened during startup may have been hinted at before
        while (!IsOver)
        {
            // The mailbox comes before what is due, so that a request gets in before the next try.
            WorkerSignal? told = await _mail.Next(NextWake());
            if (IsOver)
            {
                return;
            }

            RestartDecision decision = told switch
            {
                WorkerSignal.Look => await Look(),
                WorkerSignal.Reset => Reset(),
                WorkerSignal.Replace => await TakeNext(),
                WorkerSignal.StartNow => await StartNow(),
                WorkerSignal.StopNow => await StopNow(),
                WorkerSignal.Stop => RestartDecision.Nothing,
                null => await Due(),
            };
            CarryOut(decision.Verb == RestartVerb.End ? await Overran(decision) : decision);
        }
    }

    private bool IsOver => IsRetired || _run.IsEnding;

    private Instant? NextWake()
    {
        // What is overdue was looked at already, and could not be seen or ended.
        Instant probe = _run.Now + Worker.ProbeEvery;
        Instant? lookAt = _readyBy is not { } by ? null
            : by > _run.Now ? Earlier(by, probe)
            : probe;
        return Earlier(Earlier(_startDue, _endDue), Earlier(_policy.NextWake, lookAt));
    }

    private static Instant? Earlier(Instant? left, Instant? right) =>
        left is { } one && right is { } other ? (one < other ? one : other) : left ?? right;

    private async Task<RestartDecision> StartByPolicy()
    {
        if (await StartOnce() is null)
        {
            return RestartDecision.Nothing;
        }

        Replaced(false);
        Post(GroupEventKind.StartFailed, _run.Now);
        return On(PolicyEventKind.StartFailed, _run.Now);
    }

    private async Task<ErrorKind?> StartOnce()
    {
        if (!_run.MayStart || IsDisabled)
        {
            return null;
        }

        ServiceAnswer answer = await Settled(await _run.Services.Start(Name));
        if (answer.Result == ServiceResult.Ending)
        {
            return null;
        }

        if (answer.Process is not { } process)
        {
            _run.Log(LogCode.WorkerStartFailed, Name, (long)answer.Failure);
            return ErrorKind.Refused;
        }

        bool isNew = answer.Result == ServiceResult.Done;
        Began = isNew ? process : Began;
        _run.Log(isNew ? LogCode.WorkerStarted : LogCode.WorkerAdopted, Name, process.Pid);
        LookAfter(process, process.StartedAt, isNew ? Worker.Unit.Tag : "");
        return null;
    }

    private void LookAfter(ProcessIdentity process, Instant startedAt, string tag)
    {
        Known = process;
        _tag = tag;
        MissedSince = null;
        Condition = WorkerCondition.Starting;
        _startDue = null;
        _endDue = null;
        _readyBy = _run.Now + Worker.ReadyWithin;
        On(PolicyEventKind.Started, startedAt);
        Post(GroupEventKind.Started, startedAt);
    }

    private void Serve(ProcessStatus status)
    {
        Condition = WorkerCondition.Serving;
        _tag = status.Tag;
        _readyBy = null;
        _run.Log(LogCode.WorkerReady, Name, status.Identity.Pid);
        On(PolicyEventKind.Ready, _run.Now);
        Post(GroupEventKind.Ready, _run.Now);
        Replaced(IsUpToDate);
    }

    private async Task<RestartDecision> Look()
    {
        // A stall may lie between asking and hearing: what is overdue is judged by when it was
        // asked.
        Instant askedAt = _run.Now;
        if (await _run.Services.ListUnit(Name) is not { } all)
        {
            return RestartDecision.Nothing; // nothing new is known; the watchdog minds that
        }

        if (Known is not { } known)
        {
            return AdoptWhatRuns(all);
        }

        ProcessStatus? status = all.FirstOrDefault(one => one.Identity == known);
        switch (Fates.Of(known, all))
        {
            case Fate.Vanished:
                return Ended(known, ExitStatus.Unknown, _run.Now);
            case Fate.Ended:
                // The machine's stamp is better than the time of looking: the hint may be late.
                RestartDecision decision = Ended(known, status!.Exit, status.ExitedAt);
                await _run.Collect(known);
                return decision;
            case Fate.Alive:
                return await Recover(status!) ?? await LookAtLiving(status!, askedAt);
            default:
                throw new InvalidOperationException("unknown fate");
        }
    }

    private async Task<RestartDecision> LookAtLiving(ProcessStatus status, Instant askedAt)
    {
        if (status.State == ProcessState.Ready && Condition == WorkerCondition.Starting)
        {
            Serve(status);
        }
        else if (IsOverdue(status, askedAt))
        {
            // If it cannot be ended it is tried again, as long after as a start may take.
            _readyBy = _run.Now + Worker.ReadyWithin;
            _run.Meet(ErrorOrigin.Worker, ErrorKind.TimedOut, Name);
            ServiceAnswer answer = await _run.Services.End(status.Identity);
            if (answer.Result != ServiceResult.Done)
            {
                _run.Meet(ErrorOrigin.Worker, ErrorKind.Damaged, Name);
                return RestartDecision.Nothing;
            }

            return await Look();
        }

        return RestartDecision.Nothing;
    }

    private bool IsOverdue(ProcessStatus status, Instant askedAt) =>
        askedAt >= _readyBy && askedAt >= status.PatienceUntil;

    private RestartDecision Ended(ProcessIdentity process, ExitStatus exit, Instant at)
    {
        TimeSpan life = at - process.StartedAt;
        _run.Log(LogCode.WorkerExited, Name, process.Pid, (long)life.TotalMilliseconds);
        Known = null;
        MissedSince = null;
        _readyBy = null;
        _endDue = null;
        _lastExit = exit;
        Condition = IsDisabled ? WorkerCondition.GivenUp : WorkerCondition.Starting;
        Replaced(false);
        Post(GroupEventKind.Exited, at, exit);
        return Died(On(PolicyEventKind.Exited, at, exit));
    }
}
