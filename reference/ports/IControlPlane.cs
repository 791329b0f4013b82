using System.Threading.Channels;

namespace Harness.Reference.Ports;

/// <summary>
/// Requests and signals in, answers out. Every request that was taken from the channel is answered
/// exactly once, by its deadline.
/// </summary>
public interface IControlPlane
{
    /// <summary>What people and programs ask for, in the order of arrival.</summary>
    ChannelReader<ControlRequest> Requests { get; }

    /// <summary>Answers a request.</summary>
    Task Answer(ControlRequest request, ControlAnswer answer);
}
