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

    internal const string PoolItem = "ThreadPool.QueueUserWorkItem: use Spawn";

    internal const string NewThread = "a new Thread: use Spawn";

    internal const string TaskRun = "Task.Run: use Spawn";

    internal const string Unknown = "one of ConfigureAwait(false), ReadAllAsync, Task.WhenEach and"
        + " SemaphoreSlim.WaitAsync(token), in an activity that was not started by Spawn";

    // First match wins; every part of a row must be in some frame.
    private static readonly (string[] Parts, string Name)[] _byFrames =
    [
        (["System.Threading.TimerQueueTimer.", "+CancellationPromise`1"], RealWait),
        (["System.Threading.TimerQueueTimer.", "System.Threading.CancellationTokenSource."],
            RealSource),
        (["System.Threading.TimerQueueTimer.", "+DelayPromise"], RealDelay),
        (["System.Threading.TimerQueueTimer.", "Sources.ManualResetValueTaskSourceCore"],
            RealPeriod),
        (["System.Threading.TimerQueueTimer."], RealTimer),
    ];

    private static readonly string[] _combinators =
        ["+WhenAllPromise", "+CompleteOnInvokePromise", "+TwoTaskWhenAny", "+CancellationPromise"];

    internal static string Of(LeakEvidence evidence)
    {
        AsyncFrame? resuming = AsyncStack.Of(evidence.Actor) is [.., { Resuming: true } last]
            ? last
            : null;
        return resuming?.Method.DeclaringType == typeof(SemaphoreSlim) ? Semaphore
            : _byFrames.FirstOrDefault(row => row.Parts.All(part => Has(evidence, part))).Name
            ?? (evidence.How == RanElsewhere ? OfWork(evidence, resuming) : OfCall(evidence));
    }

    /// <summary>Names work that was seen running: a resumed method, a task, a pool item, a thread.</summary>
    private static string OfWork(LeakEvidence evidence, AsyncFrame? resuming) =>
        Has(evidence, "AsyncStateMachineBox") ? OfMethod(resuming)
        : Has(evidence, "System.Threading.Tasks.Task.") && evidence.Work is { } work ? OfTask(work)
        : Has(evidence, "System.Threading.ThreadPoolWorkQueue.") ? PoolItem
        : NewThread;

    private static string OfMethod(AsyncFrame? resuming)
    {
        string method = resuming?.Method.FullName ?? "";
        return method.StartsWith("System.Threading.Channels.", StringComparison.Ordinal)
                && method.Contains("<ReadAllAsync>", StringComparison.Ordinal) ? ReadAll
            : method.StartsWith("System.Threading.Tasks.Task+WhenEach", StringComparison.Ordinal)
                ? WhenEach
            : resuming is { Leaves: true } ? $"{Configured} in {resuming.Name}: leave it out"
            : Unknown;
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

        return $"{TaskRun} (the work is {work.DeclaringType}.{work.Name})";
    }

    /// <summary>Names a call to a scheduler or timer that came from a foreign thread.</summary>
    private static string OfCall(LeakEvidence evidence)
    {
        const string source = "System.Threading.Tasks.TaskCompletionSource";
        if (Has(evidence, source))
        {
            string by = evidence.Frames
                .SkipWhile(frame => !frame.StartsWith(source, StringComparison.Ordinal))
                .FirstOrDefault(frame => !frame.StartsWith("System.", StringComparison.Ordinal))
                ?? "the runtime";
            return $"{Completed} (by {by})";
        }

        if (_combinators.Any(part => Has(evidence, part)))
        {
            return Combined;
        }

        string[] callers = [.. evidence.Frames.Where(frame =>
            !frame.StartsWith("Harness.Sim.Kernel.", StringComparison.Ordinal)).Take(5)];
        return $"{evidence.How} (through {string.Join(" < ", callers)})";
    }

    private static bool Has(LeakEvidence evidence, string part) =>
        evidence.Frames.Any(frame => frame.Contains(part, StringComparison.Ordinal));
}
