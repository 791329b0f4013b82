using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>
/// Something that goes wrong, or something that somebody does, on purpose. Faults of the file and
/// faults drawn from the seed are the same values. All that there is to know about one is in its
/// own class: how it is written, what may be said about it, whom it can hit, and what it does.
/// </summary>
public abstract record Fault
{
    /// <summary>How a fault of this kind is read, written, drawn and told of.</summary>
    internal abstract FaultSyntax Syntax { get; }

    /// <summary>Whether it would hit something now; else it is missed.</summary>
    internal abstract bool CanHit(IFaultTarget machine);

    /// <summary>Does what it says; only if it can hit something.</summary>
    internal abstract void Strike(IFaultTarget machine, Blow blow);

    /// <summary>The fault as it stands in a scenario's timeline, without its trigger.</summary>
    public string ToYaml() =>
        string.Join(", ", Pairs(isDrawn: false, null).Select(pair => $"{pair.Key}: {pair.Value}"));

    /// <summary>Its keys with their values, in the order in which they are written.</summary>
    /// <param name="isDrawn">Whether it is a template of what a seed draws.</param>
    /// <param name="duration">What its duration is drawn from; null if its own stands.</param>
    internal IReadOnlyList<KeyValuePair<string, string>> Pairs(
        bool isDrawn, Range<TimeSpan>? duration) => Syntax.Write(this, isDrawn, duration);

    /// <summary>
    /// The same fault with a worker in the place of <see cref="DrawnFault.AnyWorker"/>, and with
    /// that duration, if it has one.
    /// </summary>
    internal Fault Filled(string worker, TimeSpan? duration) =>
        Syntax.Fill(this, worker, duration);
}
