using Harness.Sim.Kernel;

namespace Harness.Sim.Scenarios;

/// <summary>
/// A cache that the workers of a scenario share. Its clients ask for keys: the content is a
/// function of the key, so that each of them can tell what is wrong.
/// </summary>
public sealed record CacheSetup
{
    /// <summary>Keys that are asked for: 0 and up.</summary>
    public int Keys { get; init; } = 8;

    /// <summary>Contents that there is room for.</summary>
    public int Slots { get; init; } = 4;

    /// <summary>How many keys, the last ones, only client 1 may have.</summary>
    public int PrivateKeys { get; init; } = 2;

    /// <summary>Pages for requests to the disker; without one nothing is stored.</summary>
    public int Pages { get; init; } = 16;

    /// <summary>From the beginning of a write until it is over.</summary>
    public LatencyRange WriteIn { get; init; } =
        new(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(200));

    /// <summary>Whether not every client may have that key.</summary>
    internal bool IsPrivate(int key) => key >= Keys - PrivateKeys;

    /// <summary>Whether that client may have that key.</summary>
    internal bool MayHave(int client, int key) => client == 1 || !IsPrivate(key);
}
