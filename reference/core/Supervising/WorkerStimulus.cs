using Harness.Reference.Options;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>How a stimulus is heard.</summary>
internal enum StimulusSort
{
    /// <summary>At once: it changes what is believed, and begins nothing.</summary>
    Note,

    /// <summary>One at a time, while nothing is under way.</summary>
    Order,

    /// <summary>As what became of the act that is under way.</summary>
    Outcome,
}

/// <summary>Everything that a worker's controller can hear.</summary>
internal enum StimulusKind
{
    /// <summary>A note: a process of it was found running, and is taken over.</summary>
    Adopted,

    /// <summary>A note: its group has decided something about it while it is down.</summary>
    Shown,

    /// <summary>
    /// A note: it failed for good, and the service is whole without it: it is left down.
    /// </summary>
    Disabled,

    /// <summary>A note: it has another seat in a group, or none.</summary>
    Seated,

    /// <summary>A note: these are the options that the order to replace it speaks of.</summary>
    Given,

    /// <summary>A note: it is in the configuration no more.</summary>
    Retired,

    /// <summary>An order: it is to serve, during startup.</summary>
    BringUp,

    /// <summary>An order: something may have happened to its process.</summary>
    Look,

    /// <summary>An order: the time has come that the table wanted to be woken at.</summary>
    Wake,

    /// <summary>An order: a person asked that failures be forgotten.</summary>
    Reset,

    /// <summary>An order: it is to run with the options that it was given.</summary>
    Replace,

    /// <summary>An order: its group wants it to run.</summary>
    StartNow,

    /// <summary>An order: its group wants it to be down.</summary>
    StopNow,

    /// <summary>An order: it is to be ended for good.</summary>
    EndForGood,

    /// <summary>An order: the end has begun.</summary>
    Stop,

    /// <summary>An outcome: what the service manager says of the unit, if it does.</summary>
    Listed,

    /// <summary>An outcome: what became of a start.</summary>
    StartAnswered,

    /// <summary>An outcome: whether the process was ended.</summary>
    ProcessEnded,

    /// <summary>An outcome: whether the unit was ended.</summary>
    UnitEnded,

    /// <summary>An outcome: whether the unit was defined.</summary>
    Defined,

    /// <summary>An outcome: a process was collected.</summary>
    Collected,

    /// <summary>An outcome: what the policy wants.</summary>
    Decided,
}

/// <summary>Something that a worker's controller hears, with what it says.</summary>
/// <param name="Kind">What.</param>
internal readonly record struct WorkerStimulus(StimulusKind Kind)
{
    /// <summary>How it is heard.</summary>
    internal StimulusSort Sort => Kind switch
    {
        StimulusKind.Adopted or StimulusKind.Shown or StimulusKind.Disabled
            or StimulusKind.Seated or StimulusKind.Given or StimulusKind.Retired =>
            StimulusSort.Note,
        StimulusKind.BringUp or StimulusKind.Look or StimulusKind.Wake or StimulusKind.Reset
            or StimulusKind.Replace or StimulusKind.StartNow or StimulusKind.StopNow
            or StimulusKind.EndForGood or StimulusKind.Stop => StimulusSort.Order,
        StimulusKind.Listed or StimulusKind.StartAnswered or StimulusKind.ProcessEnded
            or StimulusKind.UnitEnded or StimulusKind.Defined or StimulusKind.Collected
            or StimulusKind.Decided => StimulusSort.Outcome,
    };

    /// <summary>The list; null: nobody said. Of Listed.</summary>
    public IReadOnlyList<ProcessStatus>? List { get; init; }

    /// <summary>
    /// When the list was asked for: a stall may lie between asking and hearing. Of Listed.
    /// </summary>
    public Instant AskedAt { get; init; }

    /// <summary>The process that was found. Of Adopted.</summary>
    public ProcessStatus? Process { get; init; }

    /// <summary>What the service manager made of a start. Of StartAnswered.</summary>
    public ServiceAnswer Answer { get; init; }

    /// <summary>Whether it worked. Of ProcessEnded, UnitEnded and Defined.</summary>
    public bool IsDone { get; init; }

    /// <summary>What is wanted. Of Decided and Shown.</summary>
    public RestartDecision Decision { get; init; }

    /// <summary>When the group's policy goes on. Of Shown.</summary>
    public Instant? GroupWake { get; init; }

    /// <summary>What the group wants. Of StartNow and StopNow.</summary>
    public GroupAct Order { get; init; }

    /// <summary>What was found wrong. Of Disabled.</summary>
    public Instability Because { get; init; }

    /// <summary>The seat; null: none. Of Seated.</summary>
    public GroupSeat? Seat { get; init; }

    /// <summary>The options. Of Given.</summary>
    public WorkerOptions? Options { get; init; }

    /// <summary>An order that says no more than its kind.</summary>
    public static implicit operator WorkerStimulus(StimulusKind kind) => new(kind);
}
