using Harness.Reference.Policies.Options;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;

namespace Harness.Properties.Laws;

/// <summary>
/// Simpler plans, the boldest cuts first: fewer faults, a plainer set-up, a shorter run, rounder
/// times. Each is one that a file can say.
/// </summary>
internal static class Shrinking
{
    private static readonly TimeSpan[] Round =
        [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(100)];

    internal static IEnumerable<Plan> Of(Plan plan)
    {
        string file = plan.File;
        return FewerFaults(plan.Scenario).Concat(PlainerSetUps(plan.Scenario))
            .Concat(FewerWorkers(plan.Scenario)).Concat(ShorterRuns(plan.Scenario))
            .Concat(RounderTimes(plan.Scenario))
            .Select(scenario => plan with { Scenario = scenario })
            .Where(simpler => simpler.File != file && simpler.IsGood);
    }

    private static IEnumerable<Scenario> FewerFaults(Scenario scenario)
    {
        IReadOnlyList<PlannedFault> faults = scenario.Timeline;
        for (int size = faults.Count; size >= 1; size /= 2)
        {
            for (int first = 0; first < faults.Count; first += size)
            {
                yield return scenario with
                {
                    Timeline = [.. faults.Take(first), .. faults.Skip(first + size)],
                };
            }
        }
    }

    private static IEnumerable<Scenario> PlainerSetUps(Scenario scenario)
    {
        yield return scenario with { Cache = null };
        yield return scenario with { Services = null };
        yield return scenario with { Configs = [] };
        foreach (ConfigSetup config in scenario.Configs)
        {
            yield return scenario with { Configs = [.. scenario.Configs.Where(
                one => one != config)] };
        }

        yield return scenario with { Cache = scenario.Cache is null ? null : new CacheSetup() };
        yield return scenario with
        {
            Services = scenario.Services is null ? null : new ServicesSetup(),
        };
        yield return scenario with { Supervisor = new SupervisorSetup() };
        yield return scenario with { Supervisor = scenario.Supervisor with { StartsAt = default } };
        yield return scenario with { Clients = ClientSetup.Default };
        yield return scenario with
        {
            StepCost = LatencyRange.None, TimerLateness = LatencyRange.None,
        };
        yield return scenario with { StepCost = LatencyRange.None };
        yield return scenario with { TimerLateness = LatencyRange.None };
        yield return scenario with { Claim = "A plan that nobody wrote holds." };
    }

    private static IEnumerable<Scenario> FewerWorkers(Scenario scenario)
    {
        // The last of a group, or one that is none: the others keep their numbers.
        for (int i = 0; i < scenario.Workers.Count && scenario.Workers.Count > 1; i++)
        {
            string group = scenario.Workers[i].Group;
            if (group.Length == 0 || i == scenario.Workers.Count - 1
                || scenario.Workers[i + 1].Group != group)
            {
                yield return scenario with
                {
                    Workers = [.. scenario.Workers.Where((_, index) => index != i)],
                };
            }
        }

        yield return With(scenario, Plain);
        foreach (string entry in scenario.Workers.Select(EntryOf).Distinct())
        {
            yield return With(
                scenario, worker => EntryOf(worker) == entry ? Plain(worker) : worker);
        }

        yield return With(scenario, worker => worker with
        {
            Policy = new AlwaysOptions(TimeSpan.Zero),
        });
    }

    private static string EntryOf(WorkerSetup worker) =>
        worker.Group.Length > 0 ? worker.Group : worker.Name;

    private static WorkerSetup Plain(WorkerSetup worker) => new()
    {
        Name = worker.Name, Group = worker.Group, Policy = worker.Policy,
    };

    private static Scenario With(Scenario scenario, Func<WorkerSetup, WorkerSetup> change) =>
        scenario with { Workers = [.. scenario.Workers.Select(change)] };

    private static IEnumerable<Scenario> ShorterRuns(Scenario scenario)
    {
        foreach (int share in new[] { 4, 2 })
        {
            double seconds = Math.Ceiling(scenario.RunFor.TotalSeconds / share);
            if (TimeSpan.FromSeconds(seconds) < scenario.RunFor)
            {
                yield return scenario with { RunFor = TimeSpan.FromSeconds(seconds) };
            }
        }
    }

    private static IEnumerable<Scenario> RounderTimes(Scenario scenario)
    {
        for (int i = 0; i < scenario.Timeline.Count; i++)
        {
            PlannedFault planned = scenario.Timeline[i];
            foreach (TimeSpan unit in Round)
            {
                Trigger rounder = planned.Trigger switch
                {
                    AtTime at => new AtTime(Down(at.After, unit)),
                    AfterStart after => after with { After = Down(after.After, unit) },
                    var other => other,
                };
                yield return scenario with
                {
                    Timeline =
                    [
                        .. scenario.Timeline.Take(i), planned with { Trigger = rounder },
                        .. scenario.Timeline.Skip(i + 1),
                    ],
                };
            }
        }
    }

    private static TimeSpan Down(TimeSpan time, TimeSpan unit) =>
        new(time.Ticks - (time.Ticks % unit.Ticks));
}
