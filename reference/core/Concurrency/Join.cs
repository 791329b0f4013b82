namespace Harness.Reference.Concurrency;

/// <summary>
/// <c>Task.WhenAny</c> and <c>WhenAll</c> that stay on the scheduler. Over a task whose
/// continuations run asynchronously, the platform's own send their bookkeeping through the thread
/// pool; these follow such a task by an await of this activity's own.
/// </summary>
public static class Join
{
    /// <summary>
    /// Completes when one of them has, in whatever way; look at them to see which.
    /// </summary>
    public static Task Any(params ReadOnlySpan<Task> tasks) => Task.WhenAny(Followed(tasks));

    /// <summary>Completes when all of them have; fails as <c>WhenAll</c> does.</summary>
    public static Task All(params ReadOnlySpan<Task> tasks) => Task.WhenAll(Followed(tasks));

    private static Task[] Followed(ReadOnlySpan<Task> tasks)
    {
        var followed = new Task[tasks.Length];
        for (int i = 0; i < tasks.Length; i++)
        {
            followed[i] = tasks[i].CreationOptions.HasFlag(
                TaskCreationOptions.RunContinuationsAsynchronously) ? Follow(tasks[i]) : tasks[i];
        }

        return followed;
    }

    private static async Task Follow(Task task) => await task;
}
