using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>Events by how many there are: what most oracles need not be handed.</summary>
[Flags]
internal enum EventGroups
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The three events of every call through a port.</summary>
    Calls = 1,

    /// <summary>What clients get from the workers.</summary>
    Clients = 2,

    /// <summary>What is done in the shared cache, and what its clients get.</summary>
    Cache = 4,

    /// <summary>Everything else; all that changes the <see cref="WorldState"/>.</summary>
    Others = 8,

    /// <summary>Every event.</summary>
    All = Calls | Clients | Cache | Others,
}

/// <summary>Which event is of which group.</summary>
internal static class EventGrouping
{
    /// <summary>The one group that an event is of.</summary>
    internal static EventGroups Of(TraceEvent happened) => happened switch
    {
        PortCalled or PortEffect or PortAnswered => EventGroups.Calls,
        ClientServed or ClientRefused => EventGroups.Clients,
        EntryLocked or EntryUnlocked or EntryFreed or WriteBegan or WriteDone
            or TransactionBegan or TransactionEnded or AccessChecked or ContentServed =>
            EventGroups.Cache,
        _ => EventGroups.Others,
    };
}
