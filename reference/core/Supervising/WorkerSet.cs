using Harness.Reference.Options;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// The workers that there are now, each with its controller, and the units that a change of the
/// configuration has begun besides.
/// </summary>
internal sealed class WorkerSet(SupervisorRun run)
{
    // What nobody knows is asked as patiently as a worker usually is.
    private static readonly TimeSpan StrayGrace = TimeSpan.FromSeconds(10);

    private readonly List<WorkerController> _controllers = [];
    private readonly List<GroupController> _groups = [];
    private readonly List<Task> _activities = [];
    private readonly List<UnitSpec> _transientUnits = [];

    /// <summary>In order of start.</summary>
    internal IReadOnlyList<WorkerController> Controllers => _controllers;

    /// <summary>Changes whenever a controller comes or goes.</summary>
    internal int Version { get; private set; }

    /// <summary>Activities that may still be acting on workers when the end begins.</summary>
    internal IReadOnlyList<Task> Activities => _activities;

    /// <summary>
    /// Canaries, stand-ins and workers that are in the configuration no more, until they are gone.
    /// </summary>
    internal IReadOnlyList<UnitSpec> TransientUnits => _transientUnits;

    internal WorkerController? Find(string name) => _controllers.Find(one => one.Name == name);

    /// <summary>Makes it these workers, before any of them is kept.</summary>
    internal void Fill(IReadOnlyList<WorkerOptions> workers)
    {
        _controllers.Clear();
        _controllers.AddRange(workers.Select(worker => new WorkerController(run, worker)));
        Version++;
    }

    /// <summary>
    /// Makes the groups these: one that is as it was goes on, any other one begins anew with what
    /// runs.
    /// </summary>
    internal void Regroup(IReadOnlyList<GroupOptions> groups)
    {
        foreach (GroupController group in _groups.Where(group => !Stays(group, groups)).ToArray())
        {
            group.Retire();
            _groups.Remove(group);
        }

        foreach (GroupOptions options in groups.Where(
            one => !_groups.Exists(group => group.Options == one)))
        {
            var group = new GroupController(
                run, options, [.. options.Members.Select(member => Find(member.Worker)!)]);
            _groups.Add(group);
            group.Begin();
            Await(run.Ports.Actors.Spawn($"group {options.Name}", group.Keep));
        }
    }

    internal WorkerController Add(WorkerOptions worker)
    {
        var controller = new WorkerController(run, worker);
        _controllers.Add(controller);
        Version++;
        return controller;
    }

    internal void Remove(WorkerController controller)
    {
        _controllers.Remove(controller);
        Version++;
    }

    /// <summary>Puts the controllers into the order of a configuration.</summary>
    internal void Order(IReadOnlyList<WorkerOptions> workers)
    {
        List<WorkerController> ordered = [.. workers
            .Select(worker => Find(worker.Unit.Name)).OfType<WorkerController>()];
        _controllers.RemoveAll(ordered.Contains);
        _controllers.InsertRange(0, ordered);
        Version++;
    }

    /// <summary>Looks after a worker until the end, or until it is retired.</summary>
    internal void Keep(WorkerController controller) => Await(controller.Begin());

    internal void Await(Task activity)
    {
        _activities.RemoveAll(one => one.IsCompleted);
        _activities.Add(activity);
    }

    /// <summary>The end has begun: whoever looks after something is told.</summary>
    internal void Stop()
    {
        foreach (WorkerController controller in _controllers)
        {
            controller.Order(StimulusKind.Stop);
        }

        foreach (GroupController group in _groups)
        {
            group.Wake();
        }
    }

    /// <summary>
    /// Forgets all failures: "reconfigure" revives a hopeless kid (Squid 7, Kids.cc).
    /// </summary>
    internal void ForgetFailures()
    {
        foreach (WorkerController controller in _controllers)
        {
            controller.Order(StimulusKind.Reset);
        }

        foreach (GroupController group in _groups)
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
            .Where(unit => Find(unit) is null && !_transientUnits.Exists(one => one.Name == unit))
            .Select(unit => new UnitSpec(unit, "", StrayGrace)),
    ];

    /// <summary>From now on that unit is to be ended with the workerSet.</summary>
    internal void Begin(UnitSpec unit)
    {
        End(unit);
        _transientUnits.Add(unit);
    }

    internal void End(UnitSpec unit) => _transientUnits.RemoveAll(one => one.Name == unit.Name);

    private bool Stays(GroupController group, IReadOnlyList<GroupOptions> groups) =>
        groups.Contains(group.Options)
        && group.Members.All(member => ReferenceEquals(Find(member.Name), member));
}
