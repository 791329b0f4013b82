using System.Threading.Channels;
using Harness.Reference.Ports;

namespace Harness.Properties.Reference.Supervising;

/// <summary>A process host whose processes no signal ends.</summary>
internal sealed class ImmortalHost(IProcessHost host) : IProcessHost
{
    public ChannelReader<ProcessHint> Hints => host.Hints;

    public Task<StartAnswer> Start(UnitSpec unit) => host.Start(unit);

    public Task<IReadOnlyList<ProcessStatus>> List() => host.List();

    public Task<IReadOnlyList<ProcessStatus>> ListUnit(string unit) => host.ListUnit(unit);

    public Task<bool> Send(ProcessIdentity process, Signal signal) => Task.FromResult(true);

    public Task Reap(ProcessIdentity process) => host.Reap(process);
}
