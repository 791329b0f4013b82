using System.Globalization;

namespace Harness.Reference.Policies.Systems;

/// <summary>Exit codes and signals that an option lists.</summary>
internal sealed class ExitSet
{
    private readonly bool[] _codes = new bool[256];
    private readonly bool[] _signals = new bool[SignalNumbers.Most + 1];

    /// <summary>Whether a life ended so.</summary>
    internal bool Has(in Lives.EndedLife life) =>
        (life.Code is >= 0 and < 256 && _codes[life.Code])
        || (life.Signal > 0 && life.Signal < _signals.Length && _signals[life.Signal]);

    /// <summary>Adds a code, a range of them or a signal; false if it is none of them.</summary>
    internal bool Add(string word, bool allowsRanges, Func<string, int?>? named = null)
    {
        int dash = allowsRanges ? word.IndexOf('-', StringComparison.Ordinal) : -1;
        if (dash > 0)
        {
            if (CodeOf(word[..dash]) is not { } least || CodeOf(word[(dash + 1)..]) is not { } most
                || least > most)
            {
                return false;
            }

            Array.Fill(_codes, true, least, most - least + 1);
            return true;
        }

        if (CodeOf(word) is { } code)
        {
            _codes[code] = true;
        }
        else if (SignalNumbers.Of(word) is { } signal)
        {
            _signals[signal] = true;
        }
        else if (named?.Invoke(word) is { } status)
        {
            _codes[status] = true;
        }
        else
        {
            return false;
        }

        return true;
    }

    private static int? CodeOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int code)
        && code <= 255
            ? code
            : null;
}
