using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;

namespace Harness.Properties.Reference;

/// <summary>
/// The door from these tests to <see cref="Property"/>: the claim is the test's name.
/// </summary>
internal static class ForAll
{
    internal static void Of<T>(
        Gen<T> values, Func<T, bool> holds, Func<T, IEnumerable<T>>? smaller = null,
        int runs = 300, [CallerMemberName] string claim = "") => Property.Check(
        claim, smaller is null ? Arb.From(values) : Arb.From(values, smaller), holds, runs);

    /// <summary>A list of at most that many elements, shrunk by leaving one out.</summary>
    internal static void Lists<T>(
        Gen<T> elements, int longest, Func<T[], bool> holds,
        int runs = 300, [CallerMemberName] string claim = "") => Of(
        from length in Gen.Choose(0, longest)
        from list in elements.ArrayOf(length)
        select list,
        holds,
        list => Enumerable.Range(0, list.Length)
            .Select(left => list.Where((_, index) => index != left).ToArray()),
        runs,
        claim);
}
