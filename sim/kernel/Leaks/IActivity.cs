namespace Harness.Sim.Kernel.Leaks;

/// <summary>An activity of a run, as whoever looks for leaks knows it.</summary>
internal interface IActivity
{
    /// <summary>Its place in the spawn tree.</summary>
    string Path { get; }

    /// <summary>Whether the node that it lives and dies with lives.</summary>
    bool IsAlive { get; }

    /// <summary>The task that holds it; null for one that runs none.</summary>
    Task<Task>? Life { get; }
}
