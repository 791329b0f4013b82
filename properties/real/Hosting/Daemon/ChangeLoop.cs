using System.Globalization;
using System.Net;

namespace Harness.Properties.Hosting.Daemon;

/// <summary>
/// Somebody who changes the configuration as fast as the daemon takes it, every fifth time to one
/// whose canary dies.
/// </summary>
internal sealed class ChangeLoop
{
    private readonly RealDaemon _daemon;
    private readonly CancellationToken _stop;

    internal ChangeLoop(RealDaemon daemon, CancellationToken stop)
    {
        (_daemon, _stop) = (daemon, stop);
        daemon.Script("dies", "exit 3");
        Over = Task.Run(Change, CancellationToken.None);
    }

    internal Task Over { get; }

    /// <summary>Changes that the daemon said it had made.</summary>
    internal int Made { get; private set; }

    /// <summary>Changes that it said it had not made.</summary>
    internal int Refused { get; private set; }

    /// <summary>Changes that nobody answered: there was no daemon, or it was killed.</summary>
    internal int CutOff { get; private set; }

    private async Task Change()
    {
        for (int number = 1; !_stop.IsCancellationRequested; number++)
        {
            try
            {
                using HttpResponseMessage answer = await _daemon.Put(_daemon.Config(
                    number.ToString(CultureInfo.InvariantCulture),
                    script: number % 5 == 0 ? "dies" : "worker"));
                Made += answer.StatusCode == HttpStatusCode.NoContent ? 1 : 0;
                Refused += answer.StatusCode == HttpStatusCode.NoContent ? 0 : 1;
            }
            catch (HttpRequestException)
            {
                CutOff++;
                await Task.Delay(5, CancellationToken.None);
            }
        }
    }
}
