using Harness.Reference.Documents;
using Harness.Sim.Loading;

namespace Harness.Scenarios.Coverage;

/// <summary>The sentences of the two documents that a scenario of our suite stands for.</summary>
/// <param name="Sentences">
/// The one that it was written for, then those that it shows as well.
/// </param>
internal sealed record StandsFor(IReadOnlyList<PlacedQuote> Sentences) : Annotation
{
    public override IReadOnlyList<string> Description =>
    [
        .. Sentences.Select(sentence =>
            $"stands for, in the {Yaml.Of(sentence.Quote.Document)} document:"
            + $" \"{sentence.Quote.Sentence}\""),
    ];
}
