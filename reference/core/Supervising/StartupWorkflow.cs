using Harness.Reference.Concurrency;
using Harness.Reference.Errors;
using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Reference.State;

namespace Harness.Reference.Supervising;

/// <summary>
/// Brings everything up: lock, state, what runs already, what does not yet. Any error is brought to
/// the top-level workflow, which makes it fatal.
/// </summary>
internal sealed class StartupWorkflow(SupervisorRun run, WorkerSet workerSet)
{
    // What a startup does besides waiting for its workers: files, lists, surplus processes.
    private static readonly TimeSpan Besides = TimeSpan.FromMinutes(5);

    private bool _isStored;

    /// <summary>A startup that is not over by then is stuck.</summary>
    internal TimeSpan Bound => BringUpBound + Besides;

    /// <summary>Whether no other supervisor can be at work on these workers.</summary>
    internal bool HasLock { get; private set; }

    /// <summary>How many workers were found running.</summary>
    internal int Adopted { get; private set; }

    /// <summary>How many workers were started.</summary>
    internal int Started { get; private set; }

    internal async Task Start()
    {
        if (await Restore() && await RestoreConfig() && await Define() && await Discover())
        {
            _ = run.Ports.Actors.Spawn("watch", PassHints);
            if (await BringUp())
            {
                await StoreConfig();
            }
        }
    }

    private async Task<bool> Restore()
    {
        if (await run.Store.Lock() is var locked and not FileError.None)
        {
            ErrorKind kind = locked == FileError.Locked ? ErrorKind.Refused : ErrorKind.Damaged;
            return Go(run.Errors.Meet(ErrorOrigin.State, kind, "lock"));
        }

        if (run.IsEnding)
        {
            return false; // these never became this supervisor's workers
        }

        HasLock = true;
        StateAnswer answer = await run.Store.Load();
        if (answer.Error != FileError.None)
        {
            return Go(run.Errors.Meet(ErrorOrigin.State, ErrorKind.Damaged, "state"));
        }

        if (answer.IsDamaged)
        {
            if (await run.Store.SetAside() != FileError.None)
            {
                return Go(run.Errors.Meet(ErrorOrigin.State, ErrorKind.Damaged, "state"));
            }

            run.Log(LogCode.StateSetAside);
        }

        bool isRestored = answer.State is not null;
        if (isRestored)
        {
            run.Budget.Restore(answer.State!, run.Now);
        }

        run.Log(LogCode.SupervisorStarting, "", run.Budget.Counter, isRestored ? 1 : 0);

        // The next decrease is on record from the first start on, so that a restart does not put it
        // off; and a disk that cannot be written to is found now and not when it is needed.
        return await run.Budget.Save()
            == FileError.None || Go(run.Errors.Meet(ErrorOrigin.State, ErrorKind.Refused, "state"));
    }

    /// <summary>
    /// The configuration in force: what is stored, unless the file was edited since it was.
    /// </summary>
    private async Task<bool> RestoreConfig()
    {
        if (run.Config.Reader is not { } reader)
        {
            return true; // the options were given in code
        }

        run.Config.BeginWithFile();
        ConfigAnswer answer = await run.Config.Load();
        if (answer.Error != FileError.None)
        {
            return Go(run.Errors.Meet(ErrorOrigin.State, ErrorKind.Damaged, ConfigStore.FileName));
        }

        SupervisorOptions? stored = answer.Config is { } config
            ? reader.Read(config.Document).Options
            : null;
        if (answer.IsDamaged || (stored is null && answer.Config is not null))
        {
            if (await run.Config.SetAside() != FileError.None)
            {
                return Go(run.Errors.Meet(
                    ErrorOrigin.State, ErrorKind.Damaged, ConfigStore.FileName));
            }

            run.Log(LogCode.StateSetAside, ConfigStore.FileName);
        }

        bool isEdited = answer.Config?.FileTag != run.Config.FileTag;
        bool? runs = stored is not null && isEdited ? await Runs() : true;
        if (runs is null)
        {
            return Go(run.Errors.Meet(ErrorOrigin.Services, ErrorKind.TimedOut, "services"));
        }

        if (stored is null || runs == false)
        {
            return true; // nothing runs with the stored one, so the file counts
        }

        // What runs is taken over as it is; an edited file is a change like any other.
        _isStored = true;
        if (run.Config.BeginWithStored(answer.Config!, stored))
        {
            workerSet.Fill(stored.Workers);
        }

        return true;
    }

