using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;

namespace Harness.Sim.Machine;

/// <summary>A cache that workers share, as the rest of its machine knows it.</summary>
internal interface IWorkerCache : IMachinePart, ICacheTarget
{
    /// <summary>It as one life of the supervisor reaches it.</summary>
    ISharedCache PortOf(SimNode node, int life);

    /// <summary>A client, from 1, begins to ask the workers for what is in it.</summary>
    void BeginClient(int number);
}
