namespace Harness.Reference.Ports;

/// <summary>What became of a start.</summary>
/// <param name="Process">The new process; null if there is none.</param>
/// <param name="Failure">Why there is none.</param>
public readonly record struct StartAnswer(ProcessIdentity? Process, StartFailure Failure)
{
    /// <summary>It runs.</summary>
    public static StartAnswer Started(ProcessIdentity process) => new(process, StartFailure.None);

    /// <summary>It does not.</summary>
    public static StartAnswer Failed(StartFailure failure) => new(null, failure);
}

/// <summary>Why a process could not be started.</summary>
public enum StartFailure
{
    /// <summary>It could.</summary>
    None,

    /// <summary>The machine is short of processes or memory (EAGAIN, ENOMEM).</summary>
    NoResources,

    /// <summary>The program is missing (ENOENT).</summary>
    NotFound,

    /// <summary>The program may not be run (EACCES).</summary>
    NotExecutable,
}
