using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Harness.Sim.Kernel.Leaks;

/// <summary>
/// Finds tasks of a run that failed and that nobody looked at. What is thrown on the run's thread
/// is remembered with its activity; if anything was, the end of the run collects garbage, so that
/// the runtime tells which exceptions were in a task that nothing holds any more. Everything that
/// the run still holds, and might look at, is alive meanwhile.
/// </summary>
internal sealed class DroppedTasks(Func<IActivity?> running)
{
    private static readonly ConditionalWeakTable<Exception, Thrown> _known = [];

    [ThreadStatic]
    private static DroppedTasks? _ofThisThread;

    private readonly Lock _lock = new();
    private readonly List<Thrown> _unobserved = [];
    private DroppedTasks? _outer; // of a run that this one runs inside of
    private int _thrown;

    static DroppedTasks()
    {
        AppDomain.CurrentDomain.FirstChanceException += (_, thrown) =>
        {
            // Being cancelled is a way out, and the runtime does not call such a task unobserved.
            if (_ofThisThread is { } run && thrown.Exception is not OperationCanceledException)
            {
                run.Remember(thrown.Exception);
            }
        };
        TaskScheduler.UnobservedTaskException += (_, unobserved) =>
        {
            foreach (Exception error in unobserved.Exception.Flatten().InnerExceptions)
            {
                if (_known.TryGetValue(error, out Thrown? thrown))
                {
                    thrown.By.Add(thrown);
                }
            }
        };
    }

    /// <summary>Remembers what is thrown on this thread, until <see cref="Close"/>.</summary>
    internal void Watch()
    {
        _outer = _ofThisThread;
        _ofThisThread = this;
    }

    internal void Close() => _ofThisThread = _outer;

    /// <summary>
    /// The first exception of a living node that was thrown in a task which nobody awaits any more,
    /// in words; null if there is none.
    /// </summary>
    internal (string Because, Exception Error)? Find()
    {
        if (_thrown == 0)
        {
            return null;
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        lock (_lock)
        {
            return _unobserved.Where(one => one.Activity?.IsAlive != false)
                .MinBy(one => one.Number) is { } first
                ? ($"{first.Activity?.Path ?? "the world"}: a task failed and nobody looked at it:"
                    + $" {first.Error.GetType().Name}: {first.Error.Message}{first.Place}",
                    first.Error)
                : null;
        }
    }

    private void Remember(Exception error)
    {
        if (!_known.TryGetValue(error, out _))
        {
            _known.Add(error, new Thrown(this, ++_thrown, running(), error));
        }
    }

    private void Add(Thrown thrown)
    {
        lock (_lock)
        {
            _unobserved.Add(thrown);
        }
    }

    /// <summary>An exception that was thrown in a run.</summary>
    private sealed record Thrown(DroppedTasks By, int Number, IActivity? Activity, Exception Error)
    {
        /// <summary>The method that threw it, without the platform's own, if it is known.</summary>
        internal string Place => new StackTrace(Error, fNeedFileInfo: false).GetFrames()
            .Select(frame => frame.GetMethod()?.DeclaringType)
            .FirstOrDefault(type => type is not null && !IsPlatforms(type)) is { } method
            ? $" (in {AsyncFrame.NameOf(method)})"
            : "";

        private static bool IsPlatforms(Type type) =>
            type.FullName?.StartsWith("System.", StringComparison.Ordinal) == true;
    }
}
