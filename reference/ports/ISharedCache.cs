namespace Harness.Reference.Ports;

/// <summary>What one life of a worker holds in the shared cache.</summary>
/// <param name="Unit">The worker.</param>
/// <param name="Holder">Which life of it.</param>
/// <param name="Locks">Entries that it has locked, for reading or for writing.</param>
/// <param name="Pages">Pages that its unanswered requests take up.</param>
/// <param name="InFlight">
/// Writes that were begun for it and are not over: their slots may still change.
/// </param>
public sealed record CacheHolding(
    string Unit, ProcessIdentity Holder, int Locks, int Pages, int InFlight);

/// <summary>
/// The cache that the workers share, as its supervisor sees it: a killed worker leaves its locks,
/// its pages and its writes under way in it. "A kid restart may leak some locked-at-restart-time
/// resources" (Squid); this is how they are got back.
/// </summary>
public interface ISharedCache
{
    /// <summary>
    /// What every life holds that holds anything, living or dead, in the order of their starts.
    /// </summary>
    Task<IReadOnlyList<CacheHolding>> Holdings();

    /// <summary>
    /// From its answer on nothing is begun for that life any more, whatever of it is still on the
    /// way. What was begun goes on. Twice is once.
    /// </summary>
    Task Fence(ProcessIdentity holder);

    /// <summary>How many writes that were begun for that life are not over.</summary>
    Task<int> InFlight(ProcessIdentity holder);

    /// <summary>
    /// Gives back all that this life holds: entries that it was writing are gone, those that it was
    /// reading stay. It must be fenced and nothing of it in flight: a slot that is given back early
    /// is changed under its next owner.
    /// </summary>
    /// <returns>What was given back.</returns>
    Task<CacheHolding> Release(ProcessIdentity holder);
}
