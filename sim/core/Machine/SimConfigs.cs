using Harness.Reference.Configuration;
using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Machine;

/// <summary>
/// The configurations of a scenario as documents, what the supervisor reads in them, and how
/// processes behave that were started with their settings.
/// </summary>
internal sealed class SimConfigs : IConfigReader
{
    private readonly SupervisorConfigReader _reader = new();
    private readonly Dictionary<string, ConfigDocument> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfigSetup> _setups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfigReading> _readings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Scenario _scenario;
    private readonly SupervisorOptions _first;

    /// <param name="scenario">Whose configurations.</param>
    /// <param name="first">The options of the first start.</param>
    internal SimConfigs(Scenario scenario, SupervisorOptions first)
    {
        _scenario = scenario;
        _first = first;
        Add(new ConfigSetup { Name = ConfigSetup.First });
        foreach (ConfigSetup config in scenario.Configs)
        {
            Add(config);
        }
    }

    /// <summary>The document of that configuration.</summary>
    internal ConfigDocument DocumentOf(string name) => _documents[name];

    /// <summary>
    /// Configurations that are to be good, and what the supervisor's reader finds wrong with them.
    /// </summary>
    internal IEnumerable<string> Problems =>
        from config in _setups.Values
        where config.Flaw == ConfigFlaw.None
        from problem in Read(DocumentOf(config.Name)).Problems
        select $"configuration '{config.Name}': {problem}";

    /// <summary>The name of a configuration by its tag; the tag if it is none of them.</summary>
    internal string NameOf(string tag) => _names.GetValueOrDefault(tag, tag);

    /// <summary>What it says, as the supervisor reads it.</summary>
    public ConfigReading Read(ConfigDocument document) =>
        _readings.TryGetValue(document.Text, out ConfigReading? reading)
            ? reading
            : _reader.Read(document);

    /// <summary>How a process of that unit behaves.</summary>
    internal WorkerSetup SetupOf(UnitSpec unit)
    {
        int ending = unit.Name.IndexOf('.', StringComparison.Ordinal);
        string name = ending < 0 ? unit.Name : unit.Name[..ending];
        WorkerSetup like = _scenario.Workers.FirstOrDefault(worker => worker.Name == name)
            ?? _scenario.Workers.First(worker => SystemSetups.GroupOf(worker) == GroupOf(name));
        WorkerSetup setup = like with { Name = unit.Name };
        return _setups.GetValueOrDefault(unit.Settings) is { } config && IsOf(config, like)
            ? setup with
            {
                NeverReady = config.NeverReady || like.NeverReady,
                DiesAfter = config.DiesAfter,
                StartsIn = config.StartsIn ?? like.StartsIn,
            }
            : setup;
    }

    /// <summary>The group of a worker's name, whichever configuration has it.</summary>
    internal string GroupOf(string name) =>
        _scenario.Workers.FirstOrDefault(worker => worker.Name == name) is { } worker
            ? SystemSetups.GroupOf(worker)
            : _scenario.Workers.Select(SystemSetups.GroupOf)
                .FirstOrDefault(group => group == name)
                ?? name[..Math.Max(0, name.LastIndexOf('-'))];

    private static bool IsOf(ConfigSetup config, WorkerSetup worker) =>
        config.Of.Length == 0 || config.Of == SystemSetups.GroupOf(worker);

    private void Add(ConfigSetup config)
    {
        _setups.Add(config.Name, config);
        ConfigDocument document = Write(config);
        _documents[config.Name] = document;
        _names[document.Tag] = config.Name;

        // Reading depends on the text alone, so each is read once for all runs.
        _readings[document.Text] = _reader.Read(document);
    }

    private ConfigDocument Write(ConfigSetup config)
    {
        string name = $"# {config.Name}\n";
        SupervisorOptions options = OptionsOf(config);
        return new ConfigDocument(name + (config.Flaw switch
        {
            ConfigFlaw.None => SupervisorConfigWriter.Write(options).Text,
            ConfigFlaw.Invalid => SupervisorConfigWriter.Write(options).Text + "workrs: none\n",
            ConfigFlaw.Fixed => SupervisorConfigWriter.Write(
                options with { StateDirectory = "/elsewhere" }).Text,
            ConfigFlaw.Oversized => SupervisorConfigWriter.Write(options).Text
                + string.Concat(Enumerable.Repeat("# filler\n", SupervisorConfigReader.MostBytes)),
        }));
    }

    private SupervisorOptions OptionsOf(ConfigSetup config) => _first with
    {
        Workers = [.. Counted(config).Select(worker => worker with
        {
            Unit = worker.Unit with { Settings = SettingsOf(config, worker) },
        })],
    };

    private static string SettingsOf(ConfigSetup config, WorkerOptions worker) =>
        config.Of.Length == 0 || config.Of == worker.Group || config.Of == worker.Unit.Name
            ? config.Name
            : ConfigSetup.First;

    private IEnumerable<WorkerOptions> Counted(ConfigSetup config)
    {
        if (config.Count is not { } count)
        {
            return _first.Workers;
        }

        string group = config.Of.Length > 0 ? config.Of : _first.Workers[0].Group;
        WorkerOptions like = _first.Workers.First(worker => worker.Group == group);
        return
        [
            .. _first.Workers.Where(worker => worker.Group != group),
            .. Enumerable.Range(1, count).Select(number => like with
            {
                Unit = like.Unit with
                {
                    Name = FormattableString.Invariant($"{group}-{number}"),
                },
            }),
        ];
    }
}
