using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// Takes requests and signals one after the other, and answers each exactly once.
/// </summary>
internal sealed class RequestDesk(SupervisorRun run, IReadOnlyList<WorkerKeeper> keepers)
{
    private static readonly ControlAnswer Accepted = new(ControlResult.Accepted, []);

    private static readonly ControlAnswer Refused = new(ControlResult.Refused, []);

    /// <summary>Serves for as long as the supervisor lives.</summary>
    internal async Task Serve()
    {
        while (await run.Ports.Control.Requests.WaitToReadAsync())
        {
            using IDisposable turn = await run.Answering.Enter();
            if (run.IsEnding && !run.Rules.AnswersWhileEnding)
            {
                return;
            }

            while (run.Ports.Control.Requests.TryRead(out ControlRequest? request))
            {
                await run.Ports.Control.Answer(request, Do(request));
            }
        }
    }

    /// <summary>Answers what waits, so that nobody waits for a supervisor that is gone.</summary>
    internal async Task RefuseTheRest()
    {
        using IDisposable turn = await run.Answering.Enter();
        while (run.Rules.AnswersWhileEnding
            && run.Ports.Control.Requests.TryRead(out ControlRequest? request))
        {
            await run.Ports.Control.Answer(request, Refused);
        }
    }

    private ControlAnswer Do(ControlRequest request)
    {
        switch (request.Verb)
        {
            case ControlVerb.Stop:
                // A supervisor that fails leaves its workers: it will not do what it accepts here.
                if (run.Failed.IsCompleted && !run.Stopping.IsCompleted)
                {
                    return Refused;
                }

                run.AskToStop();
                return Accepted;
            case ControlVerb.Status:
                return new ControlAnswer(ControlResult.Accepted,
                    [.. keepers.Select(keeper => new WorkerReport(keeper.Name, keeper.Condition))]);
            case ControlVerb.Reset:
                if (run.IsEnding)
                {
                    return Refused;
                }

                foreach (WorkerKeeper keeper in keepers)
                {
                    keeper.Tell(KeeperSignal.Reset);
                }

                return Accepted;
            case ControlVerb.Reload or ControlVerb.Change:
                return Refused;
            default:
                throw new InvalidOperationException($"unknown verb {request.Verb}");
        }
    }
}
