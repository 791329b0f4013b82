namespace Harness.Reference.Concurrency;

/// <summary>
/// Lets one activity at a time in, in the order of asking. The simulation-safe twin of
/// <c>SemaphoreSlim(1)</c>, whose contended waits leave the scheduler.
/// </summary>
public sealed class AsyncGate
{
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private bool _isTaken;

    /// <summary>Waits for its turn; dispose what is returned to let the next one in.</summary>
    public async Task<IDisposable> Enter()
    {
        if (_isTaken)
        {
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
            await turn.Task;
        }

        _isTaken = true;
        return new Turn(this);
    }

    private void Leave()
    {
        if (_waiting.TryDequeue(out TaskCompletionSource? next))
        {
            next.SetResult(); // stays taken: nobody can slip in between
        }
        else
        {
            _isTaken = false;
        }
    }

    private sealed class Turn(AsyncGate gate) : IDisposable
    {
        private bool _isOver;

        public void Dispose()
        {
            if (!_isOver)
            {
                _isOver = true;
                gate.Leave();
            }
        }
    }
}
