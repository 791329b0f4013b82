using Harness.Reference.Configuration;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Machine;

/// <summary>
/// The configurations of a scenario as documents, what the supervisor reads in them, and how
/// processes behave that were started with their settings.
/// </summary>
internal sealed class SimConfigs : IConfigReader
{
    private const int MostLetters = 64 * 1024;

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
    internal ConfigDocument DocumentOf(string name) => new(_setups[name].Flaw switch
    {
        ConfigFlaw.None => $"config: {name}\n",
        ConfigFlaw.Invalid => $"config {name}\n",
        ConfigFlaw.Fixed => $"config: {name}\nstate-directory: /elsewhere\n",
        ConfigFlaw.Oversized => $"config: {name}\n" + new string('#', MostLetters),
    });

    /// <summary>The name of a configuration by its tag; the tag if it is none of them.</summary>
    internal string NameOf(string tag) => _names.GetValueOrDefault(tag, tag);

    /// <summary>What it says, as the supervisor reads it.</summary>
    public ConfigReading Read(ConfigDocument document) =>
        _readings.GetValueOrDefault(
            document.Text, new ConfigReading(null, ["1:1: not a configuration"]));

    /// <summary>How a process of that unit behaves.</summary>
    internal WorkerSetup SetupOf(UnitSpec unit)
    {
        int ending = unit.Name.IndexOf('.', StringComparison.Ordinal);
        string name = ending < 0 ? unit.Name : unit.Name[..ending];
        WorkerSetup like = _scenario.Workers.FirstOrDefault(worker => worker.Name == name)
            ?? _scenario.Workers.First(worker => GroupOf(worker) == GroupOf(name));
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
            ? GroupOf(worker)
            : _scenario.Workers.Select(GroupOf).FirstOrDefault(group => group == name)
                ?? name[..Math.Max(0, name.LastIndexOf('-'))];

    /// <summary>The group of a worker.</summary>
    internal static string GroupOf(WorkerSetup worker) =>
        worker.Group.Length > 0 ? worker.Group : worker.Name;

    private static bool IsOf(ConfigSetup config, WorkerSetup worker) =>
        config.Of.Length == 0 || config.Of == GroupOf(worker);

    private void Add(ConfigSetup config)
    {
        _setups.Add(config.Name, config);
        ConfigDocument document = DocumentOf(config.Name);
        _names[document.Tag] = config.Name;
        _readings[document.Text] = config.Flaw switch
        {
            ConfigFlaw.None => new(OptionsOf(config, document), []),
            ConfigFlaw.Invalid => new(null, ["1:1: not a set of keys"]),
            ConfigFlaw.Fixed => new(
                OptionsOf(config, document) with { StateDirectory = "/elsewhere" }, []),
            ConfigFlaw.Oversized => new(null, ["1:1: more than 64 KiB"]),
        };
    }

    private SupervisorOptions OptionsOf(ConfigSetup config, ConfigDocument document) =>
        _first with
        {
            Document = document,
            Workers = [.. Counted(config).Select(worker => worker with
            {
                Unit = worker.Unit with { Settings = SettingsOf(config, worker) },
            })],
        };

    private static string SettingsOf(ConfigSetup config, WorkerOptions worker) =>
        config.Of.Length == 0 || config.Of == worker.Group ? config.Name : ConfigSetup.First;

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
                    Command = FormattableString.Invariant($"{group}-{number}"),
                },
            }),
        ];
    }
}
