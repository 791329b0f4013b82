namespace Harness.Reference.Supervising;

/// <summary>What a worker's controller can be told.</summary>
internal enum WorkerSignal
{
    /// <summary>Something may have happened to its process.</summary>
    Look,

    /// <summary>A person asked that failures be forgotten.</summary>
    Reset,

    /// <summary>It is to run with other options.</summary>
    Replace,

    /// <summary>Its group wants it to run.</summary>
    StartNow,

    /// <summary>Its group wants it to be down.</summary>
    StopNow,

    /// <summary>The end has begun.</summary>
    Stop,
}
