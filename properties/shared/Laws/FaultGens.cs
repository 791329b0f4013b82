using FsCheck;
using FsCheck.Fluent;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;

namespace Harness.Properties.Laws;

/// <summary>What can go wrong in a set-up, and when.</summary>
internal static class FaultGens
{
    private static readonly Gen<TimeSpan> Seconds =
        Gen.Choose(1, 30).Select(number => TimeSpan.FromSeconds(number));

    private static readonly Gen<Signal> Signals =
        Gen.Elements(Signal.Term, Signal.Int, Signal.Hup);

    /// <summary>A fault with its trigger.</summary>
    internal static Gen<PlannedFault> Of(Law law, Scenario setup) =>
        from fault in Faults(law, setup)
        from trigger in Triggers(setup)
        select new PlannedFault(trigger, fault);

    private static Gen<Trigger> Triggers(Scenario setup) => Gen.Frequency(
        (8, Gen.Choose(0, (int)setup.RunFor.TotalMilliseconds)
            .Select(ms => (Trigger)new AtTime(TimeSpan.FromMilliseconds(ms)))),
        (1, from call in Gen.Choose(0, 150)
            from moment in Gen.Elements(Enum.GetValues<PortMoment>())
            select (Trigger)new AtCall(1, call, moment)),
        (1, from worker in Worker(setup)
            from start in Gen.Choose(1, 3)
            from ms in Gen.Choose(0, 12_000)
            select (Trigger)new AfterStart(worker, start, TimeSpan.FromMilliseconds(ms))),
        (1, Gen.Choose(0, 3000).Select(step => (Trigger)new AtStep(step))));

    private static Gen<Fault> Faults(Law law, Scenario setup) => Gen.Frequency(
    [
        (4, OfWorkers(setup)),
        (law == Law.ErrorBudget ? 6 : 2, Errors(setup)),
        (2, OfSupervisor),
        (law == Law.ErrorBudget ? 1 : 2, OfMachine(setup)),
        .. setup.Cache is null ? [] : Only((6, OfCache(setup))),
        .. setup.Configs.Count == 0 ? [] : Only((6, OfConfigs(setup))),
        .. setup.Services is null ? [] : Only((3, OfServices)),
    ]);

    private static (int Weight, Gen<Fault> Gen)[] Only((int Weight, Gen<Fault> Gen) one) => [one];

    private static Gen<string> Worker(Scenario setup) =>
        Gen.Elements(setup.Workers.Select(worker => worker.Name).ToArray());

    private static Gen<Fault> OfWorkers(Scenario setup) => Gen.OneOf<Fault>(
        from worker in Worker(setup)
        from code in Gen.Choose(0, 255)
        select (Fault)new CrashWorker(worker, ExitStatus.Code(code)),
        from worker in Worker(setup)
        from signal in Gen.Elements(Signal.Segv, Signal.Kill, Signal.Term)
        select (Fault)new CrashWorker(worker, ExitStatus.Signal(signal)),
        from worker in Worker(setup)
        from times in Gen.Choose(1, 3)
        from failure in Gen.Elements(StartFailure.NoResources, StartFailure.NotFound)
        select (Fault)new RefuseStarts(worker, times, failure),
        from worker in Worker(setup)
        from lasts in Seconds
        select (Fault)new HangWorker(worker) { For = lasts },
        Worker(setup).Select(worker => (Fault)new IgnoreTerm(worker)),
        from worker in Worker(setup)
        from stage in Gen.Elements(Enum.GetValues<StartStage>())
        select (Fault)new HangNextStart(worker, stage, 1));

    // What the watchdog must find.
    private static Gen<Fault> Errors(Scenario setup) => Gen.OneOf<Fault>(
        Worker(setup).Select(worker => (Fault)new HangWorker(worker)),
        from worker in Worker(setup)
        from trouble in Gen.Elements(Enum.GetValues<HintTrouble>())
        from times in Gen.Choose(1, 3)
        select (Fault)new TroubleHints(
            worker, trouble,
            trouble == HintTrouble.Lost ? TimeSpan.Zero : TimeSpan.FromSeconds(2), times));

