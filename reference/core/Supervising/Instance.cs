using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// How far this life of the supervisor has come, and whether and how it ends. Whoever moves it on
/// asks for that here; only the top-level workflow acts on its end.
/// </summary>
internal sealed class Instance
{
    private readonly TaskCompletionSource _stopping =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _forced =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource<SupervisorError> _failed =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Phase Phase { get; private set; } = Phase.Starting;

    /// <summary>Whether a worker may be started: not once the end is under way.</summary>
    internal bool MayStart => Phase != Phase.Stopping;

    /// <summary>Whether the workers are ended with the supervisor.</summary>
    internal bool EndsWorkers { get; private set; }

    internal Task Stopping => _stopping.Task;

    internal Task Forced => _forced.Task;

    internal Task<SupervisorError> Failed => _failed.Task;

    internal bool IsEnding => _stopping.Task.IsCompleted || _failed.Task.IsCompleted;

    /// <summary>The startup is over.</summary>
    internal void Run() => Move(Phase.Starting, Phase.Running);

    /// <summary>A change of the configuration begins.</summary>
    internal void BeginChange() => Move(Phase.Running, Phase.Changing);

    /// <summary>It is over; if the end has begun meanwhile, that goes on.</summary>
    internal void EndChange()
    {
        if (Phase == Phase.Changing)
        {
            Phase = Phase.Running;
        }
    }

    /// <summary>From here on nothing is started.</summary>
    internal void Stop() => Phase = Phase.Stopping;

    /// <summary>A request to end: the first one is orderly, any further one forces.</summary>
    internal void AskToStop()
    {
        if (!_stopping.TrySetResult())
        {
            _forced.TrySetResult();
        }
    }

    /// <summary>
    /// Brings a fatal error to the top-level workflow; one that came before stands.
    /// </summary>
    internal void Fail(SupervisorError fatal) => _failed.TrySetResult(fatal);

    /// <summary>As <see cref="Fail"/>, and the workers do not outlive it.</summary>
    internal void FailWithWorkers(SupervisorError fatal)
    {
        EndsWorkers = true;
        Fail(fatal);
    }

    private void Move(Phase from, Phase to)
    {
        if (Phase != from)
        {
            throw new InvalidOperationException($"{to} does not come after {Phase}");
        }

        Phase = to;
    }
}
