using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>Everything that a worker's table can want done.</summary>
internal enum ActKind
{
    /// <summary>Ask for the unit's list. Outcome: Listed.</summary>
    List,

    /// <summary>Start the unit. Outcome: StartAnswered.</summary>
    Start,

    /// <summary>Kill one process. Outcome: ProcessEnded.</summary>
    EndProcess,

    /// <summary>End the unit, with its own grace. Outcome: UnitEnded.</summary>
    EndUnit,

    /// <summary>End the unit, with that signal and within that time. Outcome: UnitEnded.</summary>
    EndUnitWith,

    /// <summary>Make the unit's options known. Outcome: Defined.</summary>
    Define,

    /// <summary>Collect a process that has ended. Outcome: Collected.</summary>
    Collect,

    /// <summary>Tell the policy what happened, and do what it wants. Outcome: Decided.</summary>
    AskPolicy,

    /// <summary>Tell the policy what happened; what it wants is known.</summary>
    TellPolicy,

    /// <summary>Begin with a fresh policy, as the options say.</summary>
    RenewPolicy,

    /// <summary>Put a fact into the log.</summary>
    Log,

    /// <summary>Tell the group what happened.</summary>
    PostToGroup,

    /// <summary>Wake who gives back what dead workers hold.</summary>
    WakeReaper,

    /// <summary>Order a look, after whatever was ordered before.</summary>
    LookAgain,

    /// <summary>Have an error of the worker treated.</summary>
    MeetError,

    /// <summary>End the instance.</summary>
    EndInstance,

    /// <summary>Answer who brings it up: it failed.</summary>
    AnswerBringUp,

    /// <summary>Answer who replaces it: whether it serves with its new options.</summary>
    AnswerReplace,

    /// <summary>Answer who retires it: whether it is gone.</summary>
    AnswerRetire,
}

/// <summary>Something that is to be done, with what it is done to.</summary>
/// <param name="Kind">What.</param>
internal readonly record struct WorkerAct(ActKind Kind)
{
    /// <summary>Which process. Of EndProcess and Collect.</summary>
    public ProcessIdentity Process { get; init; }

    /// <summary>The signal that asks. Of EndUnitWith.</summary>
    public Signal With { get; init; }

    /// <summary>How long is waited then; null: as long as it needs. Of EndUnitWith.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>What happened. Of AskPolicy and TellPolicy.</summary>
    public PolicyEventKind Happened { get; init; }

    /// <summary>Where to post, and what happened. Of PostToGroup.</summary>
    public (GroupSeat Seat, GroupEventKind Happened) Mail { get; init; }

    /// <summary>When it happened. Of AskPolicy, TellPolicy and PostToGroup.</summary>
    public Instant At { get; init; }

    /// <summary>How it ended, if it did. Of AskPolicy and PostToGroup.</summary>
    public ExitStatus Exit { get; init; }

    /// <summary>The fact and its two numbers. Of Log.</summary>
    public (LogCode Code, long First, long Second) Fact { get; init; }

    /// <summary>The origin of an error. Of AnswerBringUp.</summary>
    public ErrorOrigin Origin { get; init; }

    /// <summary>What is wrong. Of MeetError, EndInstance and AnswerBringUp.</summary>
    public ErrorKind Error { get; init; }

    /// <summary>Why the instance ends. Of EndInstance.</summary>
    public InstanceEnd End { get; init; }

    /// <summary>The answer. Of AnswerReplace and AnswerRetire.</summary>
    public bool IsDone { get; init; }

    internal static WorkerAct EndProcess(ProcessIdentity process) =>
        new(ActKind.EndProcess) { Process = process };

    internal static WorkerAct EndUnitWith(Signal with, TimeSpan? within) =>
        new(ActKind.EndUnitWith) { With = with, Within = within };

    internal static WorkerAct Collect(ProcessIdentity process) =>
        new(ActKind.Collect) { Process = process };

    internal static WorkerAct Ask(
        PolicyEventKind happened, Instant at, ExitStatus exit = default) =>
        new(ActKind.AskPolicy) { Happened = happened, At = at, Exit = exit };

    internal static WorkerAct Tell(PolicyEventKind happened, Instant at) =>
        new(ActKind.TellPolicy) { Happened = happened, At = at };

    internal static WorkerAct Log(LogCode code, long first = 0, long second = 0) =>
        new(ActKind.Log) { Fact = (code, first, second) };

    internal static WorkerAct Post(
        GroupSeat seat, GroupEventKind happened, Instant at, ExitStatus exit = default) =>
        new(ActKind.PostToGroup) { Mail = (seat, happened), At = at, Exit = exit };

    internal static WorkerAct Meet(ErrorKind error) =>
        new(ActKind.MeetError) { Error = error };

    internal static WorkerAct EndInstance(InstanceEnd because, ErrorKind error) =>
        new(ActKind.EndInstance) { End = because, Error = error };

    internal static WorkerAct FailBringUp(ErrorOrigin origin, ErrorKind error) =>
        new(ActKind.AnswerBringUp) { Origin = origin, Error = error };

    internal static WorkerAct AnswerReplace(bool isServing) =>
        new(ActKind.AnswerReplace) { IsDone = isServing };

    internal static WorkerAct AnswerRetire(bool isGone) =>
        new(ActKind.AnswerRetire) { IsDone = isGone };
}
