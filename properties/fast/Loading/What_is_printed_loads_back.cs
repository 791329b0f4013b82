using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Loading;

public sealed class What_is_printed_loads_back
{
    private static readonly Trigger[] Triggers =
    [
        new AtTime(TimeSpan.Zero), new AtTime(new TimeSpan(1)), new AtTime(TimeSpan.FromMinutes(2)),
        new AtStep(0), new AtStep(50_000_000),
        .. Enum.GetValues<PortMoment>().Select(moment => new AtCall(1, 0, moment)),
        new AtCall(1000, 1_000_000, PortMoment.BeforeAnswer),
        new AfterStart("db", 1, TimeSpan.Zero),
        new AfterStart("db", 1000, new TimeSpan(99_000_000)),
    ];

    [Fact]
    public void Every_planned_fault_is_the_same_after_it_was_printed_and_loaded()
    {
        List<PlannedFault> planned =
        [
            .. FaultCatalogue.All.SelectMany(FaultEntries.Faults).SelectMany(fault =>
                Triggers.Select(trigger => new PlannedFault(trigger, fault))),
        ];
        foreach (PlannedFault[] some in planned.Chunk(500))
        {
            Scenario scenario = Files.Good(
                FaultEntries.Load("timeline", some.Select(fault => fault.ToYaml())));
            Assert.Equal(some, scenario.Timeline);
        }
    }
}
