using System.Collections;
using System.Runtime.CompilerServices;

namespace Harness.Reference.Policies.Groups;

/// <summary>An immutable list that is equal to another one with equal elements.</summary>
/// <typeparam name="T">Its elements: values.</typeparam>
[CollectionBuilder(typeof(ValueLists), nameof(ValueLists.Of))]
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
    where T : notnull
{
    private readonly T[]? _items;

    internal ValueList(T[] items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items?.Length ?? 0;

    /// <inheritdoc/>
    public T this[int index] => Items[index];

    private T[] Items => _items ?? [];

    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);

    /// <summary>With another element in one place.</summary>
    public ValueList<T> With(int index, T item)
    {
        T[] items = [.. Items];
        items[index] = item;
        return new ValueList<T>(items);
    }

    /// <summary>With one more at the end.</summary>
    public ValueList<T> Add(T item) => new([.. Items, item]);

    /// <summary>Without the element in one place.</summary>
    public ValueList<T> Without(int index) => new([.. Items[..index], .. Items[(index + 1)..]]);

    /// <inheritdoc/>
    public bool Equals(ValueList<T> other) =>
        Items.AsSpan().SequenceEqual(other.Items, EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Count == 0 ? 0 : Count * 31 + Items[0].GetHashCode();

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes lists out of collection expressions.</summary>
public static class ValueLists
{
    /// <summary>A list of these.</summary>
    public static ValueList<T> Of<T>(ReadOnlySpan<T> items)
        where T : notnull => new(items.ToArray());

    /// <summary>A list of as many times the same.</summary>
    public static ValueList<T> Repeat<T>(T item, int count)
        where T : notnull
    {
        var items = new T[count];
        Array.Fill(items, item);
        return new ValueList<T>(items);
    }
}
