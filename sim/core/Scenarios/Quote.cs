namespace Harness.Sim.Scenarios;

/// <summary>
/// A sentence of one of the two documents, or a part of one, as a scenario quotes it.
/// </summary>
/// <param name="Document">Which document.</param>
/// <param name="Sentence">The words, as they stand there.</param>
public sealed record Quote(SeedDocument Document, string Sentence);
