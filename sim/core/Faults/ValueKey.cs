using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>A key with a value of its own.</summary>
/// <param name="name">The key.</param>
/// <param name="value">What may be written there.</param>
/// <param name="get">What a fault says there, if it says anything.</param>
/// <param name="set">The fault that says that instead.</param>
/// <param name="about">What it means.</param>
/// <param name="isRequired">Whether it must be there.</param>
internal sealed class ValueKey<TFault, T>(
    string name,
    FaultValue<T> value,
    Func<TFault, (bool IsSaid, T Value)> get,
    Func<TFault, T, TFault> set,
    string about,
    bool isRequired)
    : FaultKey<TFault>
    where TFault : Fault
{
    public override string Name => name;

    public override string Range => value.Range;

    public override string About => about;

    public override FaultValue Value => value;

    public override bool IsRequired => isRequired;

    /// <summary>A key that it cannot stand beside, and why not; null if there is none.</summary>
    private (string Key, string Because)? Rival { get; init; }

    /// <summary>The same key, which cannot stand beside that one.</summary>
    public ValueKey<TFault, T> NotBeside(string key, string because) =>
        new(name, value, get, set, about, isRequired) { Rival = (key, because) };

    public override TFault Read(TFault fault, FaultReading reading)
    {
        string written = NameIn(reading.IsDrawn);
        Field? field = isRequired
            ? reading.Fields.Must(written)
            : reading.Fields.May(written);
        if (field is not null && Rival is { } rival && reading.Fields.Has(rival.Key))
        {
            reading.Values.Problems.Add(
                field.Place, $"'{written}' beside '{rival.Key}': {rival.Because}");
        }

        if (field is not null && value.TryRead(field, reading, out T? read))
        {
            return set(fault, read);
        }

        // Without a key that may be left out there is still something to be said about the rest.
        if (isRequired)
        {
            reading.Refuse(name);
        }

        return fault;
    }

    public override string? Write(TFault fault, Range<TimeSpan>? duration) =>
        get(fault) is (true, var said) ? value.Write(said, duration) : null;

    public override TFault Fill(TFault template, string worker, TimeSpan? duration) =>
        get(template) is (true, var said)
            ? set(template, value.Fill(said, worker, duration))
            : template;
}
