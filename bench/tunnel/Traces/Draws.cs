using System.Text;

namespace Harness.Tunnel.Traces;

/// <summary>
/// 64 random bits a step, by a word and a spec's name: the same on every machine, and those of one
/// spec do not depend on the others.
/// </summary>
/// <param name="seed">Any word.</param>
/// <param name="id">The spec's name.</param>
public sealed class Draws(string seed, string id)
{
    private ulong _state = Hash(seed + "\n" + id);

    /// <summary>The next 64 bits: SplitMix64 (Steele, Lea, Flood: OOPSLA 2014).</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    // FNV-1a.
    private static ulong Hash(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte one in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ one) * 0x100000001B3;
        }

        return hash;
    }
}
