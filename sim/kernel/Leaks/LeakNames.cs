using System.Reflection;

namespace Harness.Sim.Kernel.Leaks;

/// <summary>
/// Names the construct that leaked and what to use instead: from the frames of the runtime that are
/// on the foreign thread's stack, from the task that executes there, and from the activity's own
/// async stack, which stands still meanwhile.
/// </summary>
internal static class LeakNames
{
    internal const string RanElsewhere = "work of it ran on another thread";

    internal const string Semaphore =
        "contended SemaphoreSlim.WaitAsync with a token or a timeout: use WaitAsync() or AsyncGate";

    internal const string ReadAll =
        "ChannelReader.ReadAllAsync: use a loop over WaitToReadAsync and TryRead";

    internal const string WhenEach = "Task.WhenEach: use WhenAny in a loop";

    internal const string Configured = "ConfigureAwait(false)";

    internal const string CancelAsync = "CancellationTokenSource.CancelAsync: use Cancel";

    internal const string RealSource = "a CancellationTokenSource's timeout on the real clock"
        + " (no TimeProvider, or CancelAfter of a linked source):"
        + " use new CancellationTokenSource(TimeSpan, TimeProvider)";

    internal const string RealDelay =
        "Task.Delay on the real clock: use Delay(TimeSpan, TimeProvider)";

    internal const string RealWait =
        "Task.WaitAsync on the real clock: use WaitAsync(TimeSpan, TimeProvider)";

    internal const string RealPeriod =
        "PeriodicTimer on the real clock: use new PeriodicTimer(TimeSpan, TimeProvider)";

    internal const string RealTimer =
        "System.Threading.Timer on the real clock: use Delay(TimeSpan, TimeProvider) in a loop";

    internal const string Combined = "WhenAll, WhenAny or WaitAsync over a task that continues"
        + " asynchronously (a TaskCompletionSource with RunContinuationsAsynchronously, a cancelled"
        + " Task.Delay or WaitAsync): await that one by itself";

    internal const string Completed = "a TaskCompletionSource completed on another thread";

    internal const string Cancelled = "a CancellationTokenSource cancelled on another thread";

    internal const string PoolItem = "ThreadPool.QueueUserWorkItem: use Spawn";

    internal const string NewThread = "a new Thread: use Spawn";

    internal const string TaskRun =
        "Task.Run, or ContinueWith or StartNew on the default scheduler: use Spawn";

    internal const string Parallel =
        "Parallel.For, ForEach or Invoke: use a loop, or Spawn for each and Task.WhenAll";

    internal const string Plinq = "a parallel query (AsParallel): leave it out";

    internal const string Unknown = "something that goes on on the thread pool, in a task that its"
        + " activity does not await by itself or whose stack cannot be read: ConfigureAwait(false),"
        + " ReadAllAsync, Task.WhenEach, SemaphoreSlim.WaitAsync with a token or a timeout, or a"
        + " library or an API of files, sockets or processes that does so inside";

    private const string Source = "System.Threading.CancellationTokenSource.";

    private static readonly string[] _combinators =
        ["+WhenAllPromise", "+CompleteOnInvokePromise", "+TwoTaskWhenAny", "+CancellationPromise"];

    internal static string Of(LeakEvidence evidence)
    {
        AsyncFrame? waiting = AsyncStack.Of(evidence.Actor).LastOrDefault();
        return waiting is { Resuming: true }
            && waiting.Method.DeclaringType == typeof(SemaphoreSlim)
                ? Semaphore
            : evidence.How == RanElsewhere ? OfWork(evidence, waiting)
            : OfCall(evidence, waiting);
    }

    /// <summary>
    /// Names work that was seen running: a resumed method, a task, a timer, a pool item, a thread.
    /// The runtime inlines what is hot, so that any one frame may be missing: few are asked for.
    /// </summary>
    private static string OfWork(LeakEvidence evidence, AsyncFrame? waiting) =>
        waiting is { Resuming: true, Leaves: true } ? OfMethod(waiting)
        : evidence.Work is { } work ? OfTask(work)
        : Has(evidence, "AsyncStateMachineBox") ? Unknown
        : Has(evidence, Source) ? RealSource
        : Has(evidence, "System.Threading.TimerQueueTimer") ? RealTimer
        : !Has(evidence, "System.Threading.ThreadPoolWorkQueue.") ? NewThread
        : Has(evidence, "System.Threading.ExecutionContext.RunForThreadPoolUnsafe") ? PoolItem
        : $"{RealTimer}; or {PoolItem}; or {Unknown}";

    private static string OfMethod(AsyncFrame resuming)
    {
        string method = resuming.Method.FullName ?? "";
        return method.StartsWith("System.Threading.Channels.", StringComparison.Ordinal)
                && method.Contains("<ReadAllAsync>", StringComparison.Ordinal) ? ReadAll
            : method.StartsWith("System.Threading.Tasks.Task+WhenEach", StringComparison.Ordinal)
                ? WhenEach
            : $"{Configured} in {resuming.Name}: leave it out";
    }

    private static string OfTask(MethodInfo work)
    {
        for (Type? type = work.DeclaringType; type is not null; type = type.DeclaringType)
        {
            if (type == typeof(CancellationTokenSource))
            {
                return CancelAsync;
            }
        }

        string by = work.DeclaringType?.FullName ?? "";
        return by.StartsWith("System.Threading.Tasks.TaskReplicator", StringComparison.Ordinal)
                || by.StartsWith("System.Threading.Tasks.Parallel", StringComparison.Ordinal)
                ? Parallel
            : by.StartsWith("System.Linq.Parallel", StringComparison.Ordinal) ? Plinq
            : $"{TaskRun} (the work is {work.DeclaringType}.{work.Name})";
    }

    /// <summary>Names a call to a scheduler or timer that came from a foreign thread.</summary>
    private static string OfCall(LeakEvidence evidence, AsyncFrame? waiting)
    {
        if (evidence.Frames.FirstOrDefault(IsUsers) is { } user)
        {
            return $"{(Has(evidence, Source) ? Cancelled : Completed)} (by {user})";
        }

        return Has(evidence, Source) ? RealSource
            : Has(evidence, "+DelayPromise") ? RealDelay
            : OfAwaited(waiting?.Awaited) ?? $"{evidence.How} (through {string.Join(" < ",
                evidence.Frames.Where(frame => !IsKernels(frame)).Take(5))})";
    }

    /// <summary>Names what the runtime by itself completed on a foreign thread.</summary>
    private static string? OfAwaited(object? awaited)
    {
        string type = awaited?.GetType().FullName ?? "";
        bool isCancelled = awaited is Task { IsCanceled: true };
        return type.StartsWith("System.Threading.PeriodicTimer", StringComparison.Ordinal)
                ? RealPeriod
            : type.Contains("+DelayPromise", StringComparison.Ordinal)
                ? isCancelled ? RealSource : RealDelay
            : type.Contains("+CancellationPromise", StringComparison.Ordinal)
                && awaited is Task { IsFaulted: true } ? RealWait
            : _combinators.Any(part => type.Contains(part, StringComparison.Ordinal)) ? Combined
            : null;
    }

    private static bool IsUsers(string frame) => frame.Length > 0 && !IsKernels(frame)
        && !frame.StartsWith("System.", StringComparison.Ordinal);

    private static bool IsKernels(string frame) =>
        frame.StartsWith("Harness.Sim.Kernel.", StringComparison.Ordinal);

    private static bool Has(LeakEvidence evidence, string part) =>
        evidence.Frames.Any(frame => frame.Contains(part, StringComparison.Ordinal));
}
