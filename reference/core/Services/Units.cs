using Harness.Reference.Ports;

namespace Harness.Reference.Services;

/// <summary>The end of units, over whatever service manager there is.</summary>
internal sealed class Units(IServiceManager services)
{
    private static readonly TimeSpan Unbounded = TimeSpan.FromDays(400);

    /// <summary>Collects an ended process; twice is once.</summary>
    internal Task Collect(ProcessIdentity ended) => services.Reap(ended);

    /// <summary>
    /// Ends a unit's processes; whether they are gone is on the list, if the answer was lost.
    /// </summary>
    internal async Task<bool> End(string unit, bool force = false) =>
        (await services.Stop(unit, force)).Result == ServiceResult.Done
        || (await services.ListUnit(unit) is { } left && !left.Any(status => status.IsAlive));

    /// <summary>Ends a unit's processes with that signal, and kills what is not in time.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="with">The signal.</param>
    /// <param name="within">How long they have; null: as long as they need.</param>
    internal async Task<bool> End(string unit, Signal with, TimeSpan? within) =>
        services is EmbeddedServiceManager own
            ? (await own.Stop(unit, with, within ?? Unbounded)).Result == ServiceResult.Done
            : await End(unit);
}
