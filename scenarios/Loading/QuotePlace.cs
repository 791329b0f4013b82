using Harness.Reference.Documents;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Loading;

/// <summary>A sentence that a scenario quotes, and where its file does so.</summary>
/// <param name="Scenario">Which scenario.</param>
/// <param name="Quote">What it quotes.</param>
/// <param name="File">Its file as problems call it.</param>
/// <param name="Place">Where the sentence begins there.</param>
public sealed record QuotePlace(Scenario Scenario, Quote Quote, string File, Place Place);
