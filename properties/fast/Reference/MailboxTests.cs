using Harness.Reference.Concurrency;
using Harness.Reference.Ports;
using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Reference;

public class MailboxTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Items_are_read_in_the_order_of_posting()
    {
        var read = new List<int?>();
        InSimulation.Complete(async simulation =>
        {
            var mail = new Mailbox<int>(simulation.World.Time);
            mail.Post(3);
            mail.Post(1);
            mail.Post(2);
            for (int i = 0; i < 3; i++)
            {
                read.Add(await mail.Next(null));
            }
        });
        Assert.Equal([3, 1, 2], read);
    }

    [Fact]
    public void A_reader_without_a_due_time_waits_for_the_next_item() =>
        Assert.Equal((7, Second * 5), Read(postAfter: Second * 5, due: null));

    [Fact]
    public void A_reader_is_told_at_the_due_time_that_nothing_has_come() =>
        Assert.Equal((null, Second * 2), Read(postAfter: Second * 5, due: Second * 2));

    [Fact]
    public void A_reader_gets_an_item_that_comes_before_the_due_time() =>
        Assert.Equal((7, Second), Read(postAfter: Second, due: Second * 2));

    [Fact]
    public void An_item_that_waits_comes_before_a_due_time_that_has_passed()
    {
        int? read = null;
        InSimulation.Complete(async simulation =>
        {
            var mail = new Mailbox<int>(simulation.World.Time);
            mail.Post(7);
            await InSimulation.Sleep(simulation, Second);
            read = await mail.Next(Instant.Zero);
        });
        Assert.Equal(7, read);
    }

    [Fact]
    public void Who_waits_for_an_item_without_taking_it_leaves_it_there()
    {
        int? read = null;
        InSimulation.Complete(async simulation =>
        {
            var mail = new Mailbox<int>(simulation.World.Time);
            Task arrived = mail.Arrived();
            await InSimulation.Sleep(simulation, Second);
            Assert.False(arrived.IsCompleted);
            mail.Post(7);
            await arrived;
            Assert.Equal(1, mail.Count);
            read = await mail.Next(null);
        });
        Assert.Equal(7, read);
    }

    [Fact]
    public void Asking_for_what_is_there_now_does_not_wait()
    {
        var mail = new Mailbox<int>(new NoTime());
        Assert.False(mail.TryNext(out _));
        mail.Post(4);
        Assert.True(mail.TryNext(out int item));
        Assert.Equal(4, item);
    }

    [Fact]
    public void Nothing_is_lost_and_nothing_doubled_in_any_of_200_schedules()
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            var read = new List<int>();
            InSimulation.Complete(simulation => Traffic(simulation, read), seed);
            Assert.Equal(Enumerable.Range(0, 20), read.Order());
        }
    }

    private static (int? Item, TimeSpan After) Read(TimeSpan postAfter, TimeSpan? due)
    {
        (int?, TimeSpan) result = default;
        InSimulation.Complete(async simulation =>
        {
            var mail = new Mailbox<int>(simulation.World.Time);
            _ = simulation.World.Spawn("poster", async () =>
            {
                await InSimulation.Sleep(simulation, postAfter);
                mail.Post(7);
            });
            int? item = await mail.Next(due is { } span ? Instant.Zero + span : null);
            result = (item, simulation.Now - Instant.Zero);
        });
        return result;
    }

    private static async Task Traffic(Simulation simulation, List<int> read)
    {
        var mail = new Mailbox<int>(simulation.World.Time);
        for (int poster = 0; poster < 4; poster++)
        {
            int first = poster * 5;
            _ = simulation.World.Spawn("poster", async () =>
            {
                for (int i = 0; i < 5; i++)
                {
                    long wait = simulation.Draw(ChoiceKind.Value, 0, 3);
                    await InSimulation.Sleep(simulation, TimeSpan.FromMilliseconds(wait));
                    mail.Post(first + i);
                }
            });
        }

        while (read.Count < 20)
        {
            if (await mail.Next(simulation.Now + TimeSpan.FromMilliseconds(1)) is { } item)
            {
                read.Add(item);
            }
        }
    }

    private sealed class NoTime : TimeProvider
    {
        public override long GetTimestamp() => throw new InvalidOperationException("not asked");
    }
}
