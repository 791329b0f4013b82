using Harness.Reference.Ports;

namespace Harness.Sim.Faults;

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
    internal static readonly FaultSyntax<FailFiles> Schema = new(
        new FailFiles(FileOperation.Read, FileError.None, 1),
        FaultKey.Verb(
            "fail-files", new WordValue<FileOperation>(),
            (FailFiles one) => one.Operation,
            (one, operation) => one with { Operation = operation }),
        FaultKey.Must(
            "error", new WordValue<FileError>(FileError.None),
            (FailFiles one) => one.Error, (one, error) => one with { Error = error },
            "why"),
        FaultKey.May(
            "for", DurationValue.SomeTime,
            (FailFiles one) => one.For, (one, time) => one with { For = time },
            "for how long all of them fail; left out: so many as are said"),
        FaultKey.Number(
            (FailFiles one) => one.For is null ? one.Times : null,
            (one, times) => one with { Times = times },
            "how many operations")
            .NotBeside("for", "so many fail, or all for a time"))
    {
        Topic = FaultTopic.Machine,
        Effect = FaultEffect.Plain,
        About = "The next file operations of that kind fail.",
    };

    /// <summary>For how long all of them fail; null: as many as were said.</summary>
    public TimeSpan? For { get; init; }

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => true;

    internal override void Strike(IFaultTarget machine, Blow blow) => machine.Files.Fail(this);
}
