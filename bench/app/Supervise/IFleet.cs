namespace Harness.Bench.Supervise;

/// <summary>Some workers, and whoever starts them again.</summary>
internal interface IFleet
{
    /// <summary>Its number, which its workers say.</summary>
    int Number { get; }

    /// <summary>
    /// When it said that all its workers are ready, as a timestamp of <c>Stopwatch</c>; null from
    /// one that never says so, or has not yet.
    /// </summary>
    long? ReadyAt { get; }

    /// <summary>Whether it says at all when its workers are ready.</summary>
    bool TellsReady { get; }

    /// <summary>Whether it has ended, by itself or because it was stopped.</summary>
    bool HasEnded { get; }

    /// <summary>Starts everything from nothing.</summary>
    void Start();

    /// <summary>Ends everything in its orderly way, which is bounded.</summary>
    void Stop();

    /// <summary>The pids of the processes that supervise; not those of the workers.</summary>
    IReadOnlyList<int> Supervisors(IReadOnlySet<int> workers);

    /// <summary>It does not do its work: what is wrong, and what it said last.</summary>
    InvalidOperationException Broken(string what);
}
