using System.Threading.Channels;
using Harness.Reference.Configuration;
using Harness.Reference.Ports;

namespace Harness.Hosting.Control;

/// <summary>
/// Where requests come in, from HTTP, from signals or from the same process. Each is answered
/// exactly once: by the supervisor, or with a refusal when the supervisor is gone.
/// </summary>
public sealed class ControlDesk : IControlPlane
{
    private readonly Channel<ControlRequest> _requests =
        Channel.CreateUnbounded<ControlRequest>();

    private readonly Lock _lock = new();
    private readonly Dictionary<long, TaskCompletionSource<ControlAnswer>> _open = [];
    private long _last;
    private bool _isClosed;

    /// <inheritdoc/>
    public ChannelReader<ControlRequest> Requests => _requests.Reader;

    /// <summary>How many requests wait for their answers.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>
    /// Asks the supervisor, and completes with its answer. Who does not wait any longer leaves the
    /// request as it is.
    /// </summary>
    /// <param name="verb">What is asked for.</param>
    /// <param name="document">The configuration of a change.</param>
    /// <param name="ifMatch">See <see cref="ControlRequest.IfMatch"/>.</param>
    public Task<ControlAnswer> Ask(
        ControlVerb verb, ConfigDocument? document = null, string? ifMatch = null) =>
        Put(verb, isSignal: false, document, ifMatch);

    /// <summary>Asks as a signal does: nobody waits.</summary>
    public void Signal(ControlVerb verb) => _ = Put(verb, isSignal: true, null, null);

    /// <inheritdoc/>
    public Task Answer(ControlRequest request, ControlAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(request);
        TaskCompletionSource<ControlAnswer>? waiting;
        lock (_lock)
        {
            _open.Remove(request.Id, out waiting);
        }

        // A second answer is a bug of the supervisor, unless the desk was closed in between.
        if (waiting is null && !_isClosed)
        {
            throw new InvalidOperationException($"request {request.Id} was answered twice");
        }

        waiting?.SetResult(answer);
        return Task.CompletedTask;
    }

    /// <summary>The supervisor is gone: whatever waits, and whatever comes, is refused.</summary>
    public void Close()
    {
        TaskCompletionSource<ControlAnswer>[] left;
        lock (_lock)
        {
            _isClosed = true;
            left = [.. _open.Values];
            _open.Clear();
        }

        _requests.Writer.TryComplete();
        foreach (TaskCompletionSource<ControlAnswer> one in left)
        {
            one.SetResult(Refused);
        }
    }

    private static ControlAnswer Refused => new(ControlResult.Refused, []);

    private Task<ControlAnswer> Put(
        ControlVerb verb, bool isSignal, ConfigDocument? document, string? ifMatch)
    {
        var waiting = new TaskCompletionSource<ControlAnswer>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_isClosed)
            {
                return Task.FromResult(Refused);
            }

            var request = new ControlRequest(++_last, verb, isSignal)
            {
                Document = document, IfMatch = ifMatch,
            };
            _open.Add(request.Id, waiting);
            _requests.Writer.TryWrite(request);
        }

        return waiting.Task;
    }
}
