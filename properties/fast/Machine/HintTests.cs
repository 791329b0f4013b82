using Harness.Sim.Faults;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Machine;

public class HintTests
{
    private static readonly Scenario Scene = Scenes.Of(
        Scenes.Worker() with { NeverReady = true },
        Scenes.Worker("db") with { NeverReady = true });

    [Fact]
    public void A_hint_about_an_exit_comes_within_milliseconds()
    {
        double late = Assert.Single(Delays(null));
        Assert.InRange(late, 0.00005, 0.005);
    }

    [Fact]
    public void A_late_hint_comes_that_much_later()
    {
        double late = Assert.Single(Delays(
            new TroubleHints("web", HintTrouble.Late, TimeSpan.FromSeconds(7), 1)));
        Assert.InRange(late, 7.00005, 7.005);
    }

    [Fact]
    public void A_lost_hint_does_not_come() => Assert.Empty(
        Delays(new TroubleHints("web", HintTrouble.Lost, TimeSpan.Zero, 1)));

    [Fact]
    public void A_doubled_hint_comes_twice()
    {
        double[] delays = Delays(
            new TroubleHints("web", HintTrouble.Doubled, TimeSpan.FromSeconds(3), 1));
        Assert.Equal(2, delays.Length);
        Assert.InRange(delays[0], 0.00005, 0.005);
        Assert.InRange(delays[1], 3.00005, 3.005);
    }

    [Fact]
    public void Only_as_many_hints_as_it_says_are_in_trouble()
    {
        IReadOnlyList<TraceEvent> events = Crashing(
            3, new TroubleHints("web", HintTrouble.Lost, TimeSpan.Zero, 2));
        Assert.Equal(3, events.OfType<ProcessExited>().Count());
        Assert.Single(events.OfType<HintDelivered>());
    }

    [Fact]
    public void The_hints_of_another_worker_are_not_in_trouble() => Assert.Single(
        Delays(new TroubleHints("db", HintTrouble.Lost, TimeSpan.Zero, 1)));

    [Fact]
    public void A_hint_goes_to_nobody_while_no_supervisor_lives()
    {
        Scenario scene = Scene.With(
            Scenes.At(1, new TroubleHints("web", HintTrouble.Late, TimeSpan.FromSeconds(5), 1)),
            Scenes.Crash(10),
            Scenes.At(12, new KillSupervisor()));
        IReadOnlyList<TraceEvent> events = Probe.Run(
            scene with { Supervisor = new SupervisorSetup { StartedAgainAfter = null } },
            async probe =>
            {
                await probe.Start();
                await probe.Sleep(3600);
            });
        Assert.Empty(events.OfType<HintDelivered>());
    }

    [Fact]
    public void A_hint_about_readiness_is_not_in_trouble()
    {
        Scenario scene = Scenes.Of(Scenes.Worker()).With(
            Scenes.At(0, new TroubleHints("web", HintTrouble.Lost, TimeSpan.Zero, 9)));
        IReadOnlyList<TraceEvent> events = Probe.Run(scene, async probe =>
        {
            await probe.Sleep(1);
            await probe.Start();
            await probe.Sleep(1);
        });
        Assert.Single(events.OfType<HintDelivered>());
    }

    private static double[] Delays(TroubleHints? trouble)
    {
        IReadOnlyList<TraceEvent> events = Crashing(1, trouble);
        double exit = events.OfType<ProcessExited>().Single().Seconds();
        return [.. events.OfType<HintDelivered>().Select(hint => hint.Seconds() - exit)];
    }

    private static IReadOnlyList<TraceEvent> Crashing(int times, TroubleHints? trouble)
    {
        Scenario scene = Scene.With([.. Enumerable.Range(1, times)
            .Select(number => Scenes.Crash((10 * number) + 5))]);
        scene = trouble is null ? scene : scene.With(Scenes.At(1, trouble));
        return Probe.Run(scene, async probe =>
        {
            await probe.Sleep(10);
            for (int i = 0; i < times; i++)
            {
                await probe.Start();
                await probe.Sleep(10);
            }

            await probe.Sleep(30);
        });
    }
}
