using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Laws;
using Harness.Properties.Machine;
using Harness.Properties.Replaying;
using Harness.Properties.Suite;
using Harness.Reference.Documents;
using Harness.Reports;
using Harness.Sim.Faults;
using Harness.Sim.Loading;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Loading;

/// <summary>What is written of a scenario loads back to an equal one.</summary>
public sealed class A_scenario_is_written
{
    [Fact]
    public void Every_scenario_of_the_suite_loads_back()
    {
        foreach (Scenario scenario in RealSuite.Scenarios)
        {
            LoadsBack(scenario);
        }
    }

    [Property(MaxTest = 60)]
    public Property Every_scenario_that_nobody_wrote_loads_back() => ForAll.Of(
        from law in Gen.Elements(Enum.GetValues<Law>())
        from seed in Gen.Choose(1, 1_000_000)
        let setup = SetUps.Of(law, seed)
        from timeline in FaultGens.Of(law, setup).ArrayOf(5)
        from drawn in Drawn(law, setup).ArrayOf(4)
        from share in Gen.Choose(0, 100)
        select setup with
        {
            Timeline = timeline,
            Drawn = drawn,
            Claims =
            [
                .. setup.Claims.Select(claim => claim with { SharePercent = share }),
                new ClaimUse { Name = "restarts-keep-their-delay" },
                new ClaimUse
                {
                    Name = ClaimsReader.RecordedClaim,
                    Recorded = new Recorded(
                        setup.Workers[0].Name,
                        [TimeSpan.FromMilliseconds(share), TimeSpan.FromMilliseconds(500)],
                        TimeSpan.FromMilliseconds(share)),
                },
            ],
        },
        LoadsBack);

    [Fact]
    public void Quotes_and_backslashes_of_a_sentence_come_back() => LoadsBack(
        SetUps.Of(Law.ErrorBudget, 1) with
        {
            Claim = @"A ""claim"" of \n, a: b, #c, { x: [""\""] } and 'd'",
        });

    [Fact]
    public void What_is_as_usual_is_left_out() => Assert.Equal(
        """
        claim: "made for one test"
        workers:
          - { name: web }
        claims:
          - no-slot-runs-twice

        """.ReplaceLineEndings("\n"),
        ScenarioWriter.Write(Scenes.Of(new WorkerSetup
        {
            Name = "web", Policy = WorkerSetup.UsualPolicy,
        }) with
        {
            RunFor = Scenario.UsualRunFor,
            Seeds = Scenario.UsualSeeds,
            Clients = ClientSetup.Default,
            Claims = [new ClaimUse { Name = "no-slot-runs-twice" }],
        }));

    public static TheoryData<string, WorkerSetup> Unsayable => new()
    {
        { "probed", Scenes.Worker() with { ProbeEvery = TimeSpan.FromSeconds(2) } },
        { "end it", Scenes.Worker() with { DiesAfter = TimeSpan.Zero } },
        { "no count", Scenes.Worker("web-2") with { Group = "web" } },
        { "no count", Scenes.Worker("db") with { Group = "web" } },
    };

    [Theory]
    [MemberData(nameof(Unsayable))]
    public void What_no_file_can_say_is_refused(string because, WorkerSetup worker) =>
        Assert.Contains(
            because,
            Assert.Throws<ArgumentException>(
                () => ScenarioWriter.Write(Scenes.Of(worker))).Message,
            StringComparison.Ordinal);

    private static Gen<DrawnFault> Drawn(Law law, Scenario setup) =>
        from planned in FaultGens.Of(law, setup)
        from least in Gen.Choose(0, 3)
        from more in Gen.Choose(1, 3)
        from isCall in Gen.Elements(true, false)
        from life in Gen.Choose(1, 3)
        from isRange in Gen.Elements(true, false)
        select new DrawnFault
        {
            Template = planned.Fault,
            Times = new Range<int>(least, least + more),
            Calls = isCall ? new Range<int>(least, 100) : null,
            Life = isCall ? life : 1,
            When = isCall ? null : new Range<TimeSpan>(
                TimeSpan.FromMilliseconds(least), TimeSpan.FromSeconds(30)),
            Duration = isRange && Lasts(planned.Fault) is { } time
                ? new Range<TimeSpan>(time, time + TimeSpan.FromSeconds(more)) : null,
        };

    private static TimeSpan? Lasts(Fault fault) =>
        fault is TroubleHints { Trouble: HintTrouble.Lost } ? null : FaultEntries.DurationOf(fault);

    private static void LoadsBack(Scenario scenario)
    {
        LoadResult load = Plan.Load(ScenarioWriter.Write(scenario));
        Assert.Empty(load.Problems.Select(problem => problem.ToString()));
        Assert.Equal(Parts(scenario), Parts(load.Scenario!));
    }

    // Lists compare by what they are, not by what they hold.
    private static object[] Parts(Scenario scenario)
    {
        object bare = scenario with
        {
            Name = "", Hash = "", Workers = NoWorkers, Configs = NoConfigs, Timeline = NoFaults,
            Drawn = NoDrawn, Claims = NoClaims,
        };
        return
        [
            bare, .. scenario.Workers, .. scenario.Configs,
            .. scenario.Timeline, .. scenario.Drawn,
            .. scenario.Claims.SelectMany(claim => new object?[]
            {
                claim with { Recorded = null }, claim.Recorded?.Worker, claim.Recorded?.Tolerance,
            }.Concat(claim.Recorded?.Starts.Cast<object>() ?? [])).OfType<object>(),
        ];
    }

    private static readonly WorkerSetup[] NoWorkers = [];
    private static readonly ConfigSetup[] NoConfigs = [];
    private static readonly PlannedFault[] NoFaults = [];
    private static readonly DrawnFault[] NoDrawn = [];
    private static readonly ClaimUse[] NoClaims = [];
}
