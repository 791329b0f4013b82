namespace Harness.Reference.Policies.Systems;

/// <summary>
/// A supervisor that is modelled: its versions, its options with their real defaults, and what it
/// was read from.
/// </summary>
public sealed record PolicySystem
{
    internal PolicySystem()
    {
    }

    /// <summary>Its name in specs and configurations.</summary>
    public required string Slug { get; init; }

    /// <summary>What else it is called; the slug is meant then.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The versions that can be asked for, oldest first.</summary>
    public required IReadOnlyList<string> Versions { get; init; }

    /// <summary>The version that is meant when none is named.</summary>
    public string UsualVersion { get => field ?? Versions[^1]; init; }

    /// <summary>The clock that its decisions go by.</summary>
    public required string Clock { get; init; }

    /// <summary>Its options, in the order in which they are explained.</summary>
    public IReadOnlyList<PolicyOption> Options { get; init; } = [];

    /// <summary>What cannot be configured: names and values; empty if nothing is fixed.</summary>
    public string Fixed { get; init; } = "";

    /// <summary>The files and versions that the rule was read from.</summary>
    public required string Source { get; init; }

    /// <summary>How coarse its clock is when granularity is on; empty: not at all.</summary>
    public string Granularity { get; init; } = "";

    /// <summary>Where the model is known to differ from the real one, if anywhere.</summary>
    public string Deviations { get; init; } = "";

    /// <summary>Reads the options and makes the policy; null if a problem was reported.</summary>
    internal Func<OptionValues, PolicyTiming, WorkerPolicy?> Make { get; init; } =
        (_, _) => throw new InvalidOperationException("a system without a policy");

    /// <summary>The option of that name; null if there is none.</summary>
    public PolicyOption? Find(string name)
    {
        foreach (PolicyOption option in Options)
        {
            if (option.Name == name)
            {
                return option;
            }
        }

        return null;
    }
}
