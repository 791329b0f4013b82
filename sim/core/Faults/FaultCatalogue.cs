namespace Harness.Sim.Faults;

/// <summary>Every kind of fault, in the order in which messages list them.</summary>
internal static class FaultCatalogue
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<FaultSyntax> All =
    [
        CrashWorker.Schema,
        HangWorker.Schema,
        RefuseStarts.Schema,
        TroubleHints.Schema,
        StepWallClock.Schema,
        StallSupervisor.Schema,
        KillSupervisor.Schema,
        RebootMachine.Schema,
        AskSupervisor.Schema,
        SignalSupervisor.Schema,
        FailFiles.Schema,
        ChangeConfig.Schema,
        EditConfigFile.Schema,
        TroubleServices.Schema,
        LoseServiceCalls.Schema,
        StartSecond.Schema,
        StickWorker.Schema,
        IgnoreTerm.Schema,
        HangNextStart.Schema,
        ReusePid.Schema,
        SuspendMachine.Schema,
        ReplaceState.Schema,
        CorruptEntry.Schema,
        CorruptIndex.Schema,
        StallWrites.Schema,
        CorruptTransaction.Schema,
        CorruptWorker.Schema,
        FailAccessChecks.Schema,
        FailService.Schema,
        StaleReply.Schema,
    ];
}
