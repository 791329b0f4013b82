using Harness.Reference.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// What the supervisor believes of one worker and has yet to do for it. It is a value: only
/// <see cref="WorkerTable"/> makes another one of it.
/// </summary>
/// <param name="Worker">The worker, with its present options.</param>
internal sealed record ChildState(WorkerOptions Worker)
{
    /// <summary>How it is, as a person is told.</summary>
    public WorkerCondition Condition { get; init; } = WorkerCondition.Starting;

    /// <summary>What is under way.</summary>
    public Operation Under { get; init; }

    /// <summary>The process that is looked after; null while there is to be none.</summary>
    public ProcessIdentity? Known { get; init; }

    /// <summary>The tag of the settings that it was started with.</summary>
    public string Tag { get; init; } = "";

    /// <summary>When its policy wants it to be started.</summary>
    public Instant? StartDue { get; init; }

    /// <summary>When it is overdue if it is not ready by then.</summary>
    public Instant? ReadyBy { get; init; }

    /// <summary>When an end that failed is tried again.</summary>
    public Instant? EndDue { get; init; }

    /// <summary>How the last process ended.</summary>
    public ExitStatus LastExit { get; init; }

    /// <summary>When that was.</summary>
    public Instant LastExitAt { get; init; }

    /// <summary>The process that this life of the supervisor began for it, if any.</summary>
    public ProcessIdentity? Began { get; init; }

    /// <summary>
    /// Whether a start was asked for whose outcome is not known: there may be a process that this
    /// life began.
    /// </summary>
    public bool MayHaveBegun { get; init; }

    /// <summary>
    /// Whether it is brought up, during startup: an error is the answer then, and no policy is
    /// asked.
    /// </summary>
    public bool IsBringingUp { get; init; }

    /// <summary>Whether it is not to be started until a person asks.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>
    /// Whether it was disabled when a person asked that failures be forgotten; until that is done.
    /// </summary>
    public bool WasDisabled { get; init; }

    /// <summary>Whether it is none of the set's any more.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Whether it is being ended because its group wants that.</summary>
    public bool IsLeaving { get; init; }

    /// <summary>The group that it is a member of, and its number there; null: of none.</summary>
    public GroupSeat? Seat { get; init; }

    /// <summary>The options that it is to be given.</summary>
    public WorkerOptions? Next { get; init; }

    /// <summary>
    /// Whether it is being given other options: its process may be away for that.
    /// </summary>
    public bool IsBeingReplaced { get; init; }

    /// <summary>The process that makes way for one with other options.</summary>
    public ProcessIdentity? MakingWay { get; init; }

    /// <summary>
    /// Whether the process that is looked after was started with the worker's present settings.
    /// </summary>
    internal bool IsUpToDate => Known is not null && Tag == Worker.Unit.Tag;

    /// <summary>When something is to be done if nothing is heard before.</summary>
    internal Instant? WakeAt(Situation at)
    {
        Instant probe = at.Now + Worker.ProbeEvery;
        if (IsBringingUp)
        {
            return Earlier(ReadyBy, probe);
        }

        // What is overdue was looked at already, and could not be seen or ended.
        Instant? lookAt = ReadyBy is not { } by ? null
            : by > at.Now ? Earlier(by, probe)
            : probe;
        return Earlier(Earlier(StartDue, EndDue), Earlier(at.PolicyWake, lookAt));
    }

    private static Instant? Earlier(Instant? left, Instant? right) =>
        left is { } one && right is { } other ? (one < other ? one : other) : left ?? right;
}
