using System.Threading.Channels;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;

namespace Harness.Sim.Machine;

/// <summary>An external service manager, as the rest of its machine knows it.</summary>
internal interface IExternalServices : IMachinePart, IServiceTarget
{
    /// <summary>Whether hints reach the supervisor through it now.</summary>
    bool Tells { get; }

    /// <summary>
    /// The first boot: units that an earlier life of a supervisor has defined are started.
    /// </summary>
    void Boot(IEnumerable<UnitSpec> known);

    /// <summary>A process of some unit has ended.</summary>
    void Exited(SimProcess process);

    /// <summary>It as one life of the supervisor reaches it.</summary>
    IServiceManager PortOf(SimNode node, ChannelReader<ProcessHint> hints);
}
