using Harness.Reference.Configuration;
using Harness.Reference.Documents;
using Harness.Reference.Policies.Groups;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Loading;

/// <summary>Reads a file's document: its sections, and what must hold between them.</summary>
internal sealed class ScenarioReader(
    Values values, IReadOnlyList<string> oracles, IReadOnlyList<IAnnotationReader> further)
{
    private const string NewLife = "started-again-after";

    private readonly List<Annotation> _annotations = [];

    /// <summary>What the file says besides; of no use if there are problems.</summary>
    public IReadOnlyList<Annotation> Annotations => _annotations;

    /// <summary>The scenario; of no use if there are problems.</summary>
    public Scenario? Read(Node document, string name, string hash)
    {
        if (values.Top(document, "claim: ...") is not { } fields)
        {
            return null;
        }

        string? claim = values.Sentence(fields.May("claim"), Limits.ClaimLetters);
        ReadAnnotations(fields);
        Field? runForField = fields.May("run-for");
        TimeSpan? runFor = runForField is null
            ? Scenario.UsualRunFor
            : values.Time(runForField, Limits.RunFor);
        int? seeds = values.Whole(fields.May("seeds"), Limits.Seeds);
        Field? supervisorField = fields.May("supervisor");
        SupervisorSetup supervisor = SetupReader.Supervisor(supervisorField, values);
        ServicesSetup? services = SetupReader.Services(fields.May("services"), values);
        Field? cacheField = fields.May("cache");
        CacheSetup? cache = CacheReader.Read(cacheField, values);
        ClientSetup clients = SetupReader.Clients(fields.May("clients"), values);
        LatencyRange? stepCost = values.Latency(fields.May("step-cost"), Limits.Slowness);
        LatencyRange? lateness = values.Latency(fields.May("timer-lateness"), Limits.Slowness);

        Field? groupsField = fields.May("groups");
        var workersReader = new WorkersReader(values, GroupsReader.NamesIn(groupsField));
        IReadOnlyList<WorkerSetup> workers = workersReader.Read(fields.Must("workers"));
        WorkerNames names = workersReader.Names;
        ValueList<GroupOptions> groups = new GroupsReader(values).Read(
            groupsField, NamesOf(workers, names.IsComplete));
        Field? configsField = fields.May("configs");
        IReadOnlyList<ConfigSetup> configs =
            new ConfigsReader(values, workers, names.IsComplete).Read(configsField);
        var configNames = new ConfigNames(configs);
        Field? timelineField = fields.May("timeline");
        IReadOnlyList<PlacedFault> timeline =
            new TimelineReader(values, names, configNames, runFor).Read(timelineField);
        Field? drawnField = fields.May("drawn");
        IReadOnlyList<DrawnFault> drawn = new DrawnReader(
            values, names, configNames, runFor).Read(drawnField);
        IReadOnlyList<ClaimUse> claims =
            new ClaimsReader(values, names, runFor, oracles).Read(fields.Must("claims"));
        fields.Done();

        CheckStart(supervisorField, supervisor, runFor);
        CheckLives(supervisor, timeline, drawn);
        CheckServices(services, timeline, drawnField, drawn);
        CacheReader.Check(
            cache, cacheField is not null, timeline, drawnField, drawn, values);
        CheckGroups(services, groupsField);
        CheckCount(drawnField ?? timelineField, timeline.Count, drawn);
        var scenario = new Scenario
        {
            Name = name,
            Claim = claim ?? name[(name.LastIndexOf('/') + 1)..],
            RunFor = runFor ?? Scenario.UsualRunFor,
            Seeds = seeds ?? Scenario.UsualSeeds,
            Workers = workers,
            Groups = groups,
            Supervisor = supervisor,
            Services = services,
            Clients = clients,
            Configs = configs,
            StepCost = stepCost ?? LatencyRange.None,
            TimerLateness = lateness ?? LatencyRange.None,
            Cache = cache,
            Timeline = [.. timeline.Select(fault => fault.Planned)],
            Drawn = drawn,
            Claims = claims,
            Hash = hash,
        };
        CheckConfigs(configsField, scenario);
        return scenario;
    }

    private void ReadAnnotations(Fields fields)
    {
        foreach (IAnnotationReader reader in further)
        {
            if (fields.May(reader.Key) is { } field && reader.Read(field, values) is { } said)
            {
                _annotations.Add(said);
            }
        }
    }

    /// <summary>The supervisor must be able to read what is to be good.</summary>
    private void CheckConfigs(Field? field, Scenario scenario)
    {
        if (field is not null && values.Problems.Count == 0)
        {
            foreach (string problem in ScenarioRunner.ProblemsOfConfigs(scenario))
            {
                values.Problems.Add(field.Place, problem);
            }
        }
    }

    private void CheckStart(Field? field, SupervisorSetup supervisor, TimeSpan? runFor)
    {
        if (runFor is { } end && supervisor.StartsAt >= end)
        {
            Node at = ((MapNode)field!.Value).Fields.First(inner => inner.Key == "starts-at").Value;
            values.Problems.Add(
                at.Place,
                $"'starts-at' is {Yaml.Of(supervisor.StartsAt)}, but the run is over at"
                + $" {Yaml.Of(end)}: expected less");
        }
    }

    /// <summary>Only a reboot brings back a supervisor that is never started again.</summary>
    private void CheckLives(
        SupervisorSetup supervisor,
        IReadOnlyList<PlacedFault> timeline,
        IReadOnlyList<DrawnFault> drawn)
    {
        bool comesBack = supervisor.StartedAgainAfter is not null
            || timeline.Any(fault => StartsSupervisor(fault.Planned.Fault))
            || drawn.Any(fault => StartsSupervisor(fault.Template));
        foreach (PlacedFault fault in timeline)
        {
            if (!comesBack && fault.Planned.Trigger is AtCall { Life: > 1 and int life })
            {
                values.Problems.Add(
                    fault.Place,
                    FormattableString.Invariant(
                        $"life {life} never comes: '{NewLife}' is never, and nothing reboots"));
            }
        }
    }

    /// <summary>Nothing can be wrong with a service manager that is not there.</summary>
    private void CheckServices(
        ServicesSetup? services,
        IReadOnlyList<PlacedFault> timeline,
        Field? drawnField,
        IReadOnlyList<DrawnFault> drawn)
    {
        const string Missing =
            "there is no external service manager: write 'services: { kind: external }'";
        foreach (PlacedFault fault in timeline)
        {
            if (services is null && IsOfServices(fault.Planned.Fault))
            {
                values.Problems.Add(fault.Place, Missing);
            }
        }

        if (services is null && drawnField is not null
            && drawn.Any(fault => IsOfServices(fault.Template)))
        {
            values.Problems.Add(drawnField.Place, Missing);
        }
    }

    private static bool StartsSupervisor(Fault fault) =>
        fault.Syntax.Effect == FaultEffect.StartsSupervisor;

    private static bool IsOfServices(Fault fault) => fault.Syntax.Topic == FaultTopic.Services;

    private static MemberNames NamesOf(IReadOnlyList<WorkerSetup> workers, bool isComplete)
    {
        ILookup<bool, WorkerSetup> byCount = workers.ToLookup(worker => worker.Group.Length > 0);
        return new MemberNames(
            [.. byCount[false].Select(worker => worker.Name)],
            [.. byCount[true].SelectMany(worker => (string[])[worker.Group, worker.Name])],
            [.. workers.Where(worker => worker.IsOptional).Select(worker => worker.Name)],
            isComplete);
    }

    /// <summary>A service manager of the machine restarts by itself, and knows no groups.</summary>
    private void CheckGroups(ServicesSetup? services, Field? groupsField)
    {
        if (services is not null && groupsField is not null)
        {
            values.Problems.Add(
                groupsField.Place,
                "'groups' cannot be with an external service manager, which restarts workers by"
                + " itself");
        }
    }

    private void CheckCount(Field? field, int stated, IReadOnlyList<DrawnFault> drawn)
    {
        long most = stated + drawn.Sum(fault => (long)fault.Times.Most);
        if (field is not null && most > Limits.Faults)
        {
            values.Problems.Add(
                field.Place,
                FormattableString.Invariant(
                    $"up to {most} faults in a run: expected at most {Limits.Faults}"));
        }
    }
}
