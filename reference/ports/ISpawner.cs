namespace Harness.Reference.Ports;

/// <summary>
/// Starts activities. All activities of a system run one continuation at a time, so that its state
/// needs no locks.
/// </summary>
public interface ISpawner
{
    /// <summary>
    /// Starts an activity, and completes when it is over. An exception that escapes from the body
    /// is a bug and ends the whole process.
    /// </summary>
    /// <param name="name">Its name, for traces.</param>
    /// <param name="body">What it does.</param>
    /// <param name="within">By when it must be over; null: it may run for ever.</param>
    Task Spawn(string name, Func<Task> body, TimeSpan? within = null);
}
