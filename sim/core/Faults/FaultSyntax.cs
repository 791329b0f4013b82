using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>
/// One kind of fault as scenarios speak of it. From its keys follow how it is read, with all
/// problems, how it is written, how it is filled when it is drawn, and what the page about it says.
/// </summary>
internal abstract class FaultSyntax
{
    /// <summary>The key that says which fault an entry is.</summary>
    public string Verb => Keys[0].Name;

    /// <summary>What it is about.</summary>
    public required FaultTopic Topic { get; init; }

    /// <summary>What it does that others have to know.</summary>
    public required FaultEffect Effect { get; init; }

    /// <summary>What goes wrong, in one sentence.</summary>
    public required string About { get; init; }

    /// <summary>Its keys, the verb first, in the order in which they are written.</summary>
    public abstract IReadOnlyList<FaultKey> Keys { get; }

    /// <summary>The record whose kind this is.</summary>
    public abstract Type Record { get; }

    /// <summary>The fault of an entry; null if there was a problem.</summary>
    public abstract Fault? Read(FaultReading reading);

    /// <summary>Its keys with their values.</summary>
    public abstract IReadOnlyList<KeyValuePair<string, string>> Write(
        Fault fault, bool isDrawn, Range<TimeSpan>? duration);

    /// <summary>The fault that a template becomes.</summary>
    public abstract Fault Fill(Fault template, string worker, TimeSpan? duration);
}

/// <summary>The syntax of one kind of fault.</summary>
/// <param name="blank">What keys that were left out leave as it is.</param>
/// <param name="keys">Its keys, the verb first, in the order in which they are written.</param>
internal sealed class FaultSyntax<TFault>(TFault blank, params FaultKey<TFault>[] keys)
    : FaultSyntax
    where TFault : Fault
{
    public override IReadOnlyList<FaultKey> Keys => keys;

    public override Type Record => typeof(TFault);

    public override Fault? Read(FaultReading reading)
    {
        TFault fault = blank;
        foreach (FaultKey<TFault> key in keys)
        {
            fault = key.Read(fault, reading);
        }

        return reading.IsOver ? null : fault;
    }

    public override IReadOnlyList<KeyValuePair<string, string>> Write(
        Fault fault, bool isDrawn, Range<TimeSpan>? duration)
    {
        var written = new List<KeyValuePair<string, string>>(keys.Length);
        foreach (FaultKey<TFault> key in keys)
        {
            if (key.Write((TFault)fault, duration) is { } value)
            {
                written.Add(new(key.NameIn(isDrawn), value));
            }
        }

        return written;
    }

    public override Fault Fill(Fault template, string worker, TimeSpan? duration)
    {
        var fault = (TFault)template;
        foreach (FaultKey<TFault> key in keys)
        {
            fault = key.Fill(fault, worker, duration);
        }

        return fault;
    }
}
