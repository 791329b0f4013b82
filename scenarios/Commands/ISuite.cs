using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Commands;

/// <summary>Something wrong with a scenario file, and where.</summary>
internal sealed record FileProblem(string File, int Line, int Column, string Message)
{
    /// <summary>As compilers write it, so that editors can jump there.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{File}:{Line}:{Column}: {Message}");
}

/// <summary>Scenarios that were read, and everything that is wrong with the others.</summary>
internal sealed record SuiteLoad(
    IReadOnlyList<Scenario> Scenarios, IReadOnlyList<FileProblem> Problems);

/// <summary>Where scenarios come from.</summary>
internal interface ISuite
{
    /// <summary>Reads all scenarios.</summary>
    SuiteLoad Load();

    /// <summary>Reads one file, wherever it lies.</summary>
    SuiteLoad Check(string file);
}
