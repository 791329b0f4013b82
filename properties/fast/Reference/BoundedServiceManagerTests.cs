using System.Threading.Channels;
using Harness.Reference.Ports;
using Harness.Reference.Services;
using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Reference;

public class BoundedServiceManagerTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private static readonly UnitSpec Unit = new("web", "web", TimeSpan.FromSeconds(7));
    private static readonly ProcessIdentity Process = new(1, Instant.Zero, new BootId("boot"));

    [Fact]
    public void An_answer_in_the_bound_is_passed_on() => InSimulation.Complete(async simulation =>
    {
        var (services, _) = Of(simulation, Within - Tick);
        Assert.Equal(ServiceResult.Done, (await services.Start("web")).Result);
        Assert.NotNull(await services.List());
    });

    [Fact]
    public void An_answer_past_the_bound_is_a_timeout() => InSimulation.Complete(async simulation =>
    {
        var (services, _) = Of(simulation, Within + Tick);
        Assert.Equal(ServiceResult.TimedOut, (await services.Start("web")).Result);
        Assert.Null(await services.List());
        Assert.Null(await services.ListUnit("web"));
    });

    [Fact]
    public void Every_call_to_one_that_never_answers_comes_back_at_the_bound() =>
        InSimulation.Complete(async simulation =>
        {
            var (services, _) = Of(simulation, TimeSpan.FromDays(1000));
            Func<Task>[] calls =
            [
                () => services.Define(Unit), () => services.Start("web"), () => services.List(),
                () => services.ListUnit("web"), () => services.End(Process),
                () => services.Reap(Process), () => services.Stop("web", force: true),
            ];
            foreach (Func<Task> call in calls)
            {
                Instant began = simulation.Now;
                await call();
                Assert.Equal(Within, simulation.Now - began);
            }
        });

    [Fact]
    public void A_stop_may_take_the_grace_of_its_unit_besides() =>
        InSimulation.Complete(async simulation =>
        {
            var (services, _) = Of(simulation, Within + Unit.Grace - Tick);
            await services.Define(Unit);
            Assert.Equal(ServiceResult.Done, (await services.Stop("web")).Result);
            Assert.Equal(ServiceResult.TimedOut, (await services.Stop("web", true)).Result);
        });

    [Fact]
    public void A_call_that_was_given_up_is_not_made_again() =>
        InSimulation.Complete(async simulation =>
        {
            var (services, slow) = Of(simulation, TimeSpan.FromDays(1));
            await services.Start("web");
            Assert.Equal(1, slow.Calls);
        });

    [Fact]
    public void An_answer_that_is_there_costs_no_time() => InSimulation.Complete(async simulation =>
    {
        var (services, _) = Of(simulation, TimeSpan.Zero);
        await services.Start("web");
        Assert.Equal(Instant.Zero, simulation.Now);
    });

    private static (IServiceManager Services, Slow Slow) Of(Simulation simulation, TimeSpan takes)
    {
        var slow = new Slow(simulation, takes);
        return (new BoundedServiceManager(slow, simulation.World.Time, Within), slow);
    }

    /// <summary>Answers everything with yes, and takes its time.</summary>
    private sealed class Slow(Simulation simulation, TimeSpan takes) : IServiceManager
    {
        internal int Calls { get; private set; }

        public ChannelReader<ProcessHint> Hints { get; } =
            Channel.CreateUnbounded<ProcessHint>().Reader;

        public Task<ServiceAnswer> Define(UnitSpec unit) => takes > 3 * Within ? Done() : Known();

        public Task<ServiceAnswer> Start(string unit) => Done();

        public Task<ServiceAnswer> Stop(string unit, bool force = false) => Done();

        public Task<ServiceAnswer> End(ProcessIdentity process) => Done();

        public async Task<IReadOnlyList<ProcessStatus>?> List()
        {
            await Done();
            return [];
        }

        public Task<IReadOnlyList<ProcessStatus>?> ListUnit(string unit) => List();

        public Task Reap(ProcessIdentity process) => Done();

        private static Task<ServiceAnswer> Known() =>
            Task.FromResult(new ServiceAnswer(ServiceResult.Done));

        private async Task<ServiceAnswer> Done()
        {
            Calls++;
            if (takes > TimeSpan.Zero)
            {
                await InSimulation.Sleep(simulation, takes < TimeSpan.FromDays(40)
                    ? takes : TimeSpan.FromDays(40));
            }

            return new ServiceAnswer(ServiceResult.Done);
        }
    }
}
