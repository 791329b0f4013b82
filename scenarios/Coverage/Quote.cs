using Harness.Reference.Documents;

namespace Harness.Scenarios.Coverage;

/// <summary>
/// A sentence of one of the two documents, or a part of one, as a scenario quotes it.
/// </summary>
/// <param name="Document">Which document.</param>
/// <param name="Sentence">The words, as they stand there.</param>
internal sealed record Quote(SeedDocument Document, string Sentence);

/// <summary>A quote, and where its sentence begins in the file.</summary>
internal sealed record PlacedQuote(Quote Quote, Place Place);
