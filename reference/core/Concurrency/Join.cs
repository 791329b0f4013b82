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
    public static Task Any(params ReadOnlySpan<Task> tasks) =>
        Task.WhenAny(Followed(tasks, FollowQuietly));

    /// <summary>Completes when all of them have; fails as <c>WhenAll</c> does.</summary>
    public static Task All(params ReadOnlySpan<Task> tasks) =>
        Task.WhenAll(Followed(tasks, Follow));

    private static Task[] Followed(ReadOnlySpan<Task> tasks, Func<Task, Task> follow)
    {
        var followed = new Task[tasks.Length];
        for (int i = 0; i < tasks.Length; i++)
        {
            followed[i] = tasks[i].CreationOptions.HasFlag(
                TaskCreationOptions.RunContinuationsAsynchronously) ? follow(tasks[i]) : tasks[i];
        }

        return followed;
    }

    private static async Task Follow(Task task) => await task;

    // Nobody looks at the follower itself: if it failed too, that would be a failure of nobody's.
    private static async Task FollowQuietly(Task task)
    {
        try
        {
            await task;
        }
#pragma warning disable CA1031 // how it ended is for those to see who hold it
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
