using Harness.Sim.Running;

namespace Harness.Scenarios.Jobs;

/// <summary>One answered run.</summary>
internal sealed record Ran(SeedResult Result, RunDetail? Detail, TimeSpan Wall);

/// <summary>
/// The place of one worker at a time: whoever dies or hangs in it is replaced, the run that it died
/// of gets that as its verdict, and the rest goes on.
/// </summary>
internal sealed class WorkerSeat(
    WorkerCommand command, TimeSpan guard, TimeProvider time) : IAsyncDisposable
{
    private WorkerProcess? _worker;

    /// <summary>
    /// Makes these runs of a batch, in this order, and hands each over as it is done.
    /// </summary>
    public async Task Run(
        Batch batch, IEnumerable<int> indices, bool isDetailed, Action<int, Ran> done,
        CancellationToken stop)
    {
        var left = new Queue<int>(indices);
        while (left.Count > 0)
        {
            _worker ??= await WorkerProcess.Start(command, guard, time, stop);
            PlannedScenario planned = batch.Planned;
            await _worker.Ask(new WorkRequest(
                planned.Scenario.Name, planned.Scenario.Hash, planned.Mutant,
                [.. left.Select(index => Seeds.Format(planned.SeedOf(index)))], isDetailed));
            while (left.Count > 0)
            {
                Heard heard = await _worker.Hear(guard, time, stop);
                int index = left.Dequeue();
                if (heard.Answer is { Result: { } result } answer
                    && result.Seed == Seeds.Format(planned.SeedOf(index)))
                {
                    done(index, new Ran(
                        result, answer.Detail,
                        TimeSpan.FromMicroseconds(answer.WallMicroseconds)));
                    continue;
                }

                done(index, new Ran(Died(planned, index, heard), null, TimeSpan.Zero));
                await Replace();
                break;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Replace();

    private static SeedResult Died(PlannedScenario planned, int index, Heard heard) =>
        HarnessFaults.Of(
            HarnessFaults.TokenOf(
                planned.Scenario, planned.SeedOf(index), planned.Mutant?.Name),
            heard.Answer is null ? heard.Because : "the process answered for another run");

    private async Task Replace()
    {
        if (_worker is { } worker)
        {
            _worker = null;
            await worker.DisposeAsync();
        }
    }
}
