using System.Threading.Channels;
using Harness.Reference.Ports;

namespace Harness.Hosting.Control;

/// <summary>
/// Where requests come in, from HTTP, from signals or from the same process. Each is answered
/// exactly once: by the supervisor, or with a refusal when the supervisor is gone.
/// </summary>
public sealed class ControlDesk : IControlPlane
{
    /// <summary>
    /// Requests of one verb that may wait for their answers; one more is refused at once.
    /// </summary>
    public const int MostWaiting = 64;

    // The second stop forces, and the second reload reads what the first one came too early for.
    private const int MostSignals = 2;

    private readonly Channel<ControlRequest> _requests =
        Channel.CreateUnbounded<ControlRequest>();

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Open> _open = [];
    private readonly SortedDictionary<(ControlVerb, ControlResult), long> _answered = [];

    private readonly TaskCompletionSource _closed =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long _last;
    private bool _isClosed;

    /// <inheritdoc/>
    public ChannelReader<ControlRequest> Requests => _requests.Reader;

    /// <summary>Completes when the supervisor is gone.</summary>
    public Task Closed => _closed.Task;

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
    /// How many requests were answered in which way, signals included; what was refused without the
    /// supervisor is not among them.
    /// </summary>
    public IReadOnlyDictionary<(ControlVerb Verb, ControlResult Result), long> Answered()
    {
        lock (_lock)
        {
            return new Dictionary<(ControlVerb, ControlResult), long>(_answered);
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

    /// <summary>
    /// Asks as a signal does: nobody need wait. While two of a kind wait already, a third would
    /// change nothing and is left out.
    /// </summary>
    public Task<ControlAnswer> Signal(ControlVerb verb) => Put(verb, isSignal: true, null, null);

    /// <inheritdoc/>
    public Task Answer(ControlRequest request, ControlAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(answer);
        Open? waiting;
        lock (_lock)
        {
            if (_open.Remove(request.Id, out waiting))
            {
                (ControlVerb, ControlResult) kind = (request.Verb, answer.Result);
                _answered[kind] = _answered.GetValueOrDefault(kind) + 1;
            }
        }

        // A second answer is a bug of the supervisor, unless the desk was closed in between.
        if (waiting is null && !_isClosed)
        {
            throw new InvalidOperationException($"request {request.Id} was answered twice");
        }

        waiting?.Answer.SetResult(answer);
        return Task.CompletedTask;
    }

    /// <summary>The supervisor is gone: whatever waits, and whatever comes, is refused.</summary>
    public void Close()
    {
        Open[] left;
        lock (_lock)
        {
            _isClosed = true;
            left = [.. _open.Values];
            _open.Clear();
        }

        _requests.Writer.TryComplete();
        foreach (Open one in left)
        {
            one.Answer.SetResult(Refused);
        }

        _closed.TrySetResult();
    }

    private static ControlAnswer Refused => new(ControlResult.Refused, []);

    private Task<ControlAnswer> Put(
        ControlVerb verb, bool isSignal, ConfigDocument? document, string? ifMatch)
    {
        var waiting = new TaskCompletionSource<ControlAnswer>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            int alike = _open.Values.Count(
                one => one.Request.Verb == verb && one.Request.IsSignal == isSignal);
            if (_isClosed || alike >= (isSignal ? MostSignals : MostWaiting))
            {
                return Task.FromResult(Refused);
            }

            var request = new ControlRequest(++_last, verb, isSignal)
            {
                Document = document, IfMatch = ifMatch,
            };
            _open.Add(request.Id, new Open(request, waiting));
            _requests.Writer.TryWrite(request);
        }

        return waiting.Task;
    }

    private sealed record Open(
        ControlRequest Request, TaskCompletionSource<ControlAnswer> Answer);
}
