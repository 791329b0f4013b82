using Harness.Reference.Concurrency;
using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Reference.Changing;

/// <summary>
/// Brings the workers to a configuration, one worker after the other. Before the first worker of a
/// group is ended a stand-in serves, so that of N workers never fewer than max(1, N-1) serve
/// because of it, whatever N.
/// </summary>
internal sealed class Rollout(SupervisorRun run, WorkerSet workerSet)
{
    private readonly List<TransientUnit> _surges = [];

    /// <summary>Brings every worker there is to be to its new options.</summary>
    /// <param name="workers">The workers that there are to be.</param>
    /// <param name="isBack">
    /// It is the last good configuration that is brought back: whatever fails, the rest goes on.
    /// </param>
    /// <returns>Whether all that served before serve with their new options.</returns>
    internal async Task<bool> Bring(IReadOnlyList<WorkerOptions> workers, bool isBack)
    {
        var served = new List<WorkerController>();
        foreach (IGrouping<string, WorkerOptions> group in Groups.Of(workers))
        {
            List<WorkerOptions> changed = [.. group.Where(IsChanged)];
            if (!await StandIn(group.Key, changed, isBack) && !isBack)
            {
                return false;
            }

            foreach (WorkerOptions worker in changed)
            {
                if (run.IsEnding)
                {
                    return false;
                }

                // One that was down before is not the fault of the change; one that is new is.
                WorkerController? present = workerSet.Find(worker.Unit.Name);
                bool mustServe = present is null or { Condition: WorkerCondition.Serving };
                WorkerController controller = present ?? Begin(worker);
                if (!await Replaced(controller, worker) && mustServe && !isBack)
                {
                    return false;
                }

                if (mustServe)
                {
                    served.Add(controller);
                }
            }
        }

        // One that has died since runs with settings that kill it.
        return isBack || served.TrueForAll(controller =>
            controller.Condition == WorkerCondition.Serving && controller.State.IsUpToDate);
    }

    /// <summary>Ends who stood in, and the workers that are there no more.</summary>
    internal async Task Finish(IReadOnlyList<WorkerOptions> workers)
    {
        foreach (WorkerController controller in workerSet.Controllers
            .Where(one => !workers.Any(worker => worker.Unit.Name == one.Name)).ToArray())
        {
            workerSet.Begin(controller.Worker.Unit);
            workerSet.Remove(controller);
            if (await controller.Retire())
            {
                workerSet.End(controller.Worker.Unit);
            }
        }

        workerSet.Order(workers);
        workerSet.Regroup(run.Options.Groups);
        foreach (TransientUnit surge in _surges.ToArray())
        {
            if (await surge.End())
            {
                _surges.Remove(surge);
            }
        }
    }

    /// <summary>
    /// Ends what runs under names that nobody has: stand-ins and retired workers that a crash has
    /// left.
    /// </summary>
    internal async Task EndStrays()
    {
        await Finish(run.Options.Workers);
        IReadOnlyList<UnitSpec> strays = [];
        await Attempts.UntilOneWorks(run, async () =>
        {
            IReadOnlyList<ProcessStatus>? all = await run.Services.List();
            strays = workerSet.StraysOf(all ?? []);
            return all is not null;
        });
        foreach (UnitSpec unit in strays)
        {
            workerSet.Begin(unit);
            run.Log(LogCode.StrayEnded, unit.Name);
            await new TransientUnit(run, workerSet, unit).End();
        }
    }

    private bool IsChanged(WorkerOptions worker) =>
        workerSet.Find(worker.Unit.Name) is not { } controller
        || !ReferenceEquals(controller.Worker, worker)
        || (controller.Known is not null && !controller.State.IsUpToDate);

    /// <summary>
    /// Starts a stand-in if a process of the group is going to be ended; false if it is of no use.
    /// </summary>
    private async Task<bool> StandIn(
        string group, List<WorkerOptions> changed, bool isBack)
    {
        WorkerOptions? first = changed.Find(worker =>
            workerSet.Find(worker.Unit.Name) is { Known: not null } controller
            && (!controller.State.IsUpToDate || controller.Worker.Unit.Tag != worker.Unit.Tag));
        if (first is null)
        {
            return true;
        }

        string name = Groups.SurgeOf(group);
        if (_surges.Find(one => one.Unit.Name == name) is { } present)
        {
            // On the way back the one that serves goes on, whatever its settings: they were
            // accepted, and without it too few might serve.
            if ((isBack || present.Unit.Tag == first.Unit.Tag)
                && await present.State() == ProcessState.Ready)
            {
                return true;
            }

            _surges.Remove(present);
        }

        var surge = new TransientUnit(
            run, workerSet, first.Spec with { Name = name, Role = UnitRole.Surge });
        _surges.Add(surge);
        return await surge.Start(first.ReadyWithin, mayTakeOver: isBack);
    }

    private WorkerController Begin(WorkerOptions worker)
    {
        WorkerController controller = workerSet.Add(worker);
        workerSet.Keep(controller);
        return controller;
    }

    private async Task<bool> Replaced(WorkerController controller, WorkerOptions worker)
    {
        Task<bool> replaced = controller.Replace(worker);
        await Join.Any(replaced, run.Instance.Stopping, run.Instance.Failed);
        return replaced.IsCompleted && await replaced;
    }
}
