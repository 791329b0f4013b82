using System.Threading.Channels;
using Harness.Scenarios.Systems;

namespace Harness.Scenarios.Jobs;

/// <summary>How the runs of a plan are made.</summary>
/// <param name="Command">How a worker is started.</param>
/// <param name="Jobs">Runs at a time.</param>
/// <param name="IsAudit">Whether each is made twice, in two processes, and compared.</param>
/// <param name="Guard">How long a run may take before its process is killed: wall time.</param>
/// <param name="Time">Measures the guard.</param>
internal sealed record JobOptions(
    WorkerCommand Command, int Jobs, bool IsAudit, TimeSpan Guard, TimeProvider Time);

/// <summary>
/// Makes the runs of a plan in worker processes, a lane for each job, and reports them in the order
/// of the plan. Who made a run, and when, has no influence on what is reported.
/// </summary>
internal sealed class JobPool(JobOptions options)
{
    /// <summary>
    /// Makes all runs. If <paramref name="stop"/> is cancelled, what was made by then is reported
    /// before the <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <exception cref="WorkerStartException">No worker can be started.</exception>
    /// <exception cref="SystemRefusedException">There is no system to run.</exception>
    public async Task Run(RunPlan plan, IRunSink sink, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var runs = Channel.CreateUnbounded<(long Sequence, Placed Run)>(
            new UnboundedChannelOptions { SingleReader = true });
        Task lanes = RunLanes(plan, runs.Writer, end.Token);
        var order = new InOrder<Placed>();
        bool isEnough = false;
        try
        {
            isEnough = await Report(runs.Reader, order, sink);
        }
        finally
        {
            // Also when the sink throws: no worker outlives its pool.
            plan.Stop();
            if (isEnough || !lanes.IsCompleted)
            {
                await end.CancelAsync();
            }

            await lanes.ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None,
                TaskScheduler.Default);
        }

        if (stop.IsCancellationRequested && !isEnough)
        {
            foreach (Placed run in order.Rest())
            {
                sink.Accept(run);
            }

            stop.ThrowIfCancellationRequested();
        }

        if (!isEnough)
        {
            await lanes;
        }
    }

    // True: the sink wants no more. False: every lane is done.
    private static async Task<bool> Report(
        ChannelReader<(long Sequence, Placed Run)> runs, InOrder<Placed> order, IRunSink sink)
    {
        await foreach ((long sequence, Placed run) in runs.ReadAllAsync())
        {
            sink.Counted(run);
            if (order.Put(sequence, run).Any(next => !sink.Accept(next)))
            {
                return true;
            }
        }

        return false;
    }

    private async Task RunLanes(
        RunPlan plan, ChannelWriter<(long, Placed)> runs, CancellationToken stop)
    {
        try
        {
            // If one lane cannot start a worker, the others are not waited for: none can.
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
            Task[] lanes = [.. Enumerable.Range(0, options.Jobs)
                .Select(_ => Task.Run(() => RunLane(plan, runs, end), CancellationToken.None))];
            await Task.WhenAll(lanes);
        }
        finally
        {
            runs.Complete();
        }
    }

    private async Task RunLane(
        RunPlan plan, ChannelWriter<(long, Placed)> runs, CancellationTokenSource end)
    {
        try
        {
            await using var lane = new Lane(options);
            while (!end.IsCancellationRequested && plan.Take(lane) is { } batch)
            {
                await lane.Run(batch, (index, ran) => runs.TryWrite(
                    (batch.Sequence + index - batch.First,
                        new Placed(batch.Planned, index, ran))), end.Token);
            }

            end.Token.ThrowIfCancellationRequested();
        }
        catch (Exception error) when (error is WorkerStartException or SystemRefusedException)
        {
            await end.CancelAsync();
            throw;
        }
    }
}
