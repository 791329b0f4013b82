using System.Runtime.InteropServices;
using Harness.Hosting.Control;
using Harness.Reference.Ports;
using Microsoft.Extensions.Hosting;

namespace Harness.Daemon;

/// <summary>
/// Hands signals to the supervisor: TERM and INT stop it, a second one forces its end, HUP reloads.
/// The process itself ends when the supervisor does.
/// </summary>
internal sealed class SignalLifetime(ControlDesk desk) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        Heed(PosixSignal.SIGTERM, ControlVerb.Stop);
        Heed(PosixSignal.SIGINT, ControlVerb.Stop);
        Heed(PosixSignal.SIGHUP, ControlVerb.Reload);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void Heed(PosixSignal signal, ControlVerb verb) =>
        _signals.Add(PosixSignalRegistration.Create(signal, come =>
        {
            come.Cancel = true;
            if (verb == ControlVerb.Reload)
            {
                _ = Reload();
            }
            else
            {
                _ = desk.Signal(verb);
            }
        }));

    // Nobody waits for the answer to a signal: what is wrong with the file goes to stderr.
    private async Task Reload()
    {
        ControlAnswer answer = await desk.Signal(ControlVerb.Reload);
        foreach (string problem in answer.Problems)
        {
            await Console.Error.WriteLineAsync($"supervise: the configuration file:{problem}");
        }
    }
}
