using Harness.Reports;
using Harness.Sim.Faults;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Loading;

/// <summary>What holds for each kind of fault, whatever it is and whenever it was added.</summary>
public sealed class Every_kind_of_fault
{
    public static TheoryData<string> All => [.. FaultEntries.Verbs];

    [Fact]
    public void Is_in_the_catalogue_once() => Assert.Equal(
        typeof(Fault).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Fault)) && !type.IsAbstract)
            .Select(type => type.Name).Order(StringComparer.Ordinal),
        FaultCatalogue.All.Select(kind => kind.Record.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Has_a_verb_of_its_own() => Assert.Equal(
        FaultEntries.Verbs, FaultEntries.Verbs.Distinct());

    [Theory]
    [MemberData(nameof(All))]
    public void Has_a_verb_that_is_no_key_of_another_one(string verb) => Assert.DoesNotContain(
        verb, FaultCatalogue.All.SelectMany(kind => kind.Keys.Skip(1)).Select(key => key.Name));

    // A drawn fault has room for one duration that is drawn.
    [Theory]
    [MemberData(nameof(All))]
    public void Has_one_duration_at_most(string verb) => Assert.InRange(
        FaultEntries.Kind(verb).Keys.Count(key => key.Value is DurationValue), 0, 1);

    [Theory]
    [MemberData(nameof(All))]
    public void Can_say_everything_that_its_keys_say_it_can(string verb)
    {
        FaultSyntax kind = FaultEntries.Kind(verb);
        string[] written = [.. FaultEntries.Faults(kind).Select(fault => fault.ToYaml() + ",")];
        foreach (FaultKey key in kind.Keys)
        {
            Assert.All(FaultEntries.Texts(key, isDrawn: false), text => Assert.Contains(
                written, line => line.Contains(
                    $"{key.Name}: {text},", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Is_of_the_record_of_its_kind(string verb) => Assert.All(
        FaultEntries.Faults(FaultEntries.Kind(verb)),
        fault => Assert.Equal(FaultEntries.Kind(verb).Record, fault.GetType()));

    [Theory]
    [MemberData(nameof(All))]
    public void Reads_back_as_it_is_written_in_what_is_drawn(string verb)
    {
        IReadOnlyList<Scenario> scenarios = FaultEntries.Drawn(FaultEntries.Kind(verb));
        Assert.NotEmpty(scenarios);
        Assert.All(scenarios, scenario => Assert.Equal(
            scenario.Drawn, Files.Good(Files.Load(ScenarioWriter.Write(scenario))).Drawn));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Hits_a_worker_that_there_is_when_it_is_drawn_for_any(string verb) => Assert.All(
        FaultEntries.Drawn(FaultEntries.Kind(verb)),
        scenario => Assert.All(
            FaultPlanner.Plan(scenario, 1).Faults,
            planned => Assert.DoesNotContain(
                DrawnFault.AnyWorker, planned.Fault.ToYaml().Split(' ', ','))));

    [Theory]
    [MemberData(nameof(All))]
    public void Draws_its_duration_from_a_range(string verb)
    {
        FaultSyntax kind = FaultEntries.Kind(verb);
        if (FaultEntries.DurationOf(kind) is not { } key)
        {
            Assert.DoesNotContain(
                FaultEntries.Drawn(kind), scenario => scenario.Drawn[0].Duration is not null);
            return;
        }

        Scenario[] ranges = [.. FaultEntries.Drawn(kind)
            .Where(scenario => scenario.Drawn[0].Duration is not null)];
        Assert.NotEmpty(ranges);
        Assert.All(ranges, scenario =>
        {
            double[] drawn = [.. FaultPlanner.Plan(scenario, 1).Faults.Select(planned =>
                FaultEntries.DurationOf(planned.Fault)!.Value.TotalSeconds)];
            Assert.Equal(3, drawn.Length);
            Assert.True(drawn.Distinct().Count() > 1, $"{verb}: {key.Name} is always the same");
            Assert.All(drawn, seconds => Assert.InRange(seconds, 5, 20));
        });
    }

    [Fact]
    public void Is_on_the_page_with_its_keys_as_it_is_made_from_them() => Assert.Equal(
        File.ReadAllText(Repository.PathOf("docs/faults.md")), FaultsText.Page());

    [Fact]
    public void Is_listed_with_what_goes_wrong()
    {
        string[] lines = FaultsText.List().TrimEnd('\n').Split('\n');
        Assert.Equal(1 + FaultCatalogue.All.Count, lines.Length);
        Assert.All(FaultCatalogue.All, kind => Assert.Single(
            lines,
            line => line.StartsWith($"{kind.Verb}: ", StringComparison.Ordinal)
                && line.EndsWith($" {kind.About}", StringComparison.Ordinal)));
    }
}
