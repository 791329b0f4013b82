namespace Harness.Reference.Policies.Rules;

/// <summary>
/// What a rule says of a life that is over: two words, so that it is in registers.
/// </summary>
public readonly record struct RuleAnswer
{
    private const long Refused = -1;

    private readonly long _delay;

    private RuleAnswer(long delay, int count, int limit)
    {
        _delay = delay;
        Count = count;
        Limit = limit;
    }

    /// <summary>Whether there may be another life.</summary>
    public bool IsAllowed => _delay != Refused;

    /// <summary>From the end of the last one to the next; 0 if there may be none.</summary>
    public TimeSpan Delay => new(_delay == Refused ? 0 : _delay);

    /// <summary>How many are counted, this one included.</summary>
    public int Count { get; }

    /// <summary>How many are borne.</summary>
    public int Limit { get; }

    /// <summary>Another one after that delay in ticks, 0 or more.</summary>
    internal static RuleAnswer After(long delay, int count = 0) => new(delay, count, 0);

    /// <summary>Another one at once, or none.</summary>
    internal static RuleAnswer Of(bool isAllowed, int count, int limit) =>
        new(isAllowed ? 0 : Refused, count, limit);
}
