using Harness.Scenarios.Systems;

namespace Harness.Scenarios.Commands;

/// <summary>What <c>harness run</c> is asked for, checked.</summary>
internal sealed record RunRequest
{
    /// <summary>Where reports go if nobody says where.</summary>
    public const string DefaultReport = "reports/latest";

    /// <summary>Which scenarios; none means all.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>A scenario file that is run instead of the suite; null: none.</summary>
    public string? File { get; init; }

    /// <summary>Runs of each scenario; null: each scenario's own number.</summary>
    public int? Seeds { get; init; }

    /// <summary>The base seed.</summary>
    public string BaseSeed { get; init; } = Harness.Sim.Running.Seeds.DefaultBase;

    /// <summary>Runs at a time; null: one for each processor.</summary>
    public int? Jobs { get; init; }

    /// <summary>Whether each run is made twice and compared.</summary>
    public bool IsAudit { get; init; }

    /// <summary>Whether the first failure ends it all.</summary>
    public bool FailFast { get; init; }

    /// <summary>Whether Inconclusive exits like Pass.</summary>
    public bool AllowInconclusive { get; init; }

    /// <summary>
    /// The name of a changed supervisor that is run; null: the reference one.
    /// </summary>
    public string? Mutant { get; init; }

    /// <summary>Another system under test; null: the reference supervisor.</summary>
    public SystemName? System { get; init; }

    /// <summary>The folder that mutants come from; null: our own.</summary>
    public string? Mutants { get; init; }

    /// <summary>Where the report goes.</summary>
    public string Report { get; init; } = DefaultReport;
}
