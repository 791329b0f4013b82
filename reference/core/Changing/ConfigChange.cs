using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Reference.State;
using Harness.Reference.Supervising;

namespace Harness.Reference.Changing;

/// <summary>
/// One change of the configuration, from the document to the answer:
/// read and check (no side effects), the watchdog's look, a canary, the rollout, the record, the
/// retirement of what is no longer there. Whatever fails before the record brings the last good
/// configuration back. "All errors, that stem from the configuration change, should be reported and
/// the manager should keep running." (Knot)
/// </summary>
internal sealed class ConfigChange(SupervisorRun run, WorkerSet workerSet, Watchdog watchdog)
{
    private readonly Rollout _rollout = new(run, workerSet);
    private readonly Canary _canary = new(run, workerSet);

    /// <summary>Whether the change that is under way is on record.</summary>
    internal bool IsMade { get; private set; }

    /// <summary>Over when no record of a configuration is under way.</summary>
    internal Task Storing { get; private set; } = Task.CompletedTask;

    /// <summary>
    /// Carries a request out. If the end begins meanwhile it is left where it is: the next life
    /// brings everything in line with the record.
    /// </summary>
    internal async Task<ControlAnswer> Do(ControlRequest request)
    {
        IsMade = false;
        (ConfigReading reading, string fileTag) = await Read(request);
        if (request.IfMatch is { } from && from != run.Options.Document.Tag)
        {
            return Report(ControlResult.Mismatch, []);
        }

        if (reading.Options is not { } next)
        {
            return Report(ControlResult.Invalid, reading.Problems);
        }

        if (run.IsManaged && next.Groups.Count > 0)
        {
            return Report(ControlResult.Invalid, [SupervisorOptions.NoGroups]);
        }

        if (run.Options.StateDirectory != next.StateDirectory)
        {
            return Report(
                ControlResult.Invalid,
                ["state-directory cannot be changed while the supervisor runs: expected"
                    + $" {run.Options.StateDirectory}"]);
        }

        ControlResult result = await Begin(next, fileTag, request.Id);
        if (result == ControlResult.Accepted && request.Verb == ControlVerb.Reload)
        {
            workerSet.ForgetFailures();
        }

        return Report(result, []);
    }

    /// <summary>
    /// Brings in line what a crash in the middle of a change has left: one configuration for the
    /// whole set of workers, and nobody beside it.
    /// </summary>
    internal async Task Converge()
    {
        if (run.Config.Reader is null || run.IsEnding)
        {
            return;
        }

        await _rollout.Bring(run.Options.Workers, isBack: true);
        await _rollout.EndStrays();
        if (!run.IsEnding && run.Config.TakeEdited() is { } edited)
        {
            Report(await Begin(edited, edited.Document.Tag, 0), []);
        }
    }

    private async Task<(ConfigReading Reading, string FileTag)> Read(ControlRequest request)
    {
        if (run.Config.Reader is not { } reader)
        {
            // There is nothing that could be read again, or that a document could replace.
            return (request.Document is null
                ? new ConfigReading(run.Options, [])
                : new ConfigReading(null, ["the options were given in code, and stay as they are"]),
                "");
        }

        if (request.Document is { } document)
        {
            return (reader.Read(document), run.Config.FileTag);
        }

        FileAnswer answer = await run.Ports.Files.Read(run.Options.ConfigFile);
        if (answer.Error != FileError.None)
        {
            return (new ConfigReading(
                null, [$"{run.Options.ConfigFile}: cannot be read ({answer.Error})"]), "");
        }

        var file = ConfigDocument.Of(answer.Contents);
        return (reader.Read(file), file.Tag);
    }

    private async Task<ControlResult> Begin(
        SupervisorOptions next, string fileTag, long request)
    {
        run.Log(LogCode.ChangeBegun, next.Document.Tag, request);
        ControlResult result = next.Document.Tag == run.Options.Document.Tag
            ? await Note(next, fileTag)
            : await Make(next, fileTag);
        run.Log(LogCode.ChangeOver, next.Document.Tag, (long)result);
        return result;
    }

    // That the file says what is in force is on record too, or the next start would take it for a
    // wish that is younger than a change made since.
    private async Task<ControlResult> Note(SupervisorOptions next, string fileTag) =>
        fileTag == run.Config.FileTag || await Store(next, fileTag) ? ControlResult.Accepted
        : run.IsEnding ? ControlResult.Refused
        : ControlResult.RolledBack;

    private async Task<ControlResult> Make(SupervisorOptions next, string fileTag)
    {
        // "Before the actual change though, watchdog should be manually invoked." (Knot)
        await watchdog.Check(isBeforeChange: true);
        if (run.IsEnding)
        {
            return ControlResult.Refused;
        }

        run.Instance.BeginChange();
        ControlResult result = await Try(next, fileTag);
        run.Instance.EndChange();

        return result;
    }

    private async Task<ControlResult> Try(SupervisorOptions next, string fileTag)
    {
        SupervisorOptions last = run.Options;
        if (!await _canary.Try(next))
        {
            return run.IsEnding ? ControlResult.Refused : ControlResult.RolledBack;
        }

        run.Log(LogCode.ChangeAccepted, next.Document.Tag);
        if (await _rollout.Bring(next.Workers, isBack: false) && await Store(next, fileTag))
        {
            run.Log(LogCode.ChangeDone, next.Document.Tag);
            await _rollout.Finish(next.Workers);
            return ControlResult.Accepted;
        }

        if (!run.IsEnding)
        {
            run.Log(LogCode.ChangeFailed, next.Document.Tag);
            await _rollout.Bring(last.Workers, isBack: true);
            await _rollout.Finish(last.Workers);
        }

        return run.IsEnding ? ControlResult.Refused : ControlResult.RolledBack;
    }

    private async Task<bool> Store(SupervisorOptions next, string fileTag)
    {
        if (run.IsEnding)
        {
            return false;
        }

        Task<bool> storing = Record(next, fileTag);
        Storing = storing;
        return await storing;
    }

    private async Task<bool> Record(SupervisorOptions next, string fileTag)
    {
        switch (await run.Config.Change(next, fileTag))
        {
            case Recorded.Done:
                IsMade = true;
                return true;
            case Recorded.NotDone:
                return false;
            case Recorded.Unsure:
                run.Errors.Fail(ErrorOrigin.State, ErrorKind.Damaged, ConfigStore.FileName);
                return false;
            default:
                throw new InvalidOperationException("unknown record");
        }
    }

    private ControlAnswer Report(ControlResult result, IReadOnlyList<string> problems)
    {
        if (result != ControlResult.Accepted)
        {
            run.Log(LogCode.ChangeReported, run.Options.Document.Tag, (long)result, problems.Count);
        }

        return new ControlAnswer(result, []) { Problems = problems };
    }
}
