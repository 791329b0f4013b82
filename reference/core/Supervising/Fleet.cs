using Harness.Reference.Options;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// The workers that there are now, each with its keeper, and the units that a change of the
/// configuration has begun beside them.
/// </summary>
internal sealed class Fleet(SupervisorRun run)
{
    // What nobody knows is asked as patiently as a worker usually is.
    private static readonly TimeSpan StrayGrace = TimeSpan.FromSeconds(10);

    private readonly List<WorkerKeeper> _keepers = [];
    private readonly List<GroupKeeper> _groups = [];
    private readonly List<Task> _activities = [];
    private readonly List<UnitSpec> _besides = [];

    /// <summary>In order of start.</summary>
    internal IReadOnlyList<WorkerKeeper> Keepers => _keepers;

    /// <summary>Changes whenever a keeper comes or goes.</summary>
    internal int Version { get; private set; }

    /// <summary>Activities that may still be acting on workers when the end begins.</summary>
    internal IReadOnlyList<Task> Activities => _activities;

    /// <summary>
    /// Canaries, stand-ins and workers that are in the configuration no more, until they are gone.
    /// </summary>
    internal IReadOnlyList<UnitSpec> Besides => _besides;

    internal WorkerKeeper? Find(string name) => _keepers.Find(keeper => keeper.Name == name);

    /// <summary>Makes it these workers, before any of them is kept.</summary>
    internal void Fill(IReadOnlyList<WorkerOptions> workers)
    {
        _keepers.Clear();
        _keepers.AddRange(workers.Select(worker => new WorkerKeeper(run, worker)));
        Version++;
    }

    /// <summary>
    /// Makes the groups these: one that is as it was goes on, any other one begins anew with what
    /// runs.
    /// </summary>
    internal void Regroup(IReadOnlyList<GroupOptions> groups)
    {
        foreach (GroupKeeper group in _groups.Where(group => !Stays(group, groups)).ToArray())
        {
            group.Retire();
            _groups.Remove(group);
            foreach (WorkerKeeper member in group.Members)
            {
                member.Seat = null;
            }
        }

        foreach (GroupOptions options in groups.Where(
            one => !_groups.Exists(group => group.Options == one)))
        {
            var group = new GroupKeeper(
                run, options, [.. options.Members.Select(member => Find(member.Worker)!)]);
            _groups.Add(group);
            group.Begin();
            Await(run.Ports.Actors.Spawn($"group {options.Name}", group.Keep));
        }
    }

    internal WorkerKeeper Add(WorkerOptions worker)
    {
        var keeper = new WorkerKeeper(run, worker);
        _keepers.Add(keeper);
        Version++;
        return keeper;
    }

    internal void Remove(WorkerKeeper keeper)
    {
        _keepers.Remove(keeper);
        Version++;
    }

    /// <summary>Puts the keepers into the order of a configuration.</summary>
    internal void Order(IReadOnlyList<WorkerOptions> workers)
    {
        List<WorkerKeeper> ordered = [.. workers
            .Select(worker => Find(worker.Unit.Name)).OfType<WorkerKeeper>()];
        _keepers.RemoveAll(ordered.Contains);
        _keepers.InsertRange(0, ordered);
        Version++;
    }

    /// <summary>Looks after a worker until the end, or until it is retired.</summary>
    internal void Keep(WorkerKeeper keeper)
    {
        keeper.Kept = run.Ports.Actors.Spawn($"keep {keeper.Name}", keeper.Keep);
        Await(keeper.Kept);
    }

    internal void Await(Task activity)
    {
        _activities.RemoveAll(one => one.IsCompleted);
        _activities.Add(activity);
    }

    /// <summary>The end has begun: whoever looks after something is told.</summary>
    internal void StopKeeping()
    {
        foreach (WorkerKeeper keeper in _keepers)
        {
            keeper.Tell(KeeperSignal.Stop);
        }

        foreach (GroupKeeper group in _groups)
        {
            group.Wake();
        }
    }

    /// <summary>
    /// Forgets all failures: "reconfigure" revives a hopeless kid (Squid 7, Kids.cc).
    /// </summary>
    internal void ForgetFailures()
    {
        foreach (WorkerKeeper keeper in _keepers)
        {
            keeper.Tell(KeeperSignal.Reset);
        }

        foreach (GroupKeeper group in _groups)
        {
            group.Reset();
        }
    }

    /// <summary>
    /// The units of a list that are nobody's: what a crash in the middle of a change has left. (A
    /// list holds the units of this supervisor only.)
    /// </summary>
    internal IReadOnlyList<UnitSpec> StraysOf(IReadOnlyList<ProcessStatus> all) =>
    [
        .. all.Select(status => status.Unit).Distinct(StringComparer.Ordinal)
            .Where(unit => Find(unit) is null && !_besides.Exists(one => one.Name == unit))
            .Select(unit => new UnitSpec(unit, "", StrayGrace)),
    ];

    /// <summary>From now on that unit is to be ended with the fleet.</summary>
    internal void Begin(UnitSpec unit)
    {
        End(unit);
        _besides.Add(unit);
    }

    internal void End(UnitSpec unit) => _besides.RemoveAll(one => one.Name == unit.Name);

    private bool Stays(GroupKeeper group, IReadOnlyList<GroupOptions> groups) =>
        groups.Contains(group.Options)
        && group.Members.All(member => ReferenceEquals(Find(member.Name), member));
}
