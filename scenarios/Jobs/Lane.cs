using Harness.Sim.Running;

namespace Harness.Scenarios.Jobs;

/// <summary>One job: a worker, and for an audit a second one that makes every run again.</summary>
internal sealed class Lane(JobOptions options) : IAsyncDisposable
{
    private readonly WorkerSeat _first = new(options.Command, options.Guard, options.Time);
    private readonly WorkerSeat _second = new(options.Command, options.Guard, options.Time);

    /// <summary>Makes the runs of a batch and hands each over once.</summary>
    public async Task Run(Batch batch, Action<int, Ran> done, CancellationToken stop)
    {
        int[] indices = [.. Enumerable.Range(batch.First, batch.Count)];
        if (!options.IsAudit)
        {
            await _first.Run(batch, indices, isDetailed: false, done, stop);
            return;
        }

        var first = new Dictionary<int, Ran>();
        var second = new Dictionary<int, Ran>();
        await _first.Run(batch, indices, isDetailed: false, first.Add, stop);

        // Backwards, so that what one run leaves behind in its process shows as a difference.
        await _second.Run(batch, indices.Reverse(), isDetailed: false, second.Add, stop);
        foreach (int index in indices)
        {
            Ran ran = first[index];
            SeedResult result = Audit.IsSame(ran.Result, second[index].Result)
                ? ran.Result
                : await Compare(batch, index, ran.Result, second[index].Result, stop);
            done(index, ran with { Result = result, Wall = ran.Wall + second[index].Wall });
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    // Both again, with all choices and events: the digests say only that something differs.
    private async Task<SeedResult> Compare(
        Batch batch, int index, SeedResult first, SeedResult second, CancellationToken stop)
    {
        RunDetail? left = null;
        RunDetail? right = null;
        await _first.Run(batch, [index], isDetailed: true, (_, ran) => left = ran.Detail, stop);
        await _second.Run(batch, [index], isDetailed: true, (_, ran) => right = ran.Detail, stop);
        return Audit.Differed(first, second, left, right);
    }
}
