using Harness.Reference.Ports;

namespace Harness.Reference.Policies;

/// <summary>
/// The 64 bits that a step of a policy is handed, for jitter. They are derived from which worker it
/// is, what happened and when: so a run that is made again draws the same, two workers that end
/// together do not start together, and neither do those of two machines.
/// </summary>
public static class PolicyDraw
{
    /// <summary>The draw of one step.</summary>
    public static ulong Of(string worker, PolicyEventKind happened, Instant now)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return Of(worker, (ulong)happened, now);
    }

    /// <summary>The draw of one step of whatever numbers what happens to it.</summary>
    internal static ulong Of(string name, ulong happened, Instant now)
    {
        ulong hash = 0xCBF29CE484222325; // FNV-1a
        foreach (char unit in name)
        {
            hash = (hash ^ unit) * 0x100000001B3;
        }

        return Chance.Again(Chance.Again(hash + happened) ^ (ulong)now.Ticks);
    }
}
