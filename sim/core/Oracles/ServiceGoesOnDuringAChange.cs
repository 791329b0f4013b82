using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "Domains must be resolveable" (Knot), also while what serves them is replaced (law I2).
/// </summary>
internal sealed class ServiceGoesOnDuringAChange(Scenario scenario) : Checker
{
    internal static Oracle Oracle { get; } = new(
        "service-goes-on-during-a-change", Vocabulary.Acts,
        run => new ServiceGoesOnDuringAChange(run.Scenario))
    {
        Claim = "While the configuration is changed, at least max(1, N-1) of a group's N workers"
            + " serve, less those that faults have taken.",
        ReachedWhen = "new settings were accepted while a group was serving",
        Unreached = "no settings were accepted while a group was serving",
    };

    private SortedDictionary<string, Group> _groups = new(StringComparer.Ordinal);
    private int _began = -1;

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case Logged { Code: LogCode.ChangeAccepted }:
                _groups = GroupsOf(world);
                IsReached |= _groups.Count > 0;
                _began = happened.Index;
                break;
            case ProcessExited { Cause: not ExitCause.Asked } exited:
                Lose(exited.Unit);
                break;
            case ProcessHung hung:
                Lose(hung.Unit);
                break;
            case StartRefused refused:
                Lose(refused.Unit);
                break;
            case Logged { Code: LogCode.WorkerStopped } told: // another one's trouble costs it too
                Lose(told.Subject);
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

    private Finding? TooFew(TraceEvent happened, WorldState world)
    {
        foreach ((string name, Group group) in _groups)
        {
            int serve = Serving(world, name);
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

    private SortedDictionary<string, Group> GroupsOf(WorldState world)
    {
        var groups = new SortedDictionary<string, Group>(StringComparer.Ordinal);
        foreach (string name in scenario.Workers
            .Select(worker => NameOf(worker.Name)).Distinct(StringComparer.Ordinal))
        {
            int serving = Serving(world, name);
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

    private void Lose(string unit)
    {
        if (_groups.TryGetValue(NameOf(unit), out Group? group))
        {
            group.Lost++;
        }
    }

    private int Serving(WorldState world, string group) =>
        world.Living.Count(process => process.Serves && NameOf(process.Unit) == group);

    private string NameOf(string unit)
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
