namespace Harness.Scenarios.Coverage;

/// <summary>One of the two documents that the product was made from.</summary>
internal enum SeedDocument
{
    /// <summary>Knot Resolver's manager.</summary>
    Knot,

    /// <summary>Squid.</summary>
    Squid,
}
