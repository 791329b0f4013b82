using Harness.Reference.Changing;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Reference.Lifecycle;

/// <summary>
/// Takes requests and signals one after the other from the control plane's own queue, and answers
/// each exactly once: at once, but for changes of the configuration, which wait for each other in
/// <see cref="ChangeQueue"/>.
/// </summary>
internal sealed class RequestServer(SupervisorRun run, WorkerSet workerSet, ChangeQueue changes)
{
    private static readonly ControlAnswer Accepted = new(ControlResult.Accepted, []);

    private static readonly ControlAnswer Refused = new(ControlResult.Refused, []);

    /// <summary>Serves for as long as the supervisor lives.</summary>
    internal async Task Serve()
    {
        while (await run.Ports.Control.Requests.WaitToReadAsync())
        {
            using IDisposable turn = await run.Answering.Enter();
            while (run.Ports.Control.Requests.TryRead(out ControlRequest? request))
            {
                if (Do(request) is { } answer)
                {
                    await run.Ports.Control.Answer(request, answer);
                }
            }
        }
    }

    /// <summary>Answers what waits, so that nobody waits for a supervisor that is gone.</summary>
    internal async Task RefuseTheRest()
    {
        using IDisposable turn = await run.Answering.Enter();
        while (run.Ports.Control.Requests.TryRead(out ControlRequest? request))
        {
            await run.Ports.Control.Answer(request, Refused);
        }

        await changes.RefuseTheRest();
    }

    /// <summary>The answer, if it is not given later.</summary>
    private ControlAnswer? Do(ControlRequest request)
    {
        switch (request.Verb)
        {
            case ControlVerb.Stop:
                // A supervisor that fails leaves its workers: it will not do what it accepts here.
                if (run.Instance.Failed.IsCompleted && !run.Instance.Stopping.IsCompleted)
                {
                    return Refused;
                }

                run.Instance.AskToStop();
                return Accepted;
            case ControlVerb.Status:
                return new ControlAnswer(ControlResult.Accepted, [.. workerSet.Controllers.Select(
                    controller => new WorkerReport(controller.Name, controller.Condition))])
                {
                    ConfigTag = run.Options.Document.Tag,
                    Document = run.Options.Document,
                    LastChange = changes.Last,
                    ErrorCounter = run.Budget.CounterAt(run.Now),
                };
            case ControlVerb.Reset:
                if (run.IsEnding)
                {
                    return Refused;
                }

                workerSet.ForgetFailures();
                return Accepted;
            case ControlVerb.Reload or ControlVerb.Change:
                return changes.Take(request) ? null : Refused;
            default:
                throw new InvalidOperationException($"unknown verb {request.Verb}");
        }
    }
}
