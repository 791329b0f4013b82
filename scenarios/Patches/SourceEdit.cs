using Harness.Reference.Documents;

namespace Harness.Scenarios.Patches;

/// <summary>One place of a source that a mutant changes.</summary>
/// <param name="File">The source, from its project's folder.</param>
/// <param name="FilePlace">Where that is said.</param>
/// <param name="Find">What must be there exactly once.</param>
/// <param name="FindPlace">Where that is said.</param>
/// <param name="Replace">What is there instead.</param>
/// <param name="ReplacePlace">Where that is said.</param>
internal sealed record SourceEdit(
    string File, Place FilePlace, string Find, Place FindPlace, string Replace,
    Place ReplacePlace);
