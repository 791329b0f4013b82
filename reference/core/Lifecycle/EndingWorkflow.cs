using Harness.Reference.Concurrency;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Reference.Lifecycle;

/// <summary>
/// The two ways in which the supervisor ends by itself. Both are part of the top-level workflow: it
/// alone writes the fatal log.
/// </summary>
internal sealed partial class EndingWorkflow(
    SupervisorRun run, WorkerSet workerSet, RequestServer requests)
{
    // A start that is under way when the end is forced takes effect within this.
    private static readonly TimeSpan LastStart = TimeSpan.FromSeconds(5);

    // What an end may take besides a worker's grace; past it, it is stuck.
    private static readonly TimeSpan EndBesides = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    private bool _isTold;

    /// <summary>
    /// A fatal error: pending requests are answered, the message becomes durable, and only then is
    /// anything done about it.
    /// </summary>
    internal async Task<int> Fatal(SupervisorError fatal)
    {
        await requests.RefuseTheRest();
        await Tell(fatal);
        if (fatal.Phase == Phase.Starting)
        {
            await EndWhatBegan();
        }

        // But for what this start began, and for an instance that ends, workers serve on: "If we
        // crash, the kresd's will keep running." (Knot)
        if (run.Instance.EndsWorkers && run.Instance.Phase != Phase.Stopping)
        {
            await EndInstance();
        }
        else if (fatal.Phase != Phase.Starting)
        {
            if (workerSet.TransientUnits.Count > 0)
            {
                Task settled = Join.All([.. workerSet.Activities]);
                await Within(Instant.Now(run.Ports.Time) + LastStart, settled, settled);
            }

            // It serves nobody, and nobody will look at it again before the next start.
            await EndUnits(
                workerSet.TransientUnits.Where(unit => unit.Role == UnitRole.Canary), true);
        }

        // Once more, for who asked meanwhile; from here to the end nothing is waited for.
        await requests.RefuseTheRest();
        run.Log(LogCode.SupervisorEnding, "", Supervisor.ExitFatal);
        return Supervisor.ExitFatal;
    }

    /// <summary>
    /// An end that was asked for. From here on nothing is started; what does not end in its grace
    /// is killed; an error is fatal, and there is an end in any case.
    /// </summary>
    internal async Task<int> Orderly(StartupWorkflow startup, Task started)
    {
        run.Instance.Stop();
        run.Log(LogCode.SupervisorStopping, "", run.Instance.Forced.IsCompleted ? 1 : 0);
        Instant until = Instant.Now(run.Ports.Time) + run.Options.StopWithin;
        workerSet.Stop();

        if (run.Instance.Failed.IsCompleted)
        {
            await Tell(await run.Instance.Failed); // it is out before anything else happens
        }

        // A start that is under way now must be over before the list of what runs is made.
        Task settled = Join.All([started, .. workerSet.Activities]);
        await Within(until, settled, run.Instance.Forced);

        // Without the lock these are another supervisor's workers.
        if (startup.HasLock && !await EndWorkers(until, settled))
        {
            run.Log(LogCode.EndFailed);
            run.Errors.Fail(ErrorOrigin.Worker, ErrorKind.TimedOut, "");
        }

        // "All errors should be fatal" (Knot, shutdown): also one that was met on the way here.
        if (run.Instance.Failed.IsCompleted)
        {
            return await Fatal(await run.Instance.Failed);
        }

        await requests.RefuseTheRest();
        run.Log(LogCode.SupervisorEnding, "", Supervisor.ExitOrderly);
        return Supervisor.ExitOrderly;
    }

    private async Task Tell(SupervisorError fatal)
    {
        if (!_isTold)
        {
            _isTold = true;
            await run.Ports.Fatal.Write(fatal);
        }
    }

    private async Task<bool> EndWorkers(Instant until, Task settled)
    {
        Task<bool> asked = EndWorkers(isForced: run.Instance.Forced.IsCompleted);
        await Within(until, asked, run.Instance.Forced);
        bool isDone = asked.IsCompleted ? await asked : await EndWorkers(isForced: true);
        if (settled.IsCompleted)
        {
            return isDone;
        }

        // It was forced in the middle of a start, which may have begun something since.
        await Within(Instant.Now(run.Ports.Time) + LastStart, settled, settled);
        return await EndWorkers(isForced: true);
    }

    /// <summary>Waits for one of these, but not longer than until then.</summary>
    private async Task Within(Instant until, Task one, Task other)
    {
        using var over = new CancellationTokenSource();
        await Join.Any(one, other, WaitUntil(until, over.Token));
        over.Cancel();
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

    // What an earlier life left in the middle of a change goes too.
    private async Task<bool> EndWorkers(bool isForced)
    {
        IReadOnlyList<UnitSpec> strays = run.Config.Reader is null
            ? []
            : workerSet.StraysOf(await run.Services.List() ?? []);
        return await EndUnits(
            [
                .. workerSet.Controllers.Select(controller => controller.Worker.Unit),
                .. workerSet.TransientUnits, .. strays,
            ],
            isForced);
    }

    private async Task<bool> EndUnits(IEnumerable<UnitSpec> units, bool isForced)
    {
        var results = new List<bool>();
        await Join.All([.. units.ToArray().Select(unit => run.Ports.Actors.Spawn(
            $"end {unit.Name}", async () =>
            {
                await run.Services.Define(unit); // the startup may not have got there
                results.Add(await run.Units.End(unit.Name, isForced));
            }, unit.Grace + EndBesides))]);
        return results.TrueForAll(isGone => isGone);
    }

    private async Task EndWhatBegan()
    {
        foreach (WorkerController controller in workerSet.Controllers.Where(
            one => one.State is { Began: not null } or { MayHaveBegun: true }).ToArray())
        {
            // A process that is ended behind an external service manager's back is started again.
            if (run.IsManaged)
            {
                await EndInTime(controller.Name);
            }
            else if (controller.State.Began is { } process)
            {
                await run.Services.End(process);
            }
        }
    }

    // The manager may be away for a while: what this start began must not outlive it.
    private async Task EndInTime(string unit)
    {
        Instant until = Instant.Now(run.Ports.Time) + run.Options.StopWithin;
        while (!await run.Units.End(unit, force: true) && Instant.Now(run.Ports.Time) < until)
        {
            await Task.Delay(TryAgain, run.Ports.Time);
        }
    }
}
