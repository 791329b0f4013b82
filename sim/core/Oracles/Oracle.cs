namespace Harness.Sim.Oracles;

/// <summary>A claim, in words, and how it is checked.</summary>
/// <param name="name">Its name in scenario files: words with hyphens.</param>
/// <param name="vocabulary">What it is judged from.</param>
/// <param name="begin">
/// Begins to check a run; null if its situation cannot arise in it.
/// </param>
internal sealed class Oracle(
    string name, Vocabulary vocabulary, Func<RunView, Checker?> begin) : IOracle
{
    public string Name => name;

    public Vocabulary Vocabulary => vocabulary;

    public required string Claim { get; init; }

    public required string ReachedWhen { get; init; }

    /// <summary>Why it was not judged, if its situation did not arise.</summary>
    internal required string Unreached { get; init; }

    public bool OnlyWhenNamed { get; init; }

    /// <summary>Begins to check a run; null if its situation cannot arise in it.</summary>
    internal Checker? Begin(RunView run) => begin(run);

    public Finding Judge(RunView run) => FoldRunner.Judge(run, [this])[0];
}
