using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Harness.Sim.Kernel.Leaks;

/// <summary>
/// Finds timers of the real clock that an activity holds or awaits: in virtual time they are never
/// due, so that they would be waited for in vain, or fire whenever the machine gets there. It reads
/// what the compiler and the runtime keep of a suspended method: what it awaits, and its variables.
/// </summary>
internal static class RealTimers
{
    private const int Deepest = 24;
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public
        | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> _fields = [];

    /// <summary>The first activity that has one, and what to use instead; null: none has.</summary>
    internal static string? Of(IEnumerable<IActivity> activities)
    {
        if (Timer.ActiveCount == 0)
        {
            return null; // of the whole process
        }

        foreach (IActivity activity in activities)
        {
            var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
            if (activity.Life is { IsCompletedSuccessfully: true } life
                && Named(life.Result, seen, 0) is { } named)
            {
                return $"{activity.Path}: {named}";
            }
        }

        return null;
    }

    /// <summary>Names the real timer that is in there, if there is one.</summary>
    private static string? Named(object held, HashSet<object> seen, int depth)
    {
        if (depth > Deepest || held is Task { IsCompleted: true }
            || (!held.GetType().IsValueType && !seen.Add(held)))
        {
            return null;
        }

        foreach (FieldInfo field in Fields(held.GetType()))
        {
            if (field.GetValue(held) is not { } inside)
            {
                continue;
            }

            string? named = inside switch
            {
                IVirtualTimer => null,
                ITimer timer and not Timer => IsSet(timer) ? OfHolder(held) : null,
                IEnumerable<Task> several => several
                    .Select(one => Named(one, seen, depth + 1)).FirstOrDefault(one => one != null),
                _ => Named(inside, seen, depth + 1),
            };
            if (named is not null)
            {
                return held.GetType().DeclaringType == typeof(SemaphoreSlim)
                    ? LeakNames.Semaphore
                    : named;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether it is to fire: a PeriodicTimer that was disposed keeps its timer, and a time limit
    /// that was taken back too. What the runtime keeps elsewhere one day counts as set.
    /// </summary>
    private static bool IsSet(ITimer timer)
    {
        Type type = timer.GetType();
        return type.GetField("_canceled", Own)?.GetValue(timer) is not true
            && type.GetField("_dueTime", Own)?.GetValue(timer) is not uint.MaxValue;
    }

    private static string OfHolder(object holder) => holder switch
    {
        CancellationTokenSource => LeakNames.RealSource,
        PeriodicTimer => LeakNames.RealPeriod,
        Task when holder.GetType().Name.StartsWith("Delay", StringComparison.Ordinal) =>
            LeakNames.RealDelay,
        Task => LeakNames.RealWait,
        _ => LeakNames.RealTimer,
    };

    private static FieldInfo[] Fields(Type type) => _fields.GetOrAdd(type, static type =>
    {
        var fields = new List<FieldInfo>();
        for (Type? at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            fields.AddRange(at.GetFields(Own).Where(field => MayLeadOn(field, type)));
        }

        return [.. fields];
    });

    /// <summary>
    /// Through state machines and what the compiler makes beside them, tasks, and what of the
    /// platform is known to have timers; never into objects of the code under test.
    /// </summary>
    private static bool MayLeadOn(FieldInfo field, Type holder)
    {
        Type type = field.FieldType;
        return typeof(ITimer).IsAssignableFrom(type) || type.Name == "TimerHolder"
            || type == typeof(PeriodicTimer)
            || type == typeof(CancellationTokenSource) || type == typeof(CancellationToken)
            || typeof(Task).IsAssignableFrom(type) || type == typeof(IList<Task>)
            || type.FullName?.StartsWith(
                "System.Runtime.CompilerServices.", StringComparison.Ordinal) == true
            || typeof(IAsyncStateMachine).IsAssignableFrom(type)
            || IsClosure(type)
            || (field.Name == "_obj" && holder.Namespace == "System.Threading.Tasks")
            || (field.Name == "_value" && type.Namespace == "System.Threading.Tasks");
    }

    private static bool IsClosure(Type type) =>
        type.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal);
}
