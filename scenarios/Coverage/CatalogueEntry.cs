using Harness.Reference.Documents;

namespace Harness.Scenarios.Coverage;

/// <summary>A name of the scenario catalogue.</summary>
/// <param name="Name">The last part of the name of the scenario that it asks for.</param>
/// <param name="Place">Where its entry begins in the catalogue.</param>
/// <param name="NotExpressible">
/// Why the machine cannot express it; null if there must be a scenario.
/// </param>
internal sealed record CatalogueEntry(string Name, Place Place, string? NotExpressible);
