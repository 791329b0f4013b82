using Harness.Reference.Concurrency;
using Harness.Reference.Ports;
using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Reference;

public class JoinTests
{
    [Fact]
    public void Waiting_for_any_of_them_stays_on_the_scheduler() =>
        Assert.Equal(Ending.Completed, Race(tasks => Join.Any(tasks)).Ending);

    [Fact]
    public void Waiting_for_all_of_them_stays_on_the_scheduler() =>
        Assert.Equal(Ending.Completed, Race(tasks => Join.All(tasks)).Ending);

    [Fact]
    public void The_platforms_own_wait_for_any_leaves_the_scheduler() =>
        Assert.Equal(Ending.Leaked, Race(tasks => Task.WhenAny(tasks)).Ending);

    [Fact]
    public void The_platforms_own_wait_for_all_leaves_the_scheduler() =>
        Assert.Equal(Ending.Leaked, Race(tasks => Task.WhenAll(tasks)).Ending);

    [Fact]
    public void Waiting_for_any_is_over_with_the_first_one()
    {
        Instant over = Race(tasks => Join.Any(tasks)).EndedAt;
        Assert.Equal(Instant.Zero + TimeSpan.FromSeconds(1), over);
    }

    [Fact]
    public void Waiting_for_all_is_over_with_the_last_one()
    {
        Instant over = Race(tasks => Join.All(tasks)).EndedAt;
        Assert.Equal(Instant.Zero + TimeSpan.FromSeconds(3), over);
    }

    [Fact]
    public void One_that_fails_completes_a_wait_for_any()
    {
        bool isOver = false;
        InSimulation.Complete(async simulation =>
        {
            TaskCompletionSource failing = InSimulation.Source();
            Task any = Join.Any(failing.Task, InSimulation.Source().Task);
            failing.SetException(new TimeoutException());
            await any;
            isOver = any.IsCompletedSuccessfully;
        });
        Assert.True(isOver);
    }

    [Fact]
    public void One_that_fails_fails_a_wait_for_all()
    {
        Exception? met = null;
        InSimulation.Complete(async simulation =>
        {
            TaskCompletionSource failing = InSimulation.Source();
            Task all = Join.All(failing.Task, Task.CompletedTask);
            failing.SetException(new TimeoutException());
            try
            {
                await all;
            }
            catch (TimeoutException error)
            {
                met = error;
            }
        });
        Assert.IsType<TimeoutException>(met);
    }

    [Fact]
    public void Waiting_for_all_of_none_is_over_at_once() => Assert.True(Join.All().IsCompleted);

    private static RunOutcome Race(Func<Task[], Task> join) => InSimulation.Run(simulation =>
    {
        TaskCompletionSource[] sources =
            [.. Enumerable.Range(0, 3).Select(_ => InSimulation.Source())];
        for (int i = 0; i < sources.Length; i++)
        {
            int number = i;
            _ = simulation.World.Spawn($"runner {i}", async () =>
            {
                await InSimulation.Sleep(simulation, TimeSpan.FromSeconds(number + 1));
                sources[number].SetResult();
            });
        }

        return join([.. sources.Select(source => source.Task)]);
    });
}
