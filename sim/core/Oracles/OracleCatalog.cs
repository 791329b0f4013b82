namespace Harness.Sim.Oracles;

/// <summary>Every oracle, in the order in which they are judged and listed.</summary>
internal static class OracleCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IOracle> All => Folding;

    /// <summary>The same, to be handed the events of one fold.</summary>
    internal static IReadOnlyList<IFoldingOracle> Folding { get; } =
    [
        new ServicesOutliveTheSupervisor(),
        new NoSlotRunsTwice(),
        new EveryAnswerIsRight(),
        new EveryCrashedWorkerComesBack(),
        new EverySilentWorkerIsReplaced(),
        new HopelessWorkerIsPausedAndRevived(),
        new ErrorBudgetIsKept(),
        new StartupErrorsAreFatal(),
        new FatalMessageComesFirst(),
        new ShutdownIsAbsorbing(),
        new ShutdownIsBounded(),
        new WorkersAreAskedBeforeTheyAreKilled(),
        new RestartsKeepTheirDelay(),
        new HealthyWorkersAreLeftAlone(),
        new EveryRequestIsAnswered(),
        new ClockStepsChangeNothing(),
        new StartsAsRecorded(),
        new OneConfigurationIsInForce(),
        new RequestersAreToldTheTruth(),
        new UnacceptedSettingsNeverServe(),
        new ServiceGoesOnDuringAChange(),
        new TheWatchdogLooksBeforeAChange(),
        new TheFatalMessageComesAfterTheAnswers(),
        new RestartedWorkersServeAsBefore(),
        new LogNoiseIsBounded(),
        new SupervisorDoesNotCrash(),
        new ExternalManagerRestarts(),
        new LookAheadFindsItFirst(),
        new HangNeverFreezes(),
        new OptionalWorkersCostNoBudget(),
        new OneSupervisorAtATime(),
        new EndedProcessesAreCollected(),
        new StatusTellsTheTruth(),
        new StrangersAreLeftAlone(),
        new NoWrongContent(),
        new AccessControlFailsClosed(),
        new CheapestSufficientRecovery(),
        new LeaksAreBounded(),
        new DeadLivesChangeNothing(),
        new WorkerDeathOptions(),
        new TheWatchdogFindsWhatIsSo(),
        new RestartsAreAsThePolicySays(),
        new GroupsAreAsThePolicySays(),
    ];

    /// <summary>The oracle of that name, or null.</summary>
    public static IOracle? Find(string name) =>
        All.FirstOrDefault(oracle => oracle.Name == name);
}
