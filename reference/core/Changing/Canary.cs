using Harness.Reference.Concurrency;
using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Reference.Changing;

/// <summary>
/// Tries new settings out on a process that serves nobody, so that what kills a worker kills no
/// worker of the workerSet.
/// </summary>
internal sealed class Canary(SupervisorRun run, WorkerSet workerSet)
{
    // Hints may be lost: a canary is looked at this often.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether every group that gets other settings can live with them.</summary>
    internal async Task<bool> Try(SupervisorOptions next)
    {
        foreach (IGrouping<string, WorkerOptions> group in Groups.Of(next.Workers))
        {
            WorkerOptions first = group.First();
            bool isNew = group.Any(worker => IsOther(
                workerSet.Find(worker.Unit.Name)?.Worker.Unit, worker.Unit));
            if (isNew && !await TryOne(group.Key, first, next.CanaryFor))
            {
                run.Log(LogCode.CanaryFailed, group.Key);
                return false;
            }
        }

        return !run.IsEnding;
    }

    // Another readiness replaces no process, but if none ever comes the next start of each fails.
    private static bool IsOther(UnitSpec? present, UnitSpec next) =>
        present?.Tag != next.Tag || present.Readiness != next.Readiness;

    private async Task<bool> TryOne(string group, WorkerOptions worker, TimeSpan stayFor)
    {
        var unit = new TransientUnit(run, workerSet, worker.Spec with
        {
            Name = Groups.CanaryOf(group),
            Role = UnitRole.Canary,
        });
        bool isWell = await unit.Start(worker.ReadyWithin)
            && await StaysReady(unit, stayFor);
        await unit.End();
        return isWell;
    }

    private async Task<bool> StaysReady(TransientUnit unit, TimeSpan stayFor)
    {
        Instant until = run.Now + stayFor;
        while (!run.IsEnding)
        {
            Instant askedAt = run.Now;
            if (await unit.State() != ProcessState.Ready)
            {
                return false;
            }

            if (askedAt >= until)
            {
                return true;
            }

            TimeSpan left = until - askedAt;
            await Task.Delay(
                Waiting.Piece(left < LookAgain ? left : LookAgain), run.Ports.Time);
        }

        return false;
    }
}
