using Harness.Reference.Ports;
using Harness.Sim.Kernel;

namespace Harness.Sim.Machine.Cache;

/// <summary>The shared cache as one life of the supervisor reaches it.</summary>
internal sealed class CachePort(SimMachine machine, SharedCache cache, SimNode node, int life)
    : ISharedCache
{
    public Task<IReadOnlyList<CacheHolding>> Holdings() => Call("holdings", cache.Holdings);

    public Task Fence(ProcessIdentity holder) => Call("fence", () => cache.Fence(holder));

    public Task<int> InFlight(ProcessIdentity holder) =>
        Call("in-flight", () => cache.InFlight(holder));

    public Task<CacheHolding> Release(ProcessIdentity holder) =>
        Call("release", () => cache.Release(holder));

    private Task<T> Call<T>(string operation, Func<T> effect) => node.Call(
        "cache", operation, "", SimPorts.Timing, () => machine.Trace.By(life, effect));
}
