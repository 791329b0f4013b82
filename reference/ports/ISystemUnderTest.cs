namespace Harness.Reference.Ports;

/// <summary>Anything that can be run behind the ports: the reference supervisor is one.</summary>
public interface ISystemUnderTest
{
    /// <summary>Runs until it ends by itself or is stopped, and gives its exit code.</summary>
    /// <param name="ports">The only ways in and out.</param>
    /// <param name="stop">Cancelled when the system is to end in an orderly way.</param>
    Task<int> Run(SystemPorts ports, CancellationToken stop);
}
