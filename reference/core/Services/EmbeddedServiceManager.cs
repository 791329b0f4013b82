using System.Threading.Channels;
using Harness.Reference.Concurrency;
using Harness.Reference.Ports;

namespace Harness.Reference.Services;

/// <summary>
/// A service manager inside the supervisor, over the process host, as Squid's master is for its
/// kids. It keeps no list of its own: processes carry the name of their unit, so what a dead
/// supervisor started is found again even if it never got to write it down.
/// </summary>
public sealed class EmbeddedServiceManager : IServiceManager
{
    // A hint may be lost, so whoever waits for a process looks again after this.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    // What KILL does not end within this is in the hands of the machine (a stuck device, say).
    private static readonly TimeSpan KillWithin = TimeSpan.FromSeconds(5);

    private readonly SystemPorts _ports;
    private readonly Func<bool> _mayStart;
    private readonly Dictionary<string, UnitSpec> _units = new(StringComparer.Ordinal);
    private readonly Channel<ProcessHint> _hints = Channel.CreateUnbounded<ProcessHint>();
    private readonly List<(string Unit, TaskCompletionSource Seen)> _waiting = [];

    /// <summary>Over the process host of those ports; it starts listening to hints.</summary>
    /// <param name="ports">What it stands on.</param>
    /// <param name="mayStart">Asked at the last moment before a start; always, if left out.</param>
    public EmbeddedServiceManager(SystemPorts ports, Func<bool>? mayStart = null)
    {
        ArgumentNullException.ThrowIfNull(ports);
        _mayStart = mayStart ?? (() => true);
        _ports = ports;
        _ = ports.Actors.Spawn("hints", PassHints);
    }

    /// <inheritdoc/>
    public ChannelReader<ProcessHint> Hints => _hints.Reader;

    /// <inheritdoc/>
    public Task<ServiceAnswer> Define(UnitSpec unit)
    {
        _units[unit.Name] = unit;
        return Task.FromResult(new ServiceAnswer(ServiceResult.Done));
    }

    /// <inheritdoc/>
    public async Task<ServiceAnswer> Start(string unit)
    {
        if (!_units.TryGetValue(unit, out UnitSpec? spec))
        {
            return new ServiceAnswer(ServiceResult.NoSuchUnit);
        }

        if (Living(await _ports.Processes.ListUnit(unit)) is [ProcessStatus running, ..])
        {
            return new ServiceAnswer(ServiceResult.AlreadyRuns, running.Identity);
        }

        // The end may have begun during the look: from then on nothing is started.
        if (!_mayStart())
        {
            return new ServiceAnswer(ServiceResult.Ending);
        }

        StartAnswer answer = await _ports.Processes.Start(spec);
        return answer.Process is { } process
            ? new ServiceAnswer(ServiceResult.Done, process)
            : new ServiceAnswer(ServiceResult.StartFailed, null, answer.Failure);
    }

    /// <inheritdoc/>
    public async Task<ServiceAnswer> Stop(string unit, bool force = false)
    {
        if (!_units.TryGetValue(unit, out UnitSpec? spec))
        {
            return new ServiceAnswer(ServiceResult.NoSuchUnit);
        }

        return force ? await Kill(unit) : await Stop(unit, Signal.Term, spec.Grace);
    }

    /// <summary>Asks a unit's processes to end, and kills what is not in time.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="with">The signal that asks.</param>
    /// <param name="within">How long they have.</param>
    public async Task<ServiceAnswer> Stop(string unit, Signal with, TimeSpan within) =>
        await Ask(unit, null, with, within)
            ? new ServiceAnswer(ServiceResult.Done)
            : await Kill(unit);

    /// <inheritdoc/>
    public async Task<ServiceAnswer> End(ProcessIdentity process)
    {
        IReadOnlyList<ProcessStatus> all = await _ports.Processes.List();
        ProcessStatus? status = all.FirstOrDefault(one => one.Identity == process);
        return status is null || await Ask(status.Unit, process, Signal.Kill, KillWithin)
            ? new ServiceAnswer(ServiceResult.Done)
            : new ServiceAnswer(ServiceResult.StillRuns);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProcessStatus>?> List() => _ports.Processes.List()!;

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProcessStatus>?> ListUnit(string unit) =>
        _ports.Processes.ListUnit(unit)!;

    /// <inheritdoc/>
    public Task Reap(ProcessIdentity process) => _ports.Processes.Reap(process);

    private async Task<ServiceAnswer> Kill(string unit) =>
        await Ask(unit, null, Signal.Kill, KillWithin)
            ? new ServiceAnswer(ServiceResult.Done)
            : new ServiceAnswer(ServiceResult.StillRuns);

    private static List<ProcessStatus> Living(IReadOnlyList<ProcessStatus> all) =>
        [.. all.Where(status => status.IsAlive)];

    /// <summary>
    /// Signals what lives of a unit and waits until it is gone; false if it is not in time.
    /// </summary>
    private async Task<bool> Ask(
        string unit, ProcessIdentity? only, Signal signal, TimeSpan within)
    {
        Instant? until = null; // it runs from the signal on
        Task? seen = null;
        while (true)
        {
            // Listen before looking, so that what happens in between is not missed.
            // Whether it is too late is judged by when it was asked: a stall may lie in between.
            seen = seen is null or { IsCompleted: true } ? Seen(unit) : seen;
            Instant askedAt = Instant.Now(_ports.Time);
            List<ProcessStatus> living = [.. Living(await _ports.Processes.ListUnit(unit))
                .Where(status => only is null || status.Identity == only)];
            if (living.Count == 0)
            {
                Forget(seen);
                return true;
            }

            if (askedAt >= until
                && (signal == Signal.Kill || living.All(one => askedAt >= one.PatienceUntil)))
            {
                Forget(seen);
                return false;
            }

            foreach (ProcessStatus status in until is null ? living : [])
            {
                await _ports.Processes.Send(status.Identity, signal);
            }

            until ??= Instant.Now(_ports.Time) + within;
            TimeSpan left = until.Value - Instant.Now(_ports.Time);
            using var over = new CancellationTokenSource();
            TimeSpan piece = Waiting.Piece(left < LookAgain ? left : LookAgain); // at least 1 ms
            await Join.Any(seen, Task.Delay(piece, _ports.Time, over.Token));
            over.Cancel();
        }
    }

    // Who has stopped waiting is not kept until the unit's next hint, which may never come.
    private void Forget(Task seen) => _waiting.RemoveAll(waiter => waiter.Seen.Task == seen);

    private Task Seen(string unit)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((unit, seen));
        return seen.Task;
    }

    private async Task PassHints()
    {
        while (await _ports.Processes.Hints.WaitToReadAsync())
        {
            while (_ports.Processes.Hints.TryRead(out ProcessHint hint))
            {
                List<TaskCompletionSource> woken = [.. _waiting
                    .Where(waiter => waiter.Unit == hint.Unit).Select(waiter => waiter.Seen)];
                _waiting.RemoveAll(waiter => waiter.Unit == hint.Unit);
                foreach (TaskCompletionSource waiter in woken)
                {
                    waiter.SetResult();
                }

                _hints.Writer.TryWrite(hint);
            }
        }
    }
}
