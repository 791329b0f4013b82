using Harness.Sim.Running;

namespace Harness.Scenarios.Patches;

/// <summary>A mutant as its file has it: what is changed in which sources.</summary>
/// <param name="Mutant">What it is called, and what is to catch it.</param>
/// <param name="File">The file that it is from, as problems call it.</param>
/// <param name="Project">The project that it changes.</param>
/// <param name="Edits">The places, at least one.</param>
internal sealed record SourcePatch(
    Mutant Mutant, string File, PatchedProject Project, IReadOnlyList<SourceEdit> Edits);
