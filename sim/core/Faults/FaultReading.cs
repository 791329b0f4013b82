using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>
/// The reading of one fault. Of the timeline and of what is drawn the same keys are read, but for
/// three things: a drawn fault may be of any worker, its duration may be a range, and <c>times</c>
/// says how many faults there are, so that the fault's own number is called <c>each</c>.
/// </summary>
/// <param name="values">Reads single values.</param>
/// <param name="fields">The entry.</param>
/// <param name="names">Whom it may speak of.</param>
/// <param name="isDrawn">Whether it is drawn.</param>
internal sealed class FaultReading(
    Values values, Fields fields, IFaultNames names, bool isDrawn)
{
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    public Values Values => values;

    public Fields Fields => fields;

    public IFaultNames Names => names;

    public bool IsDrawn => isDrawn;

    /// <summary>Whether it cannot be had: a key that must be there is not, or is wrong.</summary>
    public bool IsOver => _refused.Count > 0;

    /// <summary>What its duration is drawn from; null if one value was written, or none.</summary>
    public Range<TimeSpan>? Duration { get; set; }

    /// <summary>The value of that key cannot be had.</summary>
    public void Refuse(string key) => _refused.Add(key);

    /// <summary>Whether the value of that key cannot be had.</summary>
    public bool IsRefused(string key) => _refused.Contains(key);
}
