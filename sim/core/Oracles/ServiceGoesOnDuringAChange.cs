using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "Domains must be resolveable" (Knot), also while what serves them is replaced (law I2).
/// </summary>
internal sealed class ServiceGoesOnDuringAChange : IFoldingOracle
{
    public string Name => "service-goes-on-during-a-change";

    public string Claim =>
        "While the configuration is changed, at least max(1, N-1) of a group's N workers serve,"
        + " less those that faults have taken.";

    public Vocabulary Vocabulary => Vocabulary.Acts;

    public string ReachedWhen => "new settings were accepted while a group was serving";

    public RunJudge Begin(RunView run) => new Judging(run.Scenario);

    private sealed class Judging(Scenario scenario) : RunJudge
    {
        private SortedDictionary<string, Group> _groups = new(StringComparer.Ordinal);
        private bool _isReached;
        private int _began = -1;

        internal override Finding? After(TraceEvent happened, WorldState world)
        {
            switch (happened)
            {
                case Logged { Code: LogCode.ChangeAccepted }:
                    _groups = GroupsOf(scenario, world);
                    _isReached |= _groups.Count > 0;
                    _began = happened.Index;
                    break;
                case ProcessExited { Cause: not ExitCause.Asked } or ProcessHung or StartRefused:
                    Lose(scenario, _groups, happened);
                    break;
                case Logged { Code: LogCode.WorkerStopped }: // another one's trouble costs it too
                    Lose(scenario, _groups, happened);
                    break;
                case Logged { Code: LogCode.SupervisorStopping } or FatalWritten:
                    _groups.Clear();
                    break;
                default:
                    break;
            }

            if (!world.IsChanging)
            {
                _groups.Clear();
            }

            return TooFew(happened, world);
        }

        internal override Finding AtEnd() => _isReached
            ? Finding.Pass
            : Finding.NotReached("no settings were accepted while a group was serving");

        private Finding? TooFew(TraceEvent happened, WorldState world)
        {
            foreach ((string name, Group group) in _groups)
            {
                int serve = Serving(scenario, world, name);
                int least = Math.Max(1, group.Serving - 1) - group.Lost;
                if (serve < least)
                {
                    return Finding.Fail(
                        $"of {group.Serving} workers of {name} {serve} serve: expected {least}",
                        _began, happened.Index);
                }
            }

            return null;
        }
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
            Logged stopped => stopped.Subject,
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