    private static Gen<Fault> OfSupervisor => Gen.OneOf<Fault>(
        Gen.Constant((Fault)new KillSupervisor()),
        Seconds.Select(lasts => (Fault)new StallSupervisor(lasts)),
        Gen.Elements(ControlVerb.Status, ControlVerb.Reset, ControlVerb.Reload, ControlVerb.Stop)
            .Select(verb => (Fault)new AskSupervisor(verb)),
        Signals.Select(signal => (Fault)new SignalSupervisor(signal)),
        Gen.Constant((Fault)new StartSecond()));

    private static Gen<Fault> OfMachine(Scenario setup) => Gen.OneOf<Fault>(
        Gen.Choose(-50, 50).Select(hours => (Fault)new StepWallClock(TimeSpan.FromHours(hours))),
        Gen.Choose(1, 50).Select(hours => (Fault)new SuspendMachine(TimeSpan.FromHours(hours))),
        Seconds.Select(lasts => (Fault)new RebootMachine(lasts)),
        from operation in Gen.Elements(Enum.GetValues<FileOperation>())
        from error in Gen.Elements(FileError.NoSpace, FileError.Device)
        select (Fault)new FailFiles(operation, error, 1),
        from operation in Gen.Elements(Enum.GetValues<FileOperation>())
        from lasts in Seconds
        select (Fault)new FailFiles(operation, FileError.Device, 1) { For = lasts },
        Worker(setup).Select(worker => (Fault)new ReusePid(worker)),
        from worker in Worker(setup)
        from lasts in Seconds
        select (Fault)new StickWorker(worker, lasts),
        Gen.Elements(Enum.GetValues<Replacement>()).Select(with => (Fault)new ReplaceState(with)));

    private static Gen<Fault> OfCache(Scenario setup) => Gen.OneOf<Fault>(
        Gen.Constant((Fault)new CorruptEntry()),
        Seconds.Select(lasts => (Fault)new StallWrites(lasts)),
        from worker in Worker(setup)
        from stage in Gen.Elements(Enum.GetValues<TransactionStage>())
        select (Fault)new CorruptTransaction(worker, stage),
        Worker(setup).Select(worker => (Fault)new CorruptWorker(worker)),
        from worker in Worker(setup)
        from times in Gen.Choose(1, 4)
        select (Fault)new FailAccessChecks(worker, times),
        Worker(setup).Select(worker => (Fault)new FailService(worker)),
        Worker(setup).Select(worker => (Fault)new StaleReply(worker)),
        Worker(setup).Select(worker =>
            (Fault)new CrashWorker(worker, ExitStatus.Signal(Signal.Kill))));

    private static Gen<Fault> OfConfigs(Scenario setup)
    {
        string[] names = [ConfigSetup.First, .. setup.Configs.Select(config => config.Name)];
        Gen<string> config = Gen.Elements(names);
        return Gen.Frequency<Fault>(
            (4, config.Select(name => (Fault)new ChangeConfig(name))),
            (2, from name in config
                from basis in config
                select (Fault)new ChangeConfig(name, basis)),
            (1, from name in config
                from ms in Gen.Choose(0, 5000)
                select (Fault)new ChangeConfig(name, null, TimeSpan.FromMilliseconds(ms))),
            (1, config.Select(name => (Fault)new EditConfigFile(name))),
            (1, Gen.Constant((Fault)new SignalSupervisor(Signal.Hup))));
    }

    private static Gen<Fault> OfServices => Gen.OneOf<Fault>(
        from trouble in Gen.Elements(Enum.GetValues<ServiceTrouble>())
        from lasts in Seconds
        select (Fault)new TroubleServices(trouble, lasts),
        from lost in Gen.Elements(Enum.GetValues<LostCall>())
        from times in Gen.Choose(1, 3)
        select (Fault)new LoseServiceCalls(lost, times));
}
