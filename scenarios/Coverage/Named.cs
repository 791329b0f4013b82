using Harness.Reference.Documents;

namespace Harness.Scenarios.Coverage;

/// <summary>Something that a file calls by its name, and where it does so.</summary>
/// <param name="Name">The name, or the path.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record Named(string Name, Place Place);
