using System.Text.RegularExpressions;
using Xunit;

namespace Harness.Properties.House;

/// <summary>
/// What can be overridden is there for somebody who does: mutants change the sources instead.
/// </summary>
public sealed partial class VirtualTests
{
    // A file, what is virtual in it, and why.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        // The skeleton of all policies: each system overrides what it does differently, and most do
        // as the skeleton does in most of it.
        ["reference/policies/Lives/LifePolicy.cs"] =
        [
            "Fresh", "NotStarted", "Waited", "Asked", "Stopped", "Forgiven", "Reloaded", "Started",
            "Readied", "Rung",
        ],
    };

    [Fact]
    public void Nothing_of_the_reference_is_virtual_but_what_its_policies_override() =>
        HouseTests.None(
            from file in HouseTests.Sources
            where HouseTests.Top(file) == "reference"
            from name in VirtualsOf(file)
            where !Allowed.GetValueOrDefault(HouseTests.Short(file), []).Contains(name)
            select $"{HouseTests.Short(file)}: {name}");

    [Fact]
    public void Everything_virtual_is_overridden() => HouseTests.None(
        from one in Allowed
        from name in one.Value
        where !HouseTests.Sources.Any(file => HouseTests.Top(file) == "reference"
            && Regex.IsMatch(File.ReadAllText(file), $@"\boverride\s[^(;=]*\b{name}\b"))
        select $"{one.Key}: {name}");

    [Fact]
    public void No_source_of_the_reference_speaks_of_mutants() => HouseTests.None(
        from file in HouseTests.Sources
        where HouseTests.Top(file) == "reference"
            && File.ReadAllText(file).Contains("mutant", StringComparison.OrdinalIgnoreCase)
        select HouseTests.Short(file));

    private static IEnumerable<string> VirtualsOf(string file) => File.ReadLines(file)
        .Select(line => Virtual().Match(line))
        .Where(found => found.Success)
        .Select(found => found.Groups[1].Value);

    [GeneratedRegex(@"^\s*(?!//)[^""]*\bvirtual\s[^(;={]*?\b(\w+)\s*(?:[(;={]|$)")]
    private static partial Regex Virtual();
}
