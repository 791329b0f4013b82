using Harness.Reference.Ports;

namespace Harness.Hosting.Running;

/// <summary>
/// Runs all activities of a supervisor one continuation at a time, so that what is simulated is
/// what runs: its state needs no locks here either.
/// </summary>
public sealed class ExclusiveSpawner : ISpawner
{
    private readonly TaskFactory _factory = new(
        CancellationToken.None, TaskCreationOptions.DenyChildAttach,
        TaskContinuationOptions.None, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);

    private readonly TaskCompletionSource<Exception> _broken =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// The first exception that escaped from an activity. It is a bug of the supervisor: nothing
    /// that it does from then on can be trusted.
    /// </summary>
    public Task<Exception> Broken => _broken.Task;

    /// <inheritdoc/>
    public Task Spawn(string name, Func<Task> body, TimeSpan? within = null) =>
        Run(() => Guarded(name, body));

    /// <summary>Runs something among the activities, and completes with what it gives.</summary>
    public Task<T> Run<T>(Func<Task<T>> body) => _factory.StartNew(body).Unwrap();

    private Task Run(Func<Task> body) => _factory.StartNew(body).Unwrap();

    private async Task Guarded(string name, Func<Task> body)
    {
        try
        {
            await body();
        }
        catch (Exception bug)
        {
            _broken.TrySetResult(new InvalidOperationException($"activity '{name}' failed", bug));
            throw;
        }
    }
}
