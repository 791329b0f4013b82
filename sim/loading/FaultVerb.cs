namespace Harness.Sim.Loading;

/// <summary>
/// The keys that say which fault an entry is; spelled as
/// <see cref="Harness.Reference.Documents.Yaml"/> spells closed sets.
/// </summary>
internal enum FaultVerb
{
    Crash,
    Hang,
    RefuseStarts,
    Hints,
    Step,
    Stall,
    Kill,
    Reboot,
    Ask,
    Send,
    FailFiles,
    Change,
    Edit,
    Services,
    ServiceCalls,
    StartSecond,
    Stick,
    IgnoreTerm,
    HangNextStart,
    ReusePid,
    Suspend,
    ReplaceFile,
    CorruptEntry,
    CorruptIndex,
    StallWrites,
    CorruptTransaction,
    CorruptWorker,
    FailAccessChecks,
    FailService,
    StaleReply,
}
