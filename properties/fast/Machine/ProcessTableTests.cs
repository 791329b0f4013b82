using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Machine;

public class ProcessTableTests
{
    private static readonly Scenario Scene = Scenes.Of(
        Scenes.Worker(), Scenes.Worker("db"), Scenes.Worker("deaf") with { IgnoresTerm = true });

    [Fact]
    public void A_pid_is_used_again_but_an_identity_is_not()
    {
        var lives = new List<ProcessIdentity>();
        Probe.Run(Scene, async probe =>
        {
            for (int i = 0; i < 700; i++)
            {
                lives.Add(await StartAndEnd(probe));
            }
        });
        Assert.Equal(300, lives.Select(life => life.Pid).Distinct().Count());
        Assert.Equal(700, lives.Distinct().Count());
    }

    [Fact]
    public void The_pid_of_a_living_process_is_not_used_again()
    {
        var pids = new List<int>();
        ProcessIdentity living = default;
        Probe.Run(Scene, async probe =>
        {
            living = await probe.Start("db");
            for (int i = 0; i < 400; i++)
            {
                pids.Add((await StartAndEnd(probe)).Pid);
            }
        });
        Assert.DoesNotContain(living.Pid, pids);
    }

    [Fact]
    public void A_signal_to_a_life_that_is_over_does_not_reach_the_one_that_has_its_pid_now()
    {
        bool arrived = true;
        bool isUnharmed = false;
        Probe.Run(Scene, async probe =>
        {
            ProcessIdentity old = await StartAndEnd(probe);
            ProcessIdentity young = await StartAndEnd(probe);
            while ((young = await probe.Start("db")).Pid != old.Pid)
            {
                await probe.Kill(young);
                await probe.Ports.Processes.Reap(young);
            }

            arrived = await probe.Ports.Processes.Send(old, Signal.Kill);
            isUnharmed = probe.Machine.Processes.Find(young)!.IsAlive;
        });
        Assert.False(arrived);
        Assert.True(isUnharmed);
    }

    [Fact]
    public void Kill_ends_a_process_by_that_signal_at_once()
    {
        ProcessExited ended = EndedBy("deaf", Signal.Kill);
        Assert.Equal(
            (ExitStatus.Signal(Signal.Kill), ExitCause.Killed), (ended.Status, ended.Cause));
    }

    [Fact]
    public void Term_ends_a_process_in_its_own_time()
    {
        ProcessExited ended = EndedBy("web", Signal.Term);
        Assert.Equal((ExitStatus.Code(0), ExitCause.Asked), (ended.Status, ended.Cause));
    }

    [Theory]
    [InlineData("deaf", false)]
    [InlineData("web", true)]
    public void Term_does_not_end_what_does_not_heed_it_or_hangs(string unit, bool hangs)
    {
        IReadOnlyList<TraceEvent> events = Probe.Run(Scene, async probe =>
        {
            ProcessIdentity process = await probe.Start(unit);
            await probe.Sleep(1);
            if (hangs)
            {
                probe.Machine.Processes.Hang(probe.Machine.Processes.Find(process)!);
            }

            await probe.Ports.Processes.Send(process, Signal.Term);
            await probe.Sleep(30);
        });
        Assert.Single(events.OfType<SignalSent>());
        Assert.Empty(events.OfType<ProcessExited>());
    }

    [Fact]
    public void An_ended_process_is_listed_until_it_is_reaped()
    {
        IReadOnlyList<ProcessStatus> before = [];
        IReadOnlyList<ProcessStatus> after = [];
        Probe.Run(Scene, async probe =>
        {
            ProcessIdentity process = await probe.Start();
            await probe.Kill(process);
            before = await probe.Ports.Processes.List();
            await probe.Ports.Processes.Reap(process);
            await probe.Ports.Processes.Reap(process);
            after = await probe.Ports.Processes.List();
        });
        Assert.Equal(ProcessState.Exited, Assert.Single(before).State);
        Assert.Empty(after);
    }

    [Fact]
    public void A_living_process_cannot_be_reaped()
    {
        IReadOnlyList<ProcessStatus> left = [];
        Probe.Run(Scene, async probe =>
        {
            await probe.Ports.Processes.Reap(await probe.Start());
            left = await probe.Ports.Processes.List();
        });
        Assert.True(Assert.Single(left).IsAlive);
    }

    [Theory]
    [InlineData(false, 0, 1)]
    [InlineData(true, 19, 20)]
    public void The_last_sign_of_life_is_under_a_second_ago_unless_it_hangs(
        bool hangs, double least, double most)
    {
        TimeSpan silent = default;
        Probe.Run(Scene, async probe =>
        {
            ProcessIdentity process = await probe.Start();
            await probe.Sleep(10.5);
            if (hangs)
            {
                probe.Machine.Processes.Hang(probe.Machine.Processes.Find(process)!);
            }

            await probe.Sleep(19);
            ProcessStatus status = (await probe.Ports.Processes.ListUnit("web"))[0];
            silent = probe.Machine.Now - status.LastSign;
        });
        Assert.InRange(silent.TotalSeconds, least, most);
    }

    [Fact]
    public void A_reboot_ends_every_process()
    {
        IReadOnlyList<TraceEvent> events = Probe.Run(
            Scene.With(Scenes.At(10, new Sim.Faults.RebootMachine(TimeSpan.FromSeconds(5)))),
            async probe =>
            {
                await probe.Start();
                await probe.Sleep(3600);
            });
        Assert.Equal([ExitCause.Reboot], events.OfType<ProcessExited>().Select(one => one.Cause));
        Assert.Equal([1, 2], events.OfType<SupervisorStarted>().Select(one => one.Boot));
    }

    [Fact]
    public void The_clock_of_another_boot_begins_at_zero()
    {
        var times = new List<TimeSpan>();
        Probe.Run(
            Scene.With(Scenes.At(10, new Sim.Faults.RebootMachine(TimeSpan.FromSeconds(5)))),
            async probe =>
            {
                times.Add(probe.Machine.Now - Harness.Reference.Ports.Instant.Zero);
                times.Add(Harness.Reference.Ports.Instant.Now(probe.Ports.Time)
                    - Harness.Reference.Ports.Instant.Zero);
                await probe.Sleep(3600);
            });
        Assert.Equal([default, default, default, default], times);
    }

    private static async Task<ProcessIdentity> StartAndEnd(Probe probe)
    {
        ProcessIdentity process = await probe.Start();
        await probe.Kill(process);
        await probe.Ports.Processes.Reap(process);
        return process;
    }

    private static ProcessExited EndedBy(string unit, Signal signal) => 
        Probe.Run(Scene, async probe =>
        {
            ProcessIdentity process = await probe.Start(unit);
            await probe.Sleep(1);
            await probe.Ports.Processes.Send(process, signal);
            await probe.Sleep(1);
        }).OfType<ProcessExited>().Single();
}
