using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Sim.Running.Mutants;

/// <summary>Mutants of what the supervisor owes to the machine that it runs on.</summary>
internal static class MachineMutants
{
    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("ignores-a-taken-lock", "a supervisor that finds another one goes on",
            "one-supervisor-at-a-time", () => new IgnoresTheLock()),
        new("never-collects", "ended processes are left on the machine's list",
            "ended-processes-are-collected", () => new NeverCollects()),
        new("says-that-all-serve", "every worker is told as serving",
            "status-tells-the-truth", () => new SaysThatAllServe()),
        new("says-that-nothing-failed", "the error counter is told as 0",
            "status-tells-the-truth", () => new SaysThatNothingFailed()),
        new("signals-by-pid", "signals go to whoever has the pid",
            "strangers-are-left-alone", () => new SignalsByPid()),
        new("acts-on-a-failed-repair", "workers are ended before a failed repair is told",
            "fatal-message-comes-first", () => new ActsBeforeItTells(Phase.Running)),
        new("acts-on-a-failed-end", "workers are killed again before a failed end is told",
            "fatal-message-comes-first", () => new ActsBeforeItTells(Phase.Stopping)),
    ];

    private sealed class NeverCollects : SupervisorRules
    {
        public override bool CollectsEnded => false;
    }

    private sealed class SaysThatAllServe : SupervisorRules
    {
        public override WorkerCondition Told(WorkerCondition condition) => WorkerCondition.Serving;
    }

    private sealed class SaysThatNothingFailed : SupervisorRules
    {
        public override int Told(int counter) => 0;
    }

    private sealed class SignalsByPid : SupervisorRules
    {
        public override ProcessIdentity Aim(ProcessIdentity process) =>
            ProcessIdentity.OfPid(process.Pid);
    }

    private sealed class ActsBeforeItTells(Phase which) : SupervisorRules
    {
        public override bool WritesFatalFirst => false;

        public override bool EndsWorkersWhenFailed(Phase phase) => phase == which;
    }

    private sealed class IgnoresTheLock : SupervisorRules
    {
        public override bool HeedsLock => false;
    }
}
