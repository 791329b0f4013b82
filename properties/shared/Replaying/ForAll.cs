using FsCheck;
using FsCheck.Fluent;

namespace Harness.Properties.Replaying;

/// <summary>Properties of what a generator makes.</summary>
internal static class ForAll
{
    internal static Property Of<T>(
        Gen<T> values, Func<T, bool> holds, Func<T, IEnumerable<T>>? smaller = null) =>
        Prop.ForAll(smaller is null ? Arb.From(values) : Arb.From(values, smaller), holds);

    /// <summary>As the other, with asserts instead of an answer.</summary>
    internal static Property Of<T>(Gen<T> values, Action<T> asserts) =>
        Prop.ForAll(Arb.From(values), asserts);

    /// <summary>A list of at most that many elements, shrunk by leaving one out.</summary>
    internal static Property Lists<T>(Gen<T> elements, int longest, Func<T[], bool> holds) => Of(
        ListOf(elements, longest),
        holds,
        list => Enumerable.Range(0, list.Length)
            .Select(left => list.Where((_, index) => index != left).ToArray()));

    internal static Gen<T[]> ListOf<T>(Gen<T> elements, int longest) =>
        from length in Gen.Choose(0, longest)
        from list in elements.ArrayOf(length)
        select list;
}
