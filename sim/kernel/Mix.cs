using System.Numerics;
using System.Runtime.CompilerServices;

namespace Harness.Sim.Kernel;

/// <summary>
/// Integer mixing that is the same on every machine. The finalizer is SplitMix64's (Steele, Lea,
/// Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014); the text hash is FNV-1a
/// (64 bits) put through it.
/// </summary>
public static class Mix
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>One well-mixed number of two: order matters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Two(ulong left, ulong right) =>
        Finish(BitOperations.RotateLeft(left, 27) + Golden ^ right * 0xD1342543DE82EF95);

    /// <summary>One well-mixed number of a text, by its UTF-16 units.</summary>
    public static ulong Text(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char unit in text)
        {
            hash = (hash ^ unit) * 0x100000001B3;
        }

        return Finish(hash ^ (ulong)text.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Finish(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
