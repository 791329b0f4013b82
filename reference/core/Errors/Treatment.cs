namespace Harness.Reference.Errors;

/// <summary>What is done about an error.</summary>
public enum Treatment
{
    /// <summary>The supervisor ends, with a fatal message first.</summary>
    Fatal,

    /// <summary>It is reported, and the supervisor goes on.</summary>
    Report,

    /// <summary>The worker's restart policy decides.</summary>
    Restart,

    /// <summary>It is repaired, if the error budget allows; otherwise it is fatal.</summary>
    Repair,
}
