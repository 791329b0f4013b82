namespace Harness.Reference.Ports;

/// <summary>What a service manager made of a request.</summary>
public enum ServiceResult
{
    /// <summary>It is so.</summary>
    Done,

    /// <summary>The unit is not known.</summary>
    NoSuchUnit,

    /// <summary>A process of that unit runs already.</summary>
    AlreadyRuns,

    /// <summary>The process could not be started.</summary>
    StartFailed,

    /// <summary>The process could not be ended in time.</summary>
    StillRuns,

    /// <summary>Nothing is to be started any more.</summary>
    Ending,

    /// <summary>The service manager is not there, or refuses: nothing was done.</summary>
    Unreachable,

    /// <summary>
    /// It did not answer in time. What was asked for may have been done, may be done later, or may
    /// never be: look with <see cref="IServiceManager.List"/>.
    /// </summary>
    TimedOut,
}

/// <summary>What a service manager made of a request, and the process that came of it.</summary>
public readonly record struct ServiceAnswer(
    ServiceResult Result,
    ProcessIdentity? Process = null,
    StartFailure Failure = StartFailure.None);
