using System.Runtime.CompilerServices;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>What a tenth of the sampling time holds.</summary>
public record struct PollyBucket(Instant Begin, int Good, int Bad);

/// <summary>Ten of them, oldest first.</summary>
[InlineArray(Size)]
public struct PollyBuckets
{
    internal const int Size = 10;

    private PollyBucket _first;
}

/// <summary>The circuit: its buckets, how many are used, and whether it is probed.</summary>
public struct PollyBreakerState : IEquatable<PollyBreakerState>
{
    /// <summary>The buckets that are used, oldest first.</summary>
    internal PollyBuckets Buckets;

    /// <summary>How many are used.</summary>
    public int Used { get; internal set; }

    /// <summary>Whether one call tries whether it works again.</summary>
    public bool IsProbing { get; internal set; }

    public static bool operator ==(PollyBreakerState left, PollyBreakerState right) =>
        left.Equals(right);

    public static bool operator !=(PollyBreakerState left, PollyBreakerState right) =>
        !left.Equals(right);

    /// <inheritdoc/>
    public readonly bool Equals(PollyBreakerState other)
    {
        bool isSame = Used == other.Used && IsProbing == other.IsProbing;
        for (int at = 0; isSame && at < Used; at++)
        {
            isSame = Buckets[at] == other.Buckets[at];
        }

        return isSame;
    }

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) =>
        obj is PollyBreakerState other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => Used * 2 + (IsProbing ? 1 : 0);
}
