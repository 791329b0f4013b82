namespace Harness.Reference.Policies.Groups;

/// <summary>Which children are restarted when one has ended.</summary>
public enum OtpStrategy
{
    /// <summary>That one.</summary>
    OneForOne,

    /// <summary>All.</summary>
    OneForAll,

    /// <summary>That one and those that were started after it.</summary>
    RestForOne,
}

/// <summary>Whether a child is restarted.</summary>
public enum OtpRestart
{
    /// <summary>Always.</summary>
    Permanent,

    /// <summary>Unless it ended normally.</summary>
    Transient,

    /// <summary>Never, not even together with others.</summary>
    Temporary,
}

/// <summary>The flags of a supervisor and its children.</summary>
public sealed record OtpSupervisorOptions
{
    /// <summary>Who is restarted with whom.</summary>
    public OtpStrategy Strategy { get; init; }

    /// <summary>
    /// How many restarts of all children within the period are borne; 0 or more.
    /// </summary>
    public int Intensity { get; init; } = 1;

    /// <summary>Whole seconds, over 0.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where whole seconds begin.</summary>
    public PolicyTiming Timing { get; init; }

    /// <summary>The children, in start order.</summary>
    public required IReadOnlyList<OtpRestart> Children { get; init; }

    /// <summary>Which children are supervisors: they are given all the time to end.</summary>
    public IReadOnlyList<int> Supervisors { get; init; } = [];
}
