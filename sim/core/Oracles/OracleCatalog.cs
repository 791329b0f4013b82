namespace Harness.Sim.Oracles;

/// <summary>Every oracle, in the order in which they are judged and listed.</summary>
internal static class OracleCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Oracle> All { get; } =
    [
        ServicesOutliveTheSupervisor.Oracle,
        NoSlotRunsTwice.Oracle,
        EveryAnswerIsRight.Oracle,
        EveryCrashedWorkerComesBack.Oracle,
        EverySilentWorkerIsReplaced.Oracle,
        HopelessWorkerIsPausedAndRevived.Oracle,
        ErrorBudgetIsKept.Oracle,
        StartupErrorsAreFatal.Oracle,
        FatalMessageComesFirst.Oracle,
        ShutdownIsAbsorbing.Oracle,
        ShutdownIsBounded.Oracle,
        WorkersAreAskedBeforeTheyAreKilled.Oracle,
        RestartsKeepTheirDelay.Oracle,
        HealthyWorkersAreLeftAlone.Oracle,
        EveryRequestIsAnswered.Oracle,
        ClockStepsChangeNothing.Oracle,
        StartsAsRecorded.Oracle,
        OneConfigurationIsInForce.Oracle,
        RequestersAreToldTheTruth.Oracle,
        UnacceptedSettingsNeverServe.Oracle,
        ServiceGoesOnDuringAChange.Oracle,
        TheWatchdogLooksBeforeAChange.Oracle,
        TheFatalMessageComesAfterTheAnswers.Oracle,
        RestartedWorkersServeAsBefore.Oracle,
        LogNoiseIsBounded.Oracle,
        SupervisorDoesNotCrash.Oracle,
        ExternalManagerRestarts.Oracle,
        LookAheadFindsItFirst.Oracle,
        HangNeverFreezes.Oracle,
        OptionalWorkersCostNoBudget.Oracle,
        OneSupervisorAtATime.Oracle,
        EndedProcessesAreCollected.Oracle,
        StatusTellsTheTruth.Oracle,
        StrangersAreLeftAlone.Oracle,
        NoWrongContent.Oracle,
        AccessControlFailsClosed.Oracle,
        CheapestSufficientRecovery.Oracle,
        LeaksAreBounded.Oracle,
        DeadLivesChangeNothing.Oracle,
        WorkerDeathOptions.Oracle,
        TheWatchdogFindsWhatIsSo.Oracle,
        RestartsAreAsThePolicySays.Oracle,
        GroupsAreAsThePolicySays.Oracle,
    ];

    /// <summary>The oracle of that name, or null.</summary>
    public static Oracle? Find(string name) => All.FirstOrDefault(oracle => oracle.Name == name);
}
