using Harness.Properties.Machine;
using Harness.Reference.Ports;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Reference.Changing;

/// <summary>Three workers that a change goes through, and what a run of it left.</summary>
internal static class ChangeScenes
{
    internal static readonly Scenario Three = Scenes.Of(
        Member("web-1"), Member("web-2"), Member("web-3")) with
        {
            Clients = ClientSetup.Default,
            Configs =
            [
                new ConfigSetup { Name = "good" },
                new ConfigSetup { Name = "better" },
                new ConfigSetup
                {
                    Name = "poison", DiesAfter = TimeSpan.FromMilliseconds(500),
                },
                new ConfigSetup { Name = "deaf", NeverReady = true },
                new ConfigSetup { Name = "invalid", Flaw = ConfigFlaw.Invalid },
                new ConfigSetup { Name = "fixed", Flaw = ConfigFlaw.Fixed },
                new ConfigSetup { Name = "oversized", Flaw = ConfigFlaw.Oversized },
                new ConfigSetup { Name = "five", Count = 5 },
                new ConfigSetup { Name = "one", Count = 1 },
            ],
        };

    private static WorkerSetup Member(string name) => Scenes.Kid(name) with { Group = "web" };

    internal static (ControlResult Result, string Config) Answer(RunRecord run)
    {
        RequestAnswered answer = Assert.Single(run.All<RequestAnswered>());
        return (answer.Result, answer.Config);
    }

    internal static string Stored(RunRecord run) => run.All<ConfigStored>()[^1].Config;

    internal static ProcessStarted[] Running(
        RunRecord run, double beforeSecond = double.MaxValue)
    {
        var living = new List<ProcessStarted>();
        foreach (TraceEvent happened in run.Events)
        {
            if (happened.Seconds() >= beforeSecond)
            {
                break;
            }

            if (happened is ProcessStarted started)
            {
                living.Add(started);
            }
            else if (happened is ProcessExited exited)
            {
                living.RemoveAll(one =>
                    one.Unit == exited.Unit && one.Incarnation == exited.Incarnation);
            }
        }

        return [.. living];
    }
}