    // Null: nobody says.
    private async Task<bool?> Runs() =>
        await run.Services.List() is { } all ? all.Any(status => status.IsAlive) : null;

    /// <summary>
    /// Puts the configuration on record when everything serves with it: a start that fails changes
    /// nothing.
    /// </summary>
    private async Task StoreConfig()
    {
        if (run.Config.Reader is not null && !_isStored
            && await run.Config.Store() != FileError.None)
        {
            run.Errors.Meet(ErrorOrigin.State, ErrorKind.Refused, ConfigStore.FileName);
        }
    }

    private async Task<bool> Define()
    {
        foreach (WorkerController controller in workerSet.Controllers)
        {
            ServiceAnswer answer = await run.Services.Define(controller.Worker.Spec);
            if (answer.Result != ServiceResult.Done
                && !Go(run.Errors.Meet(ErrorOrigin.Services, ErrorKind.Refused, controller.Name)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adopts what runs, and ends what is too many of one worker.</summary>
    private async Task<bool> Discover()
    {
        if (await run.Services.List() is not { } all)
        {
            return Go(run.Errors.Meet(ErrorOrigin.Services, ErrorKind.TimedOut, "services"));
        }

        ILookup<string, ProcessStatus> byUnit = all.ToLookup(
            status => status.Unit, StringComparer.Ordinal);
        foreach (WorkerController controller in workerSet.Controllers)
        {
            IReadOnlyList<ProcessStatus> ofUnit = [.. byUnit[controller.Name]];
            SlotPlan plan = SlotPlan.Of(ofUnit);
            foreach (ProcessStatus surplus in plan.Surplus)
            {
                run.Log(LogCode.SurplusEnded, controller.Name, surplus.Identity.Pid);
                ServiceAnswer answer = await run.Services.End(surplus.Identity);
                if (answer.Result != ServiceResult.Done
                    && !Go(run.Errors.Meet(
                        ErrorOrigin.Worker, ErrorKind.TimedOut, controller.Name)))
                {
                    return false;
                }
            }

            foreach (ProcessStatus ended in ofUnit.Where(status => !status.IsAlive))
            {
                await run.Units.Collect(ended.Identity);
            }

            if (plan.Keep is { } running)
            {
                controller.Adopt(running);
                Adopted++;
            }
        }

        return !run.IsEnding;
    }

    private async Task<bool> BringUp()
    {
        var coming = new List<Task>();
        var errors = new List<SupervisorError>();
        foreach (WorkerController controller in workerSet.Controllers)
        {
            Started += controller.Known is null ? 1 : 0;
            coming.Add(run.Ports.Actors.Spawn($"bring up {controller.Name}", async () =>
            {
                if (await controller.BringUp() is { } failure)
                {
                    errors.Add(failure);
                }
            }, BringUpBound));
        }

        // All are waited for, also when one has failed: what is half started cannot be undone.
        await Join.All([.. coming]);
        if (errors.Count > 0)
        {
            SupervisorError first = errors[0];
            return Go(run.Errors.Meet(first.Origin, first.Kind, first.Subject));
        }

        return !run.IsEnding;
    }

    private TimeSpan BringUpBound => Besides + workerSet.Controllers
        .Select(controller => controller.Worker.ReadyWithin).DefaultIfEmpty(TimeSpan.Zero).Max();

    private async Task PassHints()
    {
        while (await run.Services.Hints.WaitToReadAsync())
        {
            while (run.Services.Hints.TryRead(out ProcessHint hint))
            {
                workerSet.Find(hint.Unit)?.Order(StimulusKind.Look);
            }
        }
    }

    private static bool Go(Treatment treatment) => treatment switch
    {
        Treatment.Fatal => false,
        Treatment.Report => true,
        Treatment.Restart => true,
        Treatment.Repair => true,
    };
}
