using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "Domains must be resolveable" (Knot), also while what serves them is replaced (law I2).
/// </summary>
internal sealed class ServiceGoesOnDuringAChange : IOracle
{
    public string Name => "service-goes-on-during-a-change";

    public string Claim =>
        "While the configuration is changed, at least max(1, N-1) of a group's N workers serve,"
        + " less those that faults have taken.";

    public string ReachedWhen => "new settings were accepted while a group was serving";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        var groups = new SortedDictionary<string, Group>(StringComparer.Ordinal);
        bool isReached = false;
        int began = -1;
        foreach (TraceEvent happened in run.Events)
        {
            state.Apply(happened);
            switch (happened)
            {
                case Logged { Code: LogCode.ChangeAccepted }:
                    groups = GroupsOf(run.Scenario, state);
                    isReached |= groups.Count > 0;
                    began = happened.Index;
                    break;
                case ProcessExited { Cause: not ExitCause.Asked } or ProcessHung or StartRefused:
                    Lose(run.Scenario, groups, happened);
                    break;
                case Logged { Code: LogCode.SupervisorStopping } or FatalWritten:
                    groups.Clear();
                    break;
                default:
                    break;
            }

            if (!state.IsChanging)
            {
                groups.Clear();
            }

            foreach ((string name, Group group) in groups)
            {
                int serve = Serving(run.Scenario, state, name);
                int least = Math.Max(1, group.Serving - 1) - group.Lost;
                if (serve < least)
                {
                    return Finding.Fail(
                        $"of {group.Serving} workers of {name} {serve} serve: expected {least}",
                        began, happened.Index);
                }
            }
        }

        return isReached
            ? Finding.Pass
            : Finding.NotReached("no settings were accepted while a group was serving");
    }

    private static SortedDictionary<string, Group> GroupsOf(Scenario scenario, WorldState state)
    {
        var groups = new SortedDictionary<string, Group>(StringComparer.Ordinal);
        foreach (string name in scenario.Workers
            .Select(worker => NameOf(scenario, worker.Name)).Distinct(StringComparer.Ordinal))
        {
            int serving = Serving(scenario, state, name);
            if (serving > 0)
            {
                // A configuration may have fewer workers of it.
                int least = scenario.Configs.Where(config => config.Count is not null)
                    .Select(config => config.Count!.Value).Append(serving).Min();
                groups[name] = new Group(least);
            }
        }

        return groups;
    }

    private static void Lose(
        Scenario scenario, SortedDictionary<string, Group> groups, TraceEvent happened)
    {
        string unit = happened switch
        {
            ProcessExited exited => exited.Unit,
            ProcessHung hung => hung.Unit,
            StartRefused refused => refused.Unit,
            _ => "",
        };
        if (groups.TryGetValue(NameOf(scenario, unit), out Group? group))
        {
            group.Lost++;
        }
    }

    private static int Serving(Scenario scenario, WorldState state, string group) =>
        state.Living.Count(process =>
            process.Serves && NameOf(scenario, process.Unit) == group);

    private static string NameOf(Scenario scenario, string unit)
    {
        int ending = unit.IndexOf('.', StringComparison.Ordinal);
        string name = ending < 0 ? unit : unit[..ending];
        return scenario.WorkerOf(name) is { Group.Length: > 0 } worker ? worker.Group : name;
    }

    private sealed class Group(int serving)
    {
        internal int Serving => serving;

        internal int Lost { get; set; }
    }
}
