namespace Harness.Reference.Policies;

/// <summary>What a restart policy can want.</summary>
public enum RestartVerb : byte
{
    /// <summary>Nothing is to be done now.</summary>
    Nothing,

    /// <summary>Start now.</summary>
    Start,

    /// <summary>
    /// Do not start before <see cref="PolicyStep{TState}.NextWake"/>, then ask again.
    /// </summary>
    Wait,

    /// <summary>As Wait, and say so: the worker has failed too often.</summary>
    Pause,

    /// <summary>Do not start again unless a person asks: it has failed.</summary>
    GiveUp,

    /// <summary>
    /// Do not start again unless a person asks: it is done. It ended well, or with what is listed
    /// as final, or was asked to.
    /// </summary>
    Rest,

    /// <summary>End the process that runs: it has used up a time that it was given.</summary>
    End,

    /// <summary>End the supervisor itself with everything that it runs.</summary>
    EndAll,
}

/// <summary>Why a restart policy wants it. Text is made at the edge.</summary>
public enum RestartReason : byte
{
    /// <summary>Nothing has failed.</summary>
    None,

    /// <summary>It ended, and is always restarted.</summary>
    Ended,

    /// <summary>It could not be started, and is tried again.</summary>
    StartFailed,

    /// <summary>It ended early; Count in a row, at most Limit.</summary>
    ShortLife,

    /// <summary>Too many short lives in a row: Count, more than Limit.</summary>
    Hopeless,

    /// <summary>Its pause is over.</summary>
    Revived,

    /// <summary>A person asked.</summary>
    Asked,

    /// <summary>It ended; Count are counted of the Limit that are borne.</summary>
    WithinLimit,

    /// <summary>Count are counted, more than the Limit that are borne.</summary>
    OverLimit,

    /// <summary>It has been delayed Count times in a row, each time for longer.</summary>
    Backoff,

    /// <summary>Starts are kept apart, whatever ended.</summary>
    Spacing,

    /// <summary>It ended well, and what ends well is not started again.</summary>
    CleanExit,

    /// <summary>Its settings do not start again what ended so.</summary>
    NotRestarted,

    /// <summary>The exit code Count is listed as one that is not started again.</summary>
    ListedExit,

    /// <summary>A start that failed is not tried again.</summary>
    StartError,

    /// <summary>It was not ready in time.</summary>
    StartTimeout,

    /// <summary>It ran for as long as it may.</summary>
    RuntimeLimit,

    /// <summary>Its watchdog was not fed.</summary>
    WatchdogExpired,

    /// <summary>The supervisor has not yet noticed that it ended.</summary>
    NotNoticed,

    /// <summary>A script that runs after every end is not done yet.</summary>
    Finishing,

    /// <summary>The window of failures has to be over first.</summary>
    WindowFull,

    /// <summary>It flaps: Count rounds of it so far, at most Limit.</summary>
    Flapping,

    /// <summary>Whoever runs here ends as a whole when one of them does.</summary>
    OneForAll,

    /// <summary>It is stopped or started together with another one of its group.</summary>
    Together,

    /// <summary>Count faults of memory within the window: all are replaced.</summary>
    MasterReload,

    /// <summary>The circuit is open.</summary>
    CircuitOpen,

    /// <summary>The circuit is tried with one call.</summary>
    Probe,
}

/// <summary>
/// A decision as a value: what, why, the two numbers that the reason speaks of, and the word that
/// the supervisor which is modelled has for the state that follows. (The three codes are one word,
/// because a structure of more than four fields is never kept in registers.)
/// </summary>
public readonly record struct RestartDecision
{
    private const int BecauseBit = 8;
    private const int NativeBit = 16;

    /// <summary>Nothing is to be done.</summary>
    public static readonly RestartDecision Nothing;

    private readonly uint _codes;

    /// <summary>A decision without a native word.</summary>
    public RestartDecision(
        RestartVerb verb, RestartReason because = RestartReason.None, long count = 0,
        long limit = 0)
        : this(verb, because, NativeWord.None, count, limit)
    {
    }

    internal RestartDecision(
        RestartVerb verb, RestartReason because, NativeWord native, long count, long limit)
    {
        _codes = (uint)verb | (uint)because << BecauseBit | (uint)native << NativeBit;
        Count = count;
        Limit = limit;
    }

    /// <summary>What is to be done.</summary>
    public RestartVerb Verb => (RestartVerb)(_codes & 0xFF);

    /// <summary>Why.</summary>
    public RestartReason Because => (RestartReason)(_codes >> BecauseBit & 0xFF);

    /// <summary>The modelled supervisor's own word; None where it has none.</summary>
    public NativeWord Native
    {
        get => (NativeWord)(_codes >> NativeBit);
        init => _codes = _codes & 0xFFFF | (uint)value << NativeBit;
    }

    /// <summary>The first number that the reason speaks of.</summary>
    public long Count { get; init; }

    /// <summary>The second one.</summary>
    public long Limit { get; init; }

    /// <summary>Whether nothing is started after it unless a person asks.</summary>
    public bool IsFinal => Verb is RestartVerb.GiveUp or RestartVerb.Rest or RestartVerb.EndAll;
}
