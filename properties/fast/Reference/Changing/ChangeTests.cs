using Harness.Properties.Machine;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;
using static Harness.Properties.Reference.Changing.ChangeScenes;

namespace Harness.Properties.Reference.Changing;

/// <summary>Changes of the configuration, from the request to the answer.</summary>
public class ChangeTests
{
    [Fact]
    public void A_good_change_is_stored_run_and_reported()
    {
        RunRecord run = Three.With(Scenes.At(10, new ChangeConfig("good"))).Run();
        Assert.Equal((ControlResult.Accepted, "good"), Answer(run));
        Assert.Equal("good", Stored(run));
        Assert.All(Running(run), process => Assert.Equal("good", process.Config));
        Assert.Equal(["web-1", "web-2", "web-3"], run.Left().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("poison", ControlResult.RolledBack)]
    [InlineData("deaf", ControlResult.RolledBack)]
    [InlineData("invalid", ControlResult.Invalid)]
    [InlineData("fixed", ControlResult.Invalid)]
    [InlineData("oversized", ControlResult.Invalid)]
    public void A_change_that_fails_leaves_the_first_configuration_everywhere(
        string config, ControlResult told)
    {
        Scenario scene = Three with { RunFor = TimeSpan.FromMinutes(5) };
        RunRecord run = scene.With(Scenes.At(10, new ChangeConfig(config))).Run();
        Assert.Equal((told, ConfigSetup.First), Answer(run));
        Assert.Equal(ConfigSetup.First, Stored(run));
        Assert.All(Running(run), one => Assert.Equal(ConfigSetup.First, one.Config));
        Assert.Equal(["web-1", "web-2", "web-3"], run.Left().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("web-1")]
    [InlineData("web-2")]
    [InlineData("web-3")]
    public void A_rollout_that_fails_half_way_is_rolled_back(string worker)
    {
        RunRecord run = Three.With(
            Scenes.At(10, new RefuseStarts(worker, 1, StartFailure.NoResources)),
            Scenes.At(10, new ChangeConfig("good"))).Run();
        Assert.Equal((ControlResult.RolledBack, ConfigSetup.First), Answer(run));
        Assert.All(Running(run), one => Assert.Equal(ConfigSetup.First, one.Config));
        Assert.Equal(["web-1", "web-2", "web-3"], run.Left().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("five", 5)]
    [InlineData("one", 1)]
    public void A_change_of_the_number_of_workers_starts_or_ends_some(string config, int count)
    {
        RunRecord run = Three.With(Scenes.At(10, new ChangeConfig(config))).Run();
        Assert.Equal((ControlResult.Accepted, config), Answer(run));
        Assert.Equal(count, run.Left().Length);
        Assert.All(Running(run), one => Assert.Equal(config, one.Config));
    }

    [Theory]
    [InlineData(ConfigSetup.First, ControlResult.Accepted)]
    [InlineData("better", ControlResult.Mismatch)]
    public void A_change_is_made_only_from_the_configuration_it_was_made_for(
        string from, ControlResult told)
    {
        RunRecord run = Three.With(Scenes.At(10, new ChangeConfig("good", from))).Run();
        Assert.Equal(told, Answer(run).Result);
        Assert.Equal(told == ControlResult.Accepted ? "good" : ConfigSetup.First, Stored(run));
    }

    [Fact]
    public void Two_changes_from_one_base_are_one_change()
    {
        RunRecord run = Three.With(
            Scenes.At(10, new ChangeConfig("good", ConfigSetup.First)),
            Scenes.At(10, new ChangeConfig("better", ConfigSetup.First))).Run();
        Assert.Equal(
            [ControlResult.Accepted, ControlResult.Mismatch],
            run.All<RequestAnswered>().Select(answer => answer.Result));
        Assert.Equal(run.All<RequestAnswered>()[0].Config, Stored(run));
    }

    [Theory]
    [InlineData("good", "good")]
    [InlineData("invalid", ConfigSetup.First)]
    [InlineData("poison", ConfigSetup.First)]
    public void A_signal_makes_what_the_file_says_so(string config, string stored)
    {
        RunRecord run = Three.With(
            Scenes.At(9, new EditConfigFile(config)),
            Scenes.At(10, new SignalSupervisor(Signal.Hup)),
            Scenes.At(60, new EditConfigFile(ConfigSetup.First))).Run();
        Assert.Equal(stored, Stored(run));
        Assert.Equal(stored == ConfigSetup.First ? 1 : 0, run.Said(LogCode.ChangeReported).Length);
    }

    [Fact]
    public void An_accepted_change_outlives_the_supervisor()
    {
        RunRecord run = Three.With(
            Scenes.At(10, new ChangeConfig("good")),
            Scenes.At(60, new KillSupervisor())).Run();
        Assert.All(Running(run), one => Assert.Equal("good", one.Config));
        Assert.Equal(3, run.Said(LogCode.WorkerAdopted).Length);
    }

    [Fact]
    public void A_file_that_was_edited_counts_at_the_next_start()
    {
        RunRecord run = Three.With(
            Scenes.At(10, new ChangeConfig("good")),
            Scenes.At(50, new EditConfigFile("better")),
            Scenes.At(60, new KillSupervisor())).Run();
        Assert.Equal("better", Stored(run));
        Assert.All(Running(run), one => Assert.Equal("better", one.Config));
    }
}
