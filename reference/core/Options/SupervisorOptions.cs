using Harness.Reference.Documents;
using Harness.Reference.Keys;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.Options;

/// <summary>What one worker is, and how much patience there is with it.</summary>
public sealed record WorkerOptions
{
    /// <summary>Its unit.</summary>
    public required UnitSpec Unit { get; init; }

    /// <summary>
    /// The workers that can stand in for each other: all of one group are replaced one after the
    /// other. Empty: it is a group of its own.
    /// </summary>
    public string Group { get; init; } = "";

    /// <summary>Whether the service is whole without it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>When it is started again.</summary>
    public required PolicyOptions Policy { get; init; }

    /// <summary>
    /// From the start of a process to its readiness; what takes longer has failed.
    /// </summary>
    public TimeSpan ReadyWithin { get; init; } = WorkerKeys.ReadyWithin.Usual;

    /// <summary>
    /// While a start is awaited it is looked at this often, whatever was heard of it: a hint of
    /// readiness may be lost. More than 0.
    /// </summary>
    public TimeSpan ProbeEvery { get; init; } = WorkerKeys.ProbeEvery.Usual;

    /// <summary>A ready process that gives no sign of life for longer than this hangs.</summary>
    public TimeSpan SilentAfter { get; init; } = WorkerKeys.SilentAfter.Usual;

    /// <summary>The unit as its service manager is to know it, patience and all.</summary>
    internal UnitSpec Spec => Unit with
    {
        Readiness = Unit.Readiness with { Within = ReadyWithin, BeatWithin = SilentAfter },
    };
}

/// <summary>How the supervisor does its work.</summary>
public sealed record SupervisorOptions
{
    internal const string NoGroups = "'groups' cannot be with an external service manager, which"
        + " restarts workers by itself";

    /// <summary>The workers, in order of start.</summary>
    public required IReadOnlyList<WorkerOptions> Workers { get; init; }

    /// <summary>The groups of workers about which one policy decides.</summary>
    public ValueList<GroupOptions> Groups { get; init; }

    /// <summary>Between two looks of the watchdog.</summary>
    public TimeSpan WatchdogEvery { get; init; } = SupervisorKeys.WatchdogEvery.Usual;

