using Harness.Reference.Concurrency;
using Harness.Reference.Errors;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// The two ways in which the supervisor ends by itself. Both are part of the top-level workflow: it
/// alone writes the fatal log.
/// </summary>
internal sealed class EndingWorkflow(
    SupervisorRun run, IReadOnlyList<WorkerKeeper> keepers, RequestDesk desk)
{
    private readonly List<Task> _activities = [];

    /// <summary>An activity that may still be acting on workers when the end begins.</summary>
    internal void Await(Task activity) => _activities.Add(activity);

    /// <summary>
    /// A fatal error: pending requests are answered, the message becomes durable, and only then is
    /// anything done about it.
    /// </summary>
    internal async Task<int> Fatal(SupervisorError fatal)
    {
        await desk.RefuseTheRest();
        if (run.Rules.WritesFatalFirst)
        {
            await run.Ports.Fatal.Write(fatal);
        }

        if (fatal.Phase == Phase.Starting && run.Rules.UndoesFailedStart)
        {
            await EndAll(keepers.Select(keeper => keeper.Began));
        }

        if (fatal.Phase != Phase.Starting && run.Rules.EndsWorkersWhenFailed)
        {
            await EndAll(keepers.Select(keeper => keeper.Known));
        }

        if (!run.Rules.WritesFatalFirst)
        {
            await run.Ports.Fatal.Write(fatal);
        }

        // Once more, for who asked meanwhile; from here to the end nothing is waited for.
        await desk.RefuseTheRest();
        run.Log(LogCode.SupervisorEnding, "", Supervisor.ExitFatal);
        return Supervisor.ExitFatal;
    }

    /// <summary>
    /// An end that was asked for. From here on nothing is started; what does not end in its grace
    /// is killed; an error is fatal, and there is an end in any case.
    /// </summary>
    internal async Task<int> Orderly(Task startup)
    {
        run.Phase = Phase.Stopping;
        run.Log(LogCode.SupervisorStopping, "", run.Forced.IsCompleted ? 1 : 0);
        Instant until = Instant.Now(run.Ports.Time) + run.Rules.EndBound(run.Options);
        foreach (WorkerKeeper keeper in keepers)
        {
            keeper.Tell(KeeperSignal.Stop);
        }

        // A start that is under way now must be over before the list of what runs is made.
        if (!run.Rules.KeepsWhileStopping)
        {
            Task settled = Join.All([startup, .. _activities]);
            using var settledOver = new CancellationTokenSource();
            await Join.Any(settled, WaitUntil(until, settledOver.Token));
            settledOver.Cancel();
        }

        Task<bool> asked = EndWorkers(isForced: false);
        using var over = new CancellationTokenSource();
        await Join.Any(asked, run.Forced, WaitUntil(until, over.Token));
        over.Cancel();
        bool isDone = asked.IsCompleted
            ? await asked
            : await EndWorkers(isForced: true);
        if (!isDone)
        {
            return await Fatal(new SupervisorError(
                Phase.Stopping, ErrorOrigin.Worker, ErrorKind.TimedOut, ""));
        }

        await desk.RefuseTheRest();
        run.Log(LogCode.SupervisorEnding, "", Supervisor.ExitOrderly);
        return Supervisor.ExitOrderly;
    }

    private async Task WaitUntil(Instant until, CancellationToken over)
    {
        try
        {
            await Waiting.Until(until, run.Ports.Time, over);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Something else was faster.
        }
    }

    private async Task<bool> EndWorkers(bool isForced)
    {
        var results = new List<ServiceResult>();
        await Join.All([.. keepers.Select(keeper => run.Ports.Actors.Spawn(
            $"end {keeper.Name}", async () =>
            {
                ServiceAnswer answer = await run.Services.Stop(keeper.Name, isForced);
                results.Add(answer.Result);
            }))]);
        return results.TrueForAll(result => result == ServiceResult.Done);
    }

    private async Task EndAll(IEnumerable<ProcessIdentity?> processes)
    {
        foreach (ProcessIdentity process in processes.OfType<ProcessIdentity>())
        {
            await run.Services.End(process);
        }
    }
}
