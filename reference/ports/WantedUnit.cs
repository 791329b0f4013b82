namespace Harness.Reference.Ports;

/// <summary>A worker that a system under test is to look after.</summary>
/// <param name="Unit">Its name, what its process runs, and how long it has to end.</param>
public sealed record WantedUnit(UnitSpec Unit)
{
    /// <summary>
    /// The workers that can stand in for each other have one group; empty: it is one of its own.
    /// </summary>
    public string Group { get; init; } = "";

    /// <summary>Whether the service is whole without it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>
    /// When it is to be started again, as the key <c>policy</c> of a document says it:
    /// <c>{ always: { delay: 1s } }</c>. Empty for a member of a <see cref="WantedGroup"/>.
    /// </summary>
    public string Policy { get; init; } = "";

    /// <summary>
    /// From the start of a process to its readiness; what takes longer has failed. Over 0.
    /// </summary>
    public TimeSpan ReadyWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a start that is awaited is to be looked at. Over 0.</summary>
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A ready process that gives no sign of life for longer than this hangs. Over 0.
    /// </summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(15);
}
