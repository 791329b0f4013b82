using System.Numerics;
using System.Runtime.CompilerServices;

namespace Harness.Sim.Kernel;

/// <summary>
/// The running fingerprint of a run: every choice and every field of every event, in order. Two
/// lanes of 64 bits, so that a difference anywhere shows; the text form is 32 hex digits.
/// </summary>
public sealed class Digest
{
    private ulong _left = 0x6A09E667F3BCC908;   // fractional bits of sqrt 2 and sqrt 3,
    private ulong _right = 0xBB67AE8584CAA73B;  // as in SHA-512: nothing up the sleeve

    /// <summary>Takes in one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong value)
    {
        _left = (BitOperations.RotateLeft(_left, 29) ^ value) * 0x9E3779B97F4A7C15;
        _right = (BitOperations.RotateLeft(_right, 41) + value) * 0xD1342543DE82EF95 ^ _left;
    }

    /// <summary>Takes in one text, with its length, by UTF-16 units.</summary>
    public void Add(string text)
    {
        Add((ulong)text.Length);
        foreach (char unit in text)
        {
            Add(unit);
        }
    }

    /// <summary>The fingerprint so far, in 32 hex digits.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Mix.Finish(_left):x16}{Mix.Finish(_right ^ _left):x16}");
}
