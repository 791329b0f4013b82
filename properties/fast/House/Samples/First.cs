using Harness.Properties.House.Samples.Second;
using Harness.Properties.House.Samples.Third;

namespace Harness.Properties.House.Samples.First;

/// <summary>Uses one folder in a body only, and another as a type argument only.</summary>
internal static class Uses
{
    internal static int Body() => Sample.Length("four");

    internal static Lazy<List<Argument>?> Made { get; } = new(() => null);
}
