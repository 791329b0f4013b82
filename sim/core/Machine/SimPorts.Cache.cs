using Harness.Reference.Ports;

namespace Harness.Sim.Machine;

/// <content>The shared cache behind its port.</content>
internal sealed partial class SimPorts : ISharedCache
{
    public Task<IReadOnlyList<CacheHolding>> Holdings() => Call(
        "cache", "holdings", "", () => _machine.Cache!.Holdings());

    public Task Fence(ProcessIdentity holder) => Call(
        "cache", "fence", "", () => _machine.Cache!.Fence(holder));

    public Task<int> InFlight(ProcessIdentity holder) => Call(
        "cache", "in-flight", "", () => _machine.Cache!.InFlight(holder));

    public Task<CacheHolding> Release(ProcessIdentity holder) => Call(
        "cache", "release", "", () => _machine.Cache!.Release(holder));
}
