namespace Harness.Hosting.Processes;

/// <summary>How a process host does its work.</summary>
public sealed record ProcessHostOptions
{
    /// <summary>
    /// The state directory, absolute. Records of running processes, their notify sockets and their
    /// output are kept below it.
    /// </summary>
    public required string Directory { get; init; }

    /// <summary>Its monotonic timestamp stamps what happens.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The environment of processes, without what is said to each; that of this process if left
    /// out.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>
    /// The most bytes of a worker's output file; one that is longer is moved aside. At least 4096.
    /// </summary>
    public long MostOutputBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Told of what is not worth an error; null: nobody.</summary>
    public Action<string>? Note { get; init; }
}
