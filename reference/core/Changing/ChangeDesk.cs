using Harness.Reference.Concurrency;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Reference.Changing;

/// <summary>
/// Takes requests to change the configuration and has them carried out one after the other. Every
/// one is answered exactly once, by the change itself or, if the end comes first, with a refusal.
/// </summary>
internal sealed class ChangeDesk(SupervisorRun run, ConfigChange change)
{
    /// <summary>Changes that may wait; one more is refused.</summary>
    internal const int MostWaiting = 16;

    private readonly List<ControlRequest> _open = [];
    private readonly Mailbox<int> _mail = new(run.Ports.Time);
    private readonly Queue<ControlRequest> _waiting = new();
    private ControlRequest? _underWay;

    /// <summary>What became of the last change, whoever asked for it; null: none yet.</summary>
    internal ControlResult? Last { get; private set; }

    /// <summary>Takes a request in; false if it cannot be carried out.</summary>
    internal bool Take(ControlRequest request)
    {
        if (run.IsEnding || _waiting.Count >= MostWaiting)
        {
            return false;
        }

        _open.Add(request);
        _waiting.Enqueue(request);
        _mail.Post(0);
        return true;
    }

    /// <summary>Carries changes out for as long as the supervisor lives.</summary>
    internal async Task Serve()
    {
        await change.Converge();
        while (!run.IsEnding)
        {
            await Join.Any(_mail.Next(null), run.Instance.Stopping, run.Instance.Failed);
            while (!run.IsEnding && _waiting.TryDequeue(out ControlRequest? request))
            {
                _underWay = request;
                ControlAnswer answer = await change.Do(request);
                using IDisposable turn = await run.Answering.Enter();
                await Answer(request, answer);
            }
        }
    }

    /// <summary>
    /// Answers who waits for a change that will not be made; the caller has the turn to answer.
    /// </summary>
    internal async Task RefuseTheRest()
    {
        await change.Storing; // whether it was done shows only then
        foreach (ControlRequest request in _open.ToArray())
        {
            bool isDone = request == _underWay && change.IsMade;
            await Answer(request, new ControlAnswer(
                isDone ? ControlResult.Accepted : ControlResult.Refused, []));
        }
    }

    private async Task Answer(ControlRequest request, ControlAnswer answer)
    {
        if (_open.Remove(request))
        {
            Last = answer.Result;
            await run.Ports.Control.Answer(request, answer with
            {
                ConfigTag = run.Options.Document.Tag,
            });
        }
    }
}
