using Harness.Reference.Concurrency;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Reference.Changing;

/// <summary>
/// Takes requests to change the configuration and has them carried out one after the other. Every
/// one is answered exactly once, by the change itself or, if the end comes first, with a refusal.
/// It is apart from the queue of all requests, which are answered in an instant, because a change
/// takes its time, and a request to stop must not wait behind it.
/// </summary>
internal sealed class ChangeQueue(SupervisorRun run, ConfigChange change)
{
    /// <summary>Changes that may wait; one more is refused.</summary>
    internal const int MostWaiting = 16;

    private readonly Mailbox<Waiting> _queue = new(run.Ports.Time);
    private ControlRequest? _underWay; // it was taken out, and is not answered yet

    /// <summary>What became of the last change, whoever asked for it; null: none yet.</summary>
    internal ControlResult? Last { get; private set; }

    /// <summary>Takes a request in; false if it cannot be carried out.</summary>
    internal bool Take(ControlRequest request)
    {
        if (run.IsEnding || _queue.Count >= MostWaiting)
        {
            return false;
        }

        _queue.Post(new Waiting(request));
        return true;
    }

    /// <summary>Carries changes out for as long as the supervisor lives.</summary>
    internal async Task Serve()
    {
        await change.Converge();
        while (!run.IsEnding)
        {
            await Join.Any(_queue.Arrived(), run.Instance.Stopping, run.Instance.Failed);
            while (!run.IsEnding && _queue.TryNext(out Waiting next))
            {
                _underWay = next.Request;
                ControlAnswer answer = await change.Do(next.Request);
                using IDisposable turn = await run.Answering.Enter();
                await Answer(answer);
            }
        }
    }

    /// <summary>
    /// Answers who waits for a change that will not be made; the caller has the turn to answer.
    /// </summary>
    internal async Task RefuseTheRest()
    {
        await change.Storing; // whether it was done shows only then
        await Answer(new ControlAnswer(
            change.IsMade ? ControlResult.Accepted : ControlResult.Refused, []));
        while (_queue.TryNext(out Waiting next))
        {
            _underWay = next.Request;
            await Answer(new ControlAnswer(ControlResult.Refused, []));
        }
    }

    /// <summary>Answers who asked for what is under way, unless that was done already.</summary>
    private async Task Answer(ControlAnswer answer)
    {
        if (_underWay is { } request)
        {
            _underWay = null;
            Last = answer.Result;
            await run.Ports.Control.Answer(request, answer with
            {
                ConfigTag = run.Options.Document.Tag,
            });
        }
    }

    private readonly record struct Waiting(ControlRequest Request);
}
