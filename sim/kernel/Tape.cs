namespace Harness.Sim.Kernel;

/// <summary>
/// Everything that was chosen in one run, in order. A tape names a run completely.
/// </summary>
public sealed class Tape
{
    private readonly List<Choice> _choices;

    /// <summary>An empty tape.</summary>
    public Tape() => _choices = [];

    /// <summary>A tape of these choices.</summary>
    public Tape(IEnumerable<Choice> choices) => _choices = [.. choices];

    /// <summary>The choices, oldest first.</summary>
    public IReadOnlyList<Choice> Choices => _choices;

    internal void Add(in Choice choice) => _choices.Add(choice);

    /// <summary>
    /// The position of the first difference between two tapes, or null if they are the same.
    /// If one is a beginning of the other, it is the length of the shorter one.
    /// </summary>
    public static int? FirstDifference(Tape left, Tape right)
    {
        int shared = Math.Min(left._choices.Count, right._choices.Count);
        for (int i = 0; i < shared; i++)
        {
            if (left._choices[i] != right._choices[i])
            {
                return i;
            }
        }

        return left._choices.Count == right._choices.Count ? null : shared;
    }
}
