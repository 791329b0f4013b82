using Harness.Reference.Documents;
using Harness.Reference.Ports;

namespace Harness.Sim.Faults;

/// <summary>
/// Something that goes wrong, or something that somebody does, on purpose. Faults of the file and
/// faults drawn from the seed are the same values.
/// </summary>
public abstract record Fault
{
    /// <summary>The fault as it stands in a scenario's timeline, without its trigger.</summary>
    public abstract string ToYaml();
}

/// <summary>A worker's process ends by itself.</summary>
public sealed record CrashWorker(string Worker, ExitStatus Status) : Fault
{
    /// <inheritdoc/>
    public override string ToYaml() => Status.Kind switch
    {
        ExitKind.Code => FormattableString.Invariant($"crash: {Worker}, exit: {Status.Number}"),
        ExitKind.Signal => $"crash: {Worker}, signal: {SignalName.Of((Signal)Status.Number)}",
        ExitKind.Unknown => $"crash: {Worker}",
    };
}

/// <summary>A worker's process lives on, but neither serves nor gives signs of life.</summary>
public sealed record HangWorker(string Worker) : Fault
{
    /// <summary>How long, as if stopped and continued; null: for ever.</summary>
    public TimeSpan? For { get; init; }

    /// <inheritdoc/>
    public override string ToYaml() => For is { } time
        ? $"hang: {Worker}, for: {Yaml.Of(time)}"
        : $"hang: {Worker}";
}

/// <summary>The next starts of a worker are refused.</summary>
public sealed record RefuseStarts(string Worker, int Times, StartFailure Failure) : Fault
{
    /// <inheritdoc/>
    public override string ToYaml() => FormattableString.Invariant(
        $"refuse-starts: {Worker}, times: {Times}, failure: {Yaml.Of(Failure)}");
}

/// <summary>What happens to a hint about an exit or a report.</summary>
public enum HintTrouble
{
    /// <summary>It comes late.</summary>
    Late,

    /// <summary>It does not come.</summary>
    Lost,

    /// <summary>It comes twice.</summary>
    Doubled,
}

/// <summary>
/// The next hints about exits and reports of a worker are late, lost or doubled.
/// </summary>
/// <param name="Worker">Whose.</param>
/// <param name="Trouble">What happens to them.</param>
/// <param name="By">How late, or how far apart the two are; zero for lost ones.</param>
/// <param name="Times">How many hints.</param>
public sealed record TroubleHints(string Worker, HintTrouble Trouble, TimeSpan By, int Times)
    : Fault
{
    /// <inheritdoc/>
    public override string ToYaml() => FormattableString.Invariant(
        $"hints: {Worker}, trouble: {Yaml.Of(Trouble)}, by: {Yaml.Of(By)}, times: {Times}");
}

/// <summary>The wall clock is stepped.</summary>
public sealed record StepWallClock(TimeSpan By) : Fault
{
    /// <inheritdoc/>
    public override string ToYaml() => $"step: wall-clock, by: {Yaml.Of(By)}";
}

/// <summary>The supervisor's process is held still while everything else goes on.</summary>
public sealed record StallSupervisor(TimeSpan For) : Fault
{
    /// <inheritdoc/>
    public override string ToYaml() => $"stall: supervisor, for: {Yaml.Of(For)}";
}

/// <summary>The supervisor's process is killed.</summary>
public sealed record KillSupervisor : Fault
{
    /// <inheritdoc/>
    public override string ToYaml() => "kill: supervisor";
}

/// <summary>
/// The machine goes down with everything on it, and comes up again later: another boot.
/// </summary>
public sealed record RebootMachine(TimeSpan For) : Fault
{
    /// <inheritdoc/>
    public override string ToYaml() => $"reboot: machine, for: {Yaml.Of(For)}";
}

/// <summary>Somebody asks the supervisor for something.</summary>
public sealed record AskSupervisor(ControlVerb Verb) : Fault
{
    /// <inheritdoc/>
    public override string ToYaml() => $"ask: {Yaml.Of(Verb)}";
}

/// <summary>Somebody sends the supervisor a signal: TERM, INT or HUP.</summary>
public sealed record SignalSupervisor(Signal Signal) : Fault
{
    /// <inheritdoc/>
    public override string ToYaml() => $"send: {SignalName.Of(Signal)}";
}

/// <summary>What can be done with a file.</summary>
public enum FileOperation
{
    /// <summary>Reading.</summary>
    Read,

    /// <summary>Writing.</summary>
    Write,

    /// <summary>Making durable, of a file or a directory.</summary>
    Sync,

    /// <summary>Renaming.</summary>
    Rename,

    /// <summary>Taking a lock.</summary>
    Lock,
}

/// <summary>
/// The next file operations of that kind fail; a write leaves a beginning if the room or the device
/// was the reason.
/// </summary>
public sealed record FailFiles(FileOperation Operation, FileError Error, int Times) : Fault
{
    /// <summary>For how long all of them fail; null: as many as were said.</summary>
    public TimeSpan? For { get; init; }

    /// <inheritdoc/>
    public override string ToYaml() =>
        $"fail-files: {Yaml.Of(Operation)}, error: {Yaml.Of(Error)}, "
        + (For is { } time
            ? $"for: {Yaml.Of(time)}"
            : FormattableString.Invariant($"times: {Times}"));
}