    /// <summary>An exit that is older than this and was not acted on is an instability.</summary>
    public TimeSpan NoticeWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A repair that has not worked by then has failed.</summary>
    public TimeSpan RepairWithin { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary><c>ERROR_COUNTER_THRESHOLD</c>, 2 in the Knot document.</summary>
    public int ErrorThreshold { get; init; } = SupervisorKeys.ErrorThreshold.Usual;

    /// <summary><c>ERROR_COUNTER_DECREASE_INTERVAL</c>, 30 min in the Knot document.</summary>
    public TimeSpan DecreaseEvery { get; init; } = SupervisorKeys.DecreaseEvery.Usual;

    /// <summary>
    /// From the beginning of an orderly end until everything that is left is killed, which may take
    /// 5 s more.
    /// </summary>
    public TimeSpan StopWithin { get; init; } = SupervisorKeys.StopWithin.Usual;

    /// <summary>
    /// The bound of every call to an external service manager, over 0; one that ends a process may
    /// take its grace besides. 10 s is what Knot Resolver's manager came to wait for a job of
    /// systemd (its commits 3f5af9bf7 and c0afdb86d).
    /// </summary>
    public TimeSpan ServiceCallWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What an external service manager may need to start a worker again by itself; 0 or more. A
    /// worker that is gone for longer than this and <see cref="NoticeWithin"/> is missing.
    /// </summary>
    public TimeSpan ManagerNeeds { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The least time between two probes of what only a configuration change needs: room on the
    /// disk of the state, and a configuration file that can be read. Over 0.
    /// </summary>
    public TimeSpan ProbeDiskEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Which document is followed where the two differ.</summary>
    public Profile Profile { get; init; }

    /// <summary>What the death of a worker costs.</summary>
    public OnWorkerDeath OnWorkerDeath { get; init; }

    /// <summary>What is done with a service that lacks workers.</summary>
    public WhenCrippled WhenCrippled { get; init; }

    /// <summary>How long a canary must stay ready until its settings are accepted.</summary>
    public TimeSpan CanaryFor { get; init; } = SupervisorKeys.CanaryFor.Usual;

    /// <summary>The configuration file, which is read again on request.</summary>
    public string ConfigFile { get; init; } = "/etc/supervisor.yaml";

    /// <summary>The document that these options were read from.</summary>
    public ConfigDocument Document { get; init; } = ConfigDocument.None;

    /// <summary>Where the state is kept.</summary>
    public string StateDirectory { get; init; } = SupervisorKeys.StateDirectory.Usual;

    /// <summary>
    /// Everything that is wrong with these options, in words; empty if nothing is.
    /// </summary>
    public IReadOnlyList<string> Problems()
    {
        var found = new List<string>();
        found.AddRange(Workers.GroupBy(worker => worker.Unit.Name, StringComparer.Ordinal)
            .Where(same => same.Count() > 1).Select(same => $"worker '{same.Key}' is there twice"));
        foreach (WorkerOptions worker in Workers)
        {
            string name = worker.Unit.Name;
            Check(name.Length > 0, "a worker has no name");
            Check(worker.ReadyWithin > TimeSpan.Zero, $"{name}: ReadyWithin must be over 0");
            Check(worker.ProbeEvery > TimeSpan.Zero, $"{name}: ProbeEvery must be over 0");
            Check(worker.SilentAfter > TimeSpan.Zero, $"{name}: SilentAfter must be over 0");
            Check(worker.Unit.Grace >= TimeSpan.Zero, $"{name}: Grace must be 0 or more");
        }

        found.AddRange(ProblemsOfGroups());
        Check(WatchdogEvery > TimeSpan.Zero, "WatchdogEvery must be over 0");
        Check(DecreaseEvery > TimeSpan.Zero, "DecreaseEvery must be over 0");
        Check(NoticeWithin >= TimeSpan.Zero, "NoticeWithin must be 0 or more");
        Check(RepairWithin > TimeSpan.Zero, "RepairWithin must be over 0");
        Check(ServiceCallWithin > TimeSpan.Zero, "ServiceCallWithin must be over 0");
        Check(ManagerNeeds >= TimeSpan.Zero, "ManagerNeeds must be 0 or more");
        Check(ProbeDiskEvery > TimeSpan.Zero, "ProbeDiskEvery must be over 0");
        Check(CanaryFor >= TimeSpan.Zero, "CanaryFor must be 0 or more");
        Check(StopWithin >= TimeSpan.Zero, "StopWithin must be 0 or more");
        Check(ErrorThreshold >= 0, "ErrorThreshold must be 0 or more");
        return found;

        void Check(bool isRight, string problem)
        {
            if (!isRight)
            {
                found.Add(problem);
            }
        }
    }

    private IEnumerable<string> ProblemsOfGroups()
    {
        var problems = new ProblemList("");
        var free = new HashSet<string>(StringComparer.Ordinal);
        free.UnionWith(Workers
            .Where(worker => worker.Policy is MemberOptions)
            .Select(worker => worker.Unit.Name));
        foreach (GroupOptions group in Groups)
        {
            foreach (MemberSetting member in group.Members)
            {
                if (!free.Remove(member.Worker))
                {
                    yield return $"group '{group.Name}': '{member.Worker}' is no worker, has a"
                        + " policy of its own, or is a member already";
                }
            }

            group.Make(problems);
        }

        foreach (string worker in free)
        {
            yield return $"{worker}: no group decides about it";
        }

        foreach (Problem problem in problems.ByPlace())
        {
            yield return problem.Message;
        }
    }
}
