namespace Harness.Sim.Machine.Cache;

/// <summary>An entry of the shared cache, with the lives that have locked it.</summary>
internal sealed class CacheEntry(int key, int slot)
{
    internal int Key => key;

    internal int Slot => slot;

    /// <summary>The life that writes it; nobody may read it meanwhile.</summary>
    internal SimProcess? Writer { get; set; }

    /// <summary>The lives that read it; one that reads it twice is here twice.</summary>
    internal List<SimProcess> Readers { get; } = [];

    /// <summary>Nobody may begin to read it, and it goes with its last reader.</summary>
    internal bool IsDoomed { get; set; }

    /// <summary>The turn in which it was last locked.</summary>
    internal long LastUse { get; set; }

    internal bool CanBeRead => Writer is null && !IsDoomed;
}

/// <summary>
/// What a slot holds. As in Squid's slots there is no key in it: whoever reads it can tell damage
/// by a checksum, but neither whose content it is nor whether all of it is there.
/// </summary>
/// <param name="Key">The key whose content it is; -1 for none.</param>
/// <param name="IsWhole">Whether all of it is there.</param>
/// <param name="IsSound">Whether its checksum is right.</param>
internal readonly record struct SlotContent(int Key, bool IsWhole, bool IsSound);
