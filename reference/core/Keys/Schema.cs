using Harness.Reference.Documents;

namespace Harness.Reference.Keys;

/// <summary>
/// The keys of a document's section and the properties of a record that they are: from this one
/// list the section is read and written.
/// </summary>
/// <param name="keys">In the order in which they are written.</param>
public sealed class Schema<TRecord>(params SchemaKey<TRecord>[] keys)
{
    /// <summary>The keys, in the order in which they are written.</summary>
    public IReadOnlyList<UsualKey> Keys { get; } = [.. keys.Select(key => key.Key)];

    /// <summary>
    /// The record as a section says it. A key that is left out, or wrong, says what is usual.
    /// </summary>
    /// <param name="blank">What no key is about.</param>
    /// <param name="fields">The section.</param>
    /// <param name="values">Reads single values, and takes the problems.</param>
    public SchemaReading<TRecord> Read(TRecord blank, Fields fields, Values values)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(values);
        var refused = new HashSet<string>(StringComparer.Ordinal);
        TRecord record = blank;
        foreach (SchemaKey<TRecord> key in keys)
        {
            record = key.Read(record, fields, values, refused);
        }

        return new SchemaReading<TRecord>(record, refused);
    }

    /// <summary>Every key with what the record says there.</summary>
    public IEnumerable<KeyValuePair<string, string>> Write(TRecord record) =>
        keys.Select(key => KeyValuePair.Create(key.Key.Name, key.Write(record)));

    /// <summary>The keys where the record says something that does not go without saying.</summary>
    public IEnumerable<KeyValuePair<string, string>> WriteUnusual(TRecord record) =>
        Write(record).Zip(Keys)
            .Where(pair => pair.First.Value != pair.Second.UsualText)
            .Select(pair => pair.First);
}

/// <summary>What a section says.</summary>
/// <param name="Record">The record.</param>
/// <param name="Refused">The keys whose values could not be read.</param>
public sealed record SchemaReading<TRecord>(TRecord Record, IReadOnlySet<string> Refused);
