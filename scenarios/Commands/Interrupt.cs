using System.Runtime.InteropServices;

namespace Harness.Scenarios.Commands;

/// <summary>
/// Turns Ctrl-C and SIGTERM into a token; a second one ends the process as usual.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration[] _signals;

    private Interrupt(CancellationToken stop)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Come),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Come),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Listens from now on.</summary>
    public static Interrupt Listen(CancellationToken stop) => new(stop);

    /// <summary>
    /// Lets Ctrl-C pass by: a terminal sends it to the workers too, and it is the harness that ends
    /// them.
    /// </summary>
    public static IDisposable Ignore() =>
        PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals)
        {
            signal.Dispose();
        }

        _source.Dispose();
    }

    private void Come(PosixSignalContext signal)
    {
        signal.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
