using Harness.Reference.Options;

namespace Harness.Hosting.Running;

/// <summary>What a hosted supervisor is made of.</summary>
public sealed record SupervisorSetup
{
    /// <summary>The configuration of the first start.</summary>
    public required SupervisorOptions Options { get; init; }

    /// <summary>
    /// Reads configurations, so that they can be changed while it runs; null: the options were
    /// given in code, and stay as they are.
    /// </summary>
    public IConfigReader? Reader { get; init; }

    /// <summary>Where a fatal message goes besides its file; stderr if left out.</summary>
    public TextWriter Errors { get; init; } = Console.Error;

    /// <summary>Whether the host ends when the supervisor has ended.</summary>
    public bool StopsHost { get; init; } = true;
}
