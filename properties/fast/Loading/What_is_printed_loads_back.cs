using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Loading;

public sealed class What_is_printed_loads_back
{
    private static readonly TimeSpan[] Times =
    [
        new(1), new(12_345), TimeSpan.FromMilliseconds(1500), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(25), TimeSpan.FromDays(400),
    ];

    private static readonly Trigger[] Triggers =
    [
        new AtTime(TimeSpan.Zero), new AtTime(new TimeSpan(1)), new AtTime(TimeSpan.FromMinutes(2)),
        new AtStep(0), new AtStep(50_000_000),
        .. Enum.GetValues<PortMoment>().Select(moment => new AtCall(1, 0, moment)),
        new AtCall(1000, 1_000_000, PortMoment.BeforeAnswer),
        new AfterStart("db", 1, TimeSpan.Zero),
        new AfterStart("db", 1000, new TimeSpan(99_000_000)),
    ];

    private static IEnumerable<Fault> MachineFaults =>
    [
        new StartSecond(),
        new IgnoreTerm("db"),
        new ReusePid("web-1"),
        .. Enum.GetValues<StartStage>().Select(stage => new HangNextStart("db", stage, 3)),
        .. Enum.GetValues<Replacement>().Select(with => new ReplaceState(with)),
        .. Times.Select(time => new StickWorker("db", time)),
        .. Times.Select(time => new SuspendMachine(time)),
        .. Times.Select(time => new HangWorker("db") { For = time }),
        .. Times.Select(time =>
            new FailFiles(FileOperation.Write, FileError.NoSpace, 1) { For = time }),
    ];

    private static IEnumerable<Fault> Faults =>
    [
        new CrashWorker("db", ExitStatus.Unknown),
        new CrashWorker("web-1", ExitStatus.Code(0)),
        new CrashWorker("web-1", ExitStatus.Code(255)),
        .. Enum.GetValues<Signal>().Select(signal =>
            new CrashWorker("db", ExitStatus.Signal(signal))),
        new HangWorker("db"),
        .. Enum.GetValues<StartFailure>().Except([StartFailure.None]).Select(failure =>
            new RefuseStarts("db", 3, failure)),
        new TroubleHints("db", HintTrouble.Lost, TimeSpan.Zero, 1),
        new TroubleHints("db", HintTrouble.Doubled, TimeSpan.Zero, 1000),
        .. Times.Select(time => new TroubleHints("db", HintTrouble.Late, time, 2)),
        .. Times.Select(time => new StepWallClock(time)),
        .. Times.Select(time => new StepWallClock(-time)),
        new StepWallClock(TimeSpan.Zero),
        .. Times.Select(time => new StallSupervisor(time)),
        new KillSupervisor(),
        .. Times.Select(time => new RebootMachine(time)),
        .. Enum.GetValues<ControlVerb>().Except([ControlVerb.Change])
            .Select(verb => new AskSupervisor(verb)),
        new SignalSupervisor(Signal.Term),
        new SignalSupervisor(Signal.Int),
        new SignalSupervisor(Signal.Hup),
        .. Enum.GetValues<FileOperation>().SelectMany(operation =>
            Enum.GetValues<FileError>().Except([FileError.None]).Select(error =>
                new FailFiles(operation, error, 3))),
        .. FaultsOfServices,
        .. MachineFaults,
        .. FaultsOfCaches,
        new ChangeConfig("good"),
        new ChangeConfig("good", "first"),
        .. Times.Select(time => new ChangeConfig("good", null, time)),
        new EditConfigFile("first"),
    ];

    private static IEnumerable<Fault> FaultsOfServices =>
    [
        .. Enum.GetValues<ServiceTrouble>().SelectMany(trouble =>
            Times.Select(time => new TroubleServices(trouble, time))),
        .. Enum.GetValues<LostCall>().Select(lost => new LoseServiceCalls(lost, 3)),
    ];

    private static IEnumerable<Fault> FaultsOfCaches =>
    [
        new CorruptEntry(),
        new CorruptIndex(),
        .. Times.Select(time => new StallWrites(time)),
        .. Enum.GetValues<TransactionStage>().Select(stage =>
            new CorruptTransaction("db", stage)),
        new CorruptWorker("web-1"),
        new FailAccessChecks("db", 1),
        new FailAccessChecks("db", 1000),
        new FailService("db"),
        new StaleReply("db"),
    ];

    [Fact]
    public void Every_kind_of_fault_is_tried() => Assert.Equal(
        typeof(Fault).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Fault)) && !type.IsAbstract)
            .Select(type => type.Name).Order(StringComparer.Ordinal),
        Faults.Select(fault => fault.GetType().Name).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_planned_fault_is_the_same_after_it_was_printed_and_loaded()
    {
        List<PlannedFault> planned =
        [
            .. Faults.SelectMany(fault =>
                Triggers.Select(trigger => new PlannedFault(trigger, fault))),
        ];
        foreach (PlannedFault[] some in planned.Chunk(500))
        {
            string timeline = string.Concat(some.Select(fault => $"  - {fault.ToYaml()}\n"));
            Scenario scenario = Files.Good(Files.With(
                "cache: {}\nservices: { kind: external }\nconfigs: [{ name: good }]\n"
                + "timeline:\n" + timeline));
            Assert.Equal(some, scenario.Timeline);
        }
    }
}
