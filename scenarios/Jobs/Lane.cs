using Harness.Sim.Running;

namespace Harness.Scenarios.Jobs;

/// <summary>One job: a worker, and for an audit a second one that makes every run again.</summary>
internal sealed class Lane(JobOptions options) : IAsyncDisposable
{
    private readonly WorkerSeat _first = new(options.Command, options.Guard, options.Time);
    private readonly WorkerSeat _second = new(options.Command, options.Guard, options.Time);

    /// <summary>
    /// Makes the runs of a batch and hands each over once; in an audit, as soon as both agree.
    /// </summary>
    public async Task Run(Batch batch, Action<int, Ran> done, CancellationToken stop)
    {
        int[] indices = [.. Enumerable.Range(batch.First, batch.Count)];
        if (!options.IsAudit)
        {
            await _first.Run(batch, indices, isDetailed: false, done, stop);
            return;
        }

        var first = new Dictionary<int, Ran>();
        var differing = new SortedDictionary<int, Ran>();
        await _first.Run(batch, indices, isDetailed: false, first.Add, stop);
        try
        {
            // Backwards, so that what one run leaves behind in its process shows as a difference.
            await _second.Run(batch, indices.Reverse(), isDetailed: false, Pair, stop);
            while (differing.Count > 0)
            {
                (int index, Ran second) = differing.First();
                SeedResult result = await Compare(
                    batch, index, first[index].Result, second.Result, stop);
                differing.Remove(index);
                Done(index, second, result);
            }
        }
        catch (OperationCanceledException)
        {
            // That they differ is known, and is told, although nobody will know where.
            foreach ((int index, Ran second) in differing)
            {
                Done(index, second, Audit.Differed(
                    first[index].Result, second.Result, left: null, right: null));
            }

            throw;
        }

        void Pair(int index, Ran second)
        {
            if (Audit.IsSame(first[index].Result, second.Result))
            {
                Done(index, second, first[index].Result);
            }
            else
            {
                differing.Add(index, second);
            }
        }

        void Done(int index, Ran second, SeedResult result) => done(
            index,
            first[index] with { Result = result, Wall = first[index].Wall + second.Wall });
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
