using Harness.Reference.Documents;
using Harness.Sim.Faults;

namespace Harness.Sim.Loading;

/// <summary>
/// Reads what goes wrong, in the timeline and in what is drawn: finds out which fault an entry is,
/// and lets that read its keys.
/// </summary>
internal sealed class FaultReader(
    Values values, WorkerNames workers, ConfigNames configs, bool isDrawn) : IFaultNames
{
    private static readonly IReadOnlyList<string> Verbs =
        [.. FaultCatalogue.All.Select(kind => kind.Verb)];

    /// <summary>Keys that belong to some fault.</summary>
    public static readonly IReadOnlyList<string> Keys =
    [
        .. FaultCatalogue.All.SelectMany(kind => kind.Keys.Skip(1))
            .SelectMany(key => (string[])[key.NameIn(isDrawn: false), key.NameIn(isDrawn: true)])
            .Distinct(),
    ];

    /// <summary>
    /// Reads the fault of an entry; null if there is none or there was a problem.
    /// </summary>
    /// <param name="fields">The entry.</param>
    /// <param name="verbKey">
    /// The verb that was found, whether or not the rest could be read.
    /// </param>
    public ReadFault? Read(Fields fields, out string? verbKey)
    {
        IReadOnlyList<Field> written = fields.Among(Verbs);
        verbKey = written.Count == 0 ? null : written[0].Key;
        if (written.Count != 1)
        {
            // Without knowing which one it is, none of their keys can be called wrong.
            fields.Know([.. Keys]);
        }

        foreach (Field second in written.Skip(1))
        {
            values.Problems.Add(
                second.Place,
                $"a second fault, {second.What} beside {written[0].What}: write two entries");
        }

        if (written.Count == 0)
        {
            fields.Miss(Verbs, $"no fault: expected one of {string.Join(", ", Verbs)}");
            return null;
        }

        var reading = new FaultReading(values, fields, this, isDrawn);
        return FaultCatalogue.All.Single(kind => kind.Verb == written[0].Key).Read(reading)
            is { } fault ? new ReadFault(fault, reading.Duration) : null;
    }

    /// <inheritdoc/>
    public string? Worker(Field field, bool mayBeAny) => workers.Read(field, values, mayBeAny);

    /// <inheritdoc/>
    public string? Config(Field field) => configs.Read(field, values);
}
