using Harness.Properties.Machine;
using Harness.Reference.Configuration;
using Harness.Reference.Documents;
using Harness.Reference.Keys;
using Harness.Reference.Options;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Configuration;

/// <summary>
/// What the supervisor's configuration and scenarios say of supervisor and workers: each key is one
/// thing, wherever it is written.
/// </summary>
public sealed class The_keys_of_both_documents
{
    private static readonly SupervisorOptions Options = new() { Workers = [] };

    private static readonly WorkerOptions Worker = new()
    {
        Unit = new UnitSpec("web", "web", WorkerKeys.Grace.Usual),
        Policy = SquidKidOptions.Default,
    };

    private static readonly WorkerSetup Setup = new()
    {
        Name = "web", Policy = WorkerSetup.UsualPolicy,
    };

    private static IEnumerable<UsualKey> OfConfigurations =>
    [
        .. ConfigSchema.Supervisor.Keys, .. ConfigSchema.Need.Keys, .. ConfigSchema.Patience.Keys,
    ];

    private static IEnumerable<UsualKey> OfScenarios =>
        [.. SetupSchema.Supervisor.Keys, .. SetupSchema.Worker.Keys];

    private static IEnumerable<string> Shared =>
        OfConfigurations.Intersect(OfScenarios).Select(key => key.Name);

    public static TheoryData<string> SharedOfSupervisor =>
        [.. SetupSchema.Supervisor.Keys.Select(key => key.Name).Intersect(Shared)];

    public static TheoryData<string> SharedOfWorkers =>
        [.. SetupSchema.Worker.Keys.Select(key => key.Name).Intersect(Shared)];

    [Fact]
    public void A_key_with_the_same_name_is_the_same_key() => Assert.All(
        OfConfigurations.Join(
            OfScenarios, key => key.Name, key => key.Name, (one, other) => (one, other)),
        pair => Assert.Same(pair.one, pair.other));

    [Fact]
    public void Whoever_says_nothing_says_what_is_usual()
    {
        Assert.Empty(ConfigSchema.Supervisor.WriteUnusual(Options));
        Assert.Empty(ConfigSchema.Need.WriteUnusual(Worker));
        Assert.Empty(ConfigSchema.Patience.WriteUnusual(Worker));
        Assert.Empty(SetupSchema.Supervisor.WriteUnusual(new SupervisorSetup()));
        Assert.Empty(SetupSchema.Worker.WriteUnusual(Setup));
    }

    [Fact]
    public void What_is_at_either_end_of_a_key_reads_back()
    {
        ReadsBack(ConfigSchema.Supervisor, Options);
        ReadsBack(ConfigSchema.Need, Worker);
        ReadsBack(ConfigSchema.Patience, Worker);
        ReadsBack(SetupSchema.Supervisor, new SupervisorSetup());
        ReadsBack(SetupSchema.Worker, Setup);
    }

    [Fact]
    public void What_cannot_be_read_is_one_problem_and_leaves_what_is_usual()
    {
        RefusesNonsense(ConfigSchema.Supervisor, Options);
        RefusesNonsense(ConfigSchema.Patience, Worker);
        RefusesNonsense(SetupSchema.Supervisor, new SupervisorSetup());
        RefusesNonsense(SetupSchema.Worker, Setup);
    }

    [Theory]
    [MemberData(nameof(SharedOfSupervisor))]
    public void What_a_scenario_says_of_the_supervisor_comes_to_it(string key) => Assert.All(
        Ends(SetupSchema.Supervisor, key), end => Assert.Equal(
            end,
            Said(ConfigSchema.Supervisor, key, Made(Scenes.Of(Setup) with
            {
                Supervisor = Read(SetupSchema.Supervisor, new SupervisorSetup(), key, end),
            }))));

    [Theory]
    [MemberData(nameof(SharedOfWorkers))]
    public void What_a_scenario_says_of_a_worker_comes_to_the_supervisor(string key) => Assert.All(
        Ends(SetupSchema.Worker, key), end =>
        {
            WorkerOptions made =
                Made(Scenes.Of(Read(SetupSchema.Worker, Setup, key, end))).Workers[0];
            Assert.Equal(
                end,
                ConfigSchema.Need.Write(made).Concat(ConfigSchema.Patience.Write(made))
                    .Single(pair => pair.Key == key).Value);
        });

    [Fact]
    public void What_a_system_is_set_up_with_by_nobody_is_usual()
    {
        SupervisorOptions made = SetupReader.OptionsOf(new SystemSetup
        {
            Units =
            [
                new WantedUnit(Worker.Unit)
                {
                    Policy = PolicyText.Of(WorkerSetup.UsualPolicy),
                },
            ],
            StateDirectory = Options.StateDirectory,
            ConfigFile = Options.ConfigFile,
        });
        Assert.Empty(ConfigSchema.Supervisor.WriteUnusual(made));
        Assert.Empty(ConfigSchema.Patience.WriteUnusual(made.Workers[0]));
    }

    [Fact]
    public void The_page_about_configurations_says_of_each_what_it_is() =>
        HasRows("docs/supervisor-config.md", OfConfigurations);

    [Fact]
    public void The_page_about_scenario_files_says_of_each_what_it_is() =>
        HasRows("docs/scenario-files.md", OfScenarios);

    // A page may say more of a key, behind what follows from it.
    private static void HasRows(string page, IEnumerable<UsualKey> keys)
    {
        string[] lines = File.ReadAllLines(Repository.PathOf(page));
        Assert.All(keys, key =>
        {
            string row = $"| `{key.Name}` | {key.UsualText.Trim('"')} | {key.About}; {key.Range}";
            Assert.True(
                lines.Count(line => line.StartsWith(row, StringComparison.Ordinal)) == 1,
                $"{page} has no row\n{row} |");
        });
    }

    private static SupervisorOptions Made(Scenario scenario) =>
        SetupReader.OptionsOf(SystemSetups.Of(scenario));

    private static IReadOnlyList<string> Ends<T>(Schema<T> schema, string key) =>
        schema.Keys.Single(one => one.Name == key).Ends;

    private static string Said<T>(Schema<T> schema, string key, T record) =>
        schema.Write(record).Single(pair => pair.Key == key).Value;

    private static T Read<T>(Schema<T> schema, T blank, string key, string text)
    {
        SchemaReading<T> reading = Read(schema, blank, $"{key}: {text}\n", out int problems);
        Assert.Equal(0, problems);
        Assert.Empty(reading.Refused);
        return reading.Record;
    }

    private static SchemaReading<T> Read<T>(
        Schema<T> schema, T blank, string document, out int problems)
    {
        var list = new ProblemList("");
        var values = new Values(list);
        Node node = new YamlReader(ConfigLimits.Document, document, list).Read()!;
        SchemaReading<T> reading =
            schema.Read(blank, values.Top(node, "key: value")!, values);
        problems = list.Count;
        return reading;
    }

    private static void ReadsBack<T>(Schema<T> schema, T blank) => Assert.All(
        schema.Keys.SelectMany(key => key.Ends, (key, end) => (key.Name, end)),
        pair => Assert.Equal(
            pair.end, Said(schema, pair.Name, Read(schema, blank, pair.Name, pair.end))));

    private static void RefusesNonsense<T>(Schema<T> schema, T blank) => Assert.All(
        schema.Keys, key =>
        {
            SchemaReading<T> reading = Read(
                schema, blank, $"{key.Name}: \"no such thing\"\n", out int problems);
            Assert.Equal(1, problems);
            Assert.Equal([key.Name], reading.Refused);
            Assert.Equal(key.UsualText, Said(schema, key.Name, reading.Record));
        });
}
