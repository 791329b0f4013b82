namespace Harness.Reference.Ports;

/// <summary>What went wrong.</summary>
public enum ErrorKind
{
    /// <summary>Something that must be there is not.</summary>
    Missing,

    /// <summary>Something answered no.</summary>
    Refused,

    /// <summary>Something did not answer in time.</summary>
    TimedOut,

    /// <summary>Something is there and wrong.</summary>
    Damaged,

    /// <summary>Something that was given up still fails.</summary>
    Exhausted,
}
