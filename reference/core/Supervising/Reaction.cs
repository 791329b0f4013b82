using Harness.Reference.Policies.Groups;

namespace Harness.Reference.Supervising;

/// <summary>Why a stimulus changes nothing and nothing is done about it.</summary>
internal enum Ignored
{
    /// <summary>It was not ignored.</summary>
    No,

    /// <summary>One thing at a time: an order is not to be heard yet.</summary>
    Busy,

    /// <summary>An outcome of something that is not under way.</summary>
    NotUnderWay,

    /// <summary>The end has begun; whoever heeds orders sees that by himself.</summary>
    Ending,

    /// <summary>Nothing is to be started: the end has begun, or the worker is disabled.</summary>
    MayNotStart,

    /// <summary>It is so already.</summary>
    SoAlready,

    /// <summary>It is no member of a group any more.</summary>
    NoMember,

    /// <summary>It is down: its end was told already, or will be.</summary>
    Down,

    /// <summary>Two replacements came together, and the first has taken the options.</summary>
    NoOptions,

    /// <summary>Nobody said what is so; the watchdog minds that.</summary>
    NobodySays,

    /// <summary>Nothing runs, as it is to be.</summary>
    NothingRuns,

    /// <summary>It lives and nothing is wrong with it.</summary>
    AllIsWell,

    /// <summary>Its policy wants nothing.</summary>
    NothingWanted,

    /// <summary>It is disabled, whatever its policy wants.</summary>
    IsDisabled,

    /// <summary>It was done, and nothing comes after it.</summary>
    Over,
}

/// <summary>What a worker's table answers: either something, or why nothing.</summary>
/// <param name="State">The new state.</param>
/// <param name="Acts">What is to be done, in order; only the outcome of the last counts.</param>
/// <param name="Because">Why nothing is done and nothing is changed but what is under way.</param>
internal readonly record struct Reaction(
    ChildState State, ValueList<WorkerAct> Acts, Ignored Because)
{
    /// <summary>That state, and these acts.</summary>
    internal static Reaction Of(ChildState state, params ReadOnlySpan<WorkerAct> acts) =>
        new(state, ValueLists.Of(acts), Ignored.No);

    /// <summary>Nothing, for that reason.</summary>
    internal static Reaction None(ChildState state, Ignored because) => new(state, [], because);

    /// <summary>What comes next, from the state that there is then.</summary>
    internal Reaction Then(Func<ChildState, Reaction> next)
    {
        Reaction more = next(State);
        return new Reaction(
            more.State, [.. Acts, .. more.Acts],
            Because == Ignored.No ? Ignored.No : more.Because);
    }

    /// <summary>The same, with one more act at the end if there is one.</summary>
    internal Reaction And(WorkerAct? act) =>
        act is { } one ? new Reaction(State, Acts.Add(one), Ignored.No) : this;
}
