using Harness.Reference.Documents;

namespace Harness.Reference.Keys;

/// <summary>A key as a part of a record.</summary>
public abstract class SchemaKey<TRecord>
{
    /// <summary>The key.</summary>
    public abstract UsualKey Key { get; }

    /// <summary>The record with what is written there; a value that is wrong is noted.</summary>
    internal abstract TRecord Read(
        TRecord record, Fields fields, Values values, ISet<string> refused);

    /// <summary>What the record says there, as it is written.</summary>
    internal abstract string Write(TRecord record);
}

/// <summary>A key with values of that type, as a part of a record.</summary>
internal sealed class SchemaKey<TRecord, T>(
    UsualKey<T> key, Func<TRecord, T> get, Func<TRecord, T, TRecord> set) : SchemaKey<TRecord>
{
    public override UsualKey Key => key;

    internal override TRecord Read(
        TRecord record, Fields fields, Values values, ISet<string> refused)
    {
        if (fields.May(key.Name) is not { } field)
        {
            return set(record, key.Usual);
        }

        if (key.TryRead(field, values, out T? value))
        {
            return set(record, value);
        }

        refused.Add(key.Name);
        return set(record, key.Usual);
    }

    internal override string Write(TRecord record) => key.Write(get(record));
}
