namespace Harness.Reference.Ports;

/// <summary>What the two numbers of an entry are called, where entries are shown.</summary>
public static class LogWords
{
    private const string None = "";

    /// <summary>
    /// Whether the first number is an <c>Instability</c>.
    /// </summary>
    public static bool NamesInstability(LogCode code) =>
        code is LogCode.InstabilityFound or LogCode.RepairDone
            or LogCode.AheadFound or LogCode.AheadOver or LogCode.WorkerDisabled
            or LogCode.RepairFailed;

    /// <summary>
    /// Whether the first number is a <c>RestartReason</c>.
    /// </summary>
    public static bool NamesReason(LogCode code) =>
        code is LogCode.WorkerDone or LogCode.WorkerOverran or LogCode.WorkerStopped;

    /// <summary>A number without a name says nothing.</summary>
    public static (string First, string Second) NamesOf(LogCode code) => code switch
    {
        LogCode.SupervisorStarting => ("counter", "isRestored"),
        LogCode.SupervisorRunning => ("adopted", "started"),
        LogCode.SupervisorStopping => ("isForced", None),
        LogCode.SupervisorEnding => ("exitCode", None),
        LogCode.WorkerAdopted => ("pid", None),
        LogCode.SurplusEnded => ("pid", None),
        LogCode.WorkerStarted => ("pid", None),
        LogCode.WorkerReady => ("pid", None),
        LogCode.WorkerExited => ("pid", "lifeMs"),
        LogCode.WorkerStartFailed => ("failure", None),
        LogCode.RestartDecided => ("delayMs", "count"),
        LogCode.WorkerPaused => ("pauseMs", "shortLives"),
        LogCode.WorkerRevived => (None, None),
        LogCode.WorkerGivenUp => (None, None),
        LogCode.InstabilityFound => ("found", "counter"),
        LogCode.RepairBegun => ("counter", None),
        LogCode.RepairDone => ("repaired", None),
        LogCode.BudgetSpent => ("counter", None),
        LogCode.ErrorReported => ("origin", "error"),
        LogCode.StateSetAside => (None, None),
        LogCode.ChangeBegun => ("request", None),
        LogCode.ChangeAccepted => (None, None),
        LogCode.ChangeDone => (None, None),
        LogCode.ChangeFailed => (None, None),
        LogCode.ChangeOver => ("result", None),
        LogCode.ChangeReported => ("result", "problems"),
        LogCode.CanaryFailed => (None, None),
        LogCode.BesideStarted => ("pid", None),
        LogCode.StrayEnded => (None, None),
        LogCode.AheadFound => ("found", None),
        LogCode.AheadOver => ("over", None),
        LogCode.WorkerDisabled => ("found", None),
        LogCode.RepairFailed => ("repaired", None),
        LogCode.EndFailed => (None, None),
        LogCode.WorkerReported => ("asks", "problem"),
        LogCode.InstanceEnding => ("because", None),
        LogCode.HoldingsReleased => ("locks", "pages"),
        LogCode.HoldingsLeaked => ("locks", "inFlight"),
        LogCode.EntriesLeftOut => ("entries", "leftOutCode"),
        LogCode.WorkerDone => ("because", "count"),
        LogCode.WorkerOverran => ("because", None),
        LogCode.GroupBegun => ("members", "running"),
        LogCode.WorkerStopped => ("because", None),
    };
}
