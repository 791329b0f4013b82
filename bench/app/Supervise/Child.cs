using Harness.Hosting.Native;

namespace Harness.Bench.Supervise;

/// <summary>A process that was started here, and has to be collected.</summary>
internal sealed class Child
{
    private readonly TaskCompletionSource _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Watches it from now on.</summary>
    /// <param name="pid">Its pid.</param>
    /// <param name="exits">Tells when it has ended.</param>
    /// <param name="ended">Called at once when it has, on the thread of the watch.</param>
    internal Child(int pid, ExitWatch exits, Action? ended = null)
    {
        Pid = pid;
        int pidfd = LibC.PidfdOpen(pid);
        exits.Watch(pidfd, () =>
        {
            _ = LibC.Collect(pidfd);
            _ = LibC.Close(pidfd);
            ended?.Invoke();
            _ended.SetResult();
        });
    }

    internal int Pid { get; }

    /// <summary>Whether it has ended by then.</summary>
    internal bool HasEnded(TimeSpan within, CancellationToken stop = default) =>
        _ended.Task.Wait((int)within.TotalMilliseconds, stop);
}
