using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>Something that goes wrong with the machine itself or with what it runs.</summary>
public abstract record MachineFault : Fault
{
    /// <summary>
    /// The same fault with the worker that was picked for it, and with a drawn duration if it has
    /// one.
    /// </summary>
    internal virtual MachineFault Filled(Func<string, string> pick, TimeSpan? duration) => this;
}

/// <summary>
/// Somebody starts the supervisor once more while one lives: both live, until one of them ends.
/// </summary>
public sealed record StartSecond : MachineFault
{
    /// <inheritdoc/>
    public override string ToYaml() => "start-second: supervisor";
}

/// <summary>
/// A worker's process hangs in the machine (a stuck device, say): until that is over not even KILL
/// ends it.
/// </summary>
/// <param name="Worker">Whose process.</param>
/// <param name="For">How long.</param>
public sealed record StickWorker(string Worker, TimeSpan For) : MachineFault
{
    /// <inheritdoc/>
    public override string ToYaml() => $"stick: {Worker}, for: {Yaml.Of(For)}";

    internal override MachineFault Filled(Func<string, string> pick, TimeSpan? duration) =>
        new StickWorker(pick(Worker), duration ?? For);
}

/// <summary>A worker's process does not heed TERM any more.</summary>
public sealed record IgnoreTerm(string Worker) : MachineFault
{
    /// <inheritdoc/>
    public override string ToYaml() => $"ignore-term: {Worker}";

    internal override MachineFault Filled(Func<string, string> pick, TimeSpan? duration) =>
        new IgnoreTerm(pick(Worker));
}

/// <summary>How far a start comes before it hangs.</summary>
public enum StartStage
{
    /// <summary>It never says that it is ready.</summary>
    BeforeReady,

    /// <summary>It says that it is ready, and nothing more.</summary>
    AfterReady,
}

/// <summary>The next starts of a worker hang.</summary>
public sealed record HangNextStart(string Worker, StartStage Stage, int Times) : MachineFault
{
    /// <inheritdoc/>
    public override string ToYaml() => FormattableString.Invariant(
        $"hang-next-start: {Worker}, stage: {Yaml.Of(Stage)}, times: {Times}");

    internal override MachineFault Filled(Func<string, string> pick, TimeSpan? duration) =>
        this with { Worker = pick(Worker) };
}

/// <summary>
/// A worker's process ends, init collects it, and a process that is none of the supervisor's gets
/// its pid. Only what no living supervisor has started can be hit: the pid of a living one's child
/// is not free before the supervisor has collected it.
/// </summary>
public sealed record ReusePid(string Worker) : MachineFault
{
    /// <inheritdoc/>
    public override string ToYaml() => $"reuse-pid: {Worker}";

    internal override MachineFault Filled(Func<string, string> pick, TimeSpan? duration) =>
        new ReusePid(pick(Worker));
}

/// <summary>
/// The machine sleeps: its monotonic clock and all timers stand still, the wall clock is ahead
/// afterwards.
/// </summary>
public sealed record SuspendMachine(TimeSpan For) : MachineFault
{
    /// <inheritdoc/>
    public override string ToYaml() => $"suspend: machine, for: {Yaml.Of(For)}";

    internal override MachineFault Filled(Func<string, string> pick, TimeSpan? duration) =>
        new SuspendMachine(duration ?? For);
}

/// <summary>What a state file is replaced with.</summary>
public enum Replacement
{
    /// <summary>Nothing: it is gone.</summary>
    Missing,

    /// <summary>A file of no bytes, as a crash between creating and writing leaves it.</summary>
    Empty,

    /// <summary>The first half of what it was.</summary>
    Torn,

    /// <summary>What it was when it was first put in place.</summary>
    Earlier,

    /// <summary>A file of a later version of the supervisor.</summary>
    Future,
}

/// <summary>The state file is replaced, durably, behind the supervisor's back.</summary>
public sealed record ReplaceState(Replacement With) : MachineFault
{
    /// <inheritdoc/>
    public override string ToYaml() => $"replace-file: state, with: {Yaml.Of(With)}";
}
