namespace Harness.Hosting.Control;

/// <summary>Why a request was not done (problem details, RFC 9457).</summary>
public sealed record ControlProblem
{
    /// <summary>Names the kind of problem: the status says it all.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>The kind of problem, in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong with this request, for people; null if the title says it.</summary>
    public string? Detail { get; init; }

    /// <summary>What is wrong with a configuration; null if that is not the problem.</summary>
    public IReadOnlyList<ControlError>? Errors { get; init; }

    /// <summary>
    /// The document that <see cref="Errors"/> have their places in, if it is not the one that was
    /// sent.
    /// </summary>
    public string? Document { get; init; }
}
