using System.Threading.Channels;
using Harness.Reference.Concurrency;
using Harness.Reference.Ports;

namespace Harness.Reference.Services;

/// <summary>
/// Another service manager, with a bound on every call: one that hangs costs its caller the bound,
/// and never freezes the supervisor. What did not answer in time is given up and not asked again;
/// whether it was done, only a later look can tell.
/// </summary>
/// <param name="services">Who is asked.</param>
/// <param name="time">Measures the bound.</param>
/// <param name="within">
/// The bound of a call that waits for nothing; over 0. A call that ends a process may take the
/// grace of its unit besides.
/// </param>
public sealed class BoundedServiceManager(
    IServiceManager services, TimeProvider time, TimeSpan within) : IServiceManager
{
    private static readonly ServiceAnswer Late = new(ServiceResult.TimedOut);

    private readonly Dictionary<string, TimeSpan> _graces = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ChannelReader<ProcessHint> Hints => services.Hints;

    /// <inheritdoc/>
    public Task<ServiceAnswer> Define(UnitSpec unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        _graces[unit.Name] = unit.Grace;
        return Bounded(services.Define(unit), within, Late);
    }

    /// <inheritdoc/>
    public Task<ServiceAnswer> Start(string unit) => Bounded(services.Start(unit), within, Late);

    /// <inheritdoc/>
    public Task<ServiceAnswer> Stop(string unit, bool force = false)
    {
        TimeSpan grace = force ? TimeSpan.Zero : _graces.GetValueOrDefault(unit);
        return Bounded(services.Stop(unit, force), within + grace, Late);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProcessStatus>?> List() =>
        Bounded<IReadOnlyList<ProcessStatus>?>(services.List(), within, null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProcessStatus>?> ListUnit(string unit) =>
        Bounded<IReadOnlyList<ProcessStatus>?>(services.ListUnit(unit), within, null);

    /// <inheritdoc/>
    public Task<ServiceAnswer> End(ProcessIdentity process) =>
        Bounded(services.End(process), within, Late);

    /// <inheritdoc/>
    public Task Reap(ProcessIdentity process) => Bounded(Reaped(process), within, false);

    private async Task<bool> Reaped(ProcessIdentity process)
    {
        await services.Reap(process);
        return true;
    }

    private async Task<T> Bounded<T>(Task<T> answer, TimeSpan bound, T late)
    {
        Instant until = Instant.Now(time) + bound;
        using var over = new CancellationTokenSource();
        while (!answer.IsCompleted && Instant.Now(time) < until)
        {
            TimeSpan piece = Waiting.Piece(until - Instant.Now(time));
            await Join.Any(answer, Task.Delay(piece, time, over.Token));
        }

        over.Cancel();
        return answer.IsCompleted ? await answer : late;
    }
}
