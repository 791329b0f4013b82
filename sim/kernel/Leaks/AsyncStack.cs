using System.Reflection;
using System.Runtime.CompilerServices;

namespace Harness.Sim.Kernel.Leaks;

/// <summary>
/// Where a suspended activity waits: from its first async method inward, each method's state
/// machine holds an awaiter, whose task is the next method's. It is read by reflection from what
/// the compiler and the runtime keep, only when a run has gone wrong; what cannot be seen ends the
/// walk.
/// </summary>
internal static class AsyncStack
{
    private const int Deepest = 64;
    private const BindingFlags Fields =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The suspended methods of that activity, outermost first.</summary>
    internal static List<AsyncFrame> Of(IActivity actor)
    {
        var frames = new List<AsyncFrame>();
        try
        {
            object? next = actor.Life is { IsCompletedSuccessfully: true } life
                ? life.Result
                : null;
            while (next is not null && frames.Count < Deepest && Machine(next) is { } machine)
            {
                AsyncFrame frame = Frame(machine);
                frames.Add(frame);
                next = frame.Resuming ? null : frame.Awaited;
            }
        }
#pragma warning disable CA1031 // a foreign layout must not turn a verdict into a crash
        catch (Exception)
#pragma warning restore CA1031
        {
            // What was read until here is still true.
        }

        return frames;
    }

    /// <summary>
    /// The activity's stack in words, without the kernel's own methods; may be empty.
    /// </summary>
    internal static string Describe(IActivity actor)
    {
        List<AsyncFrame> frames = Of(actor);
        string[] names = [.. frames
            .Where(frame => frame.Method.Assembly != typeof(AsyncStack).Assembly
                || !frame.Name.StartsWith("Harness.Sim.Kernel.Sim", StringComparison.Ordinal))
            .Select(frame => frame.Name)];
        return names.Length == 0 ? "" : $"{string.Join(" > ", names)}{On(frames[^1])}";
    }

    private static string On(AsyncFrame frame) => frame.Awaited switch
    {
        null => "",
        Task { IsCompleted: true } => "",
        { } awaited => $" awaits {Kind(awaited.GetType())}",
    };

    private static string Kind(Type type) => type.Name switch
    {
        ['D', 'e', 'l', 'a', 'y', 'P', 'r', 'o', 'm', 'i', 's', 'e', ..] => "a delay",
        ['W', 'h', 'e', 'n', 'A', 'l', 'l', ..] => "Task.WhenAll",
        ['C', 'o', 'm', 'p', 'l', 'e', 't', 'e', 'O', 'n', 'I', 'n', 'v', 'o', 'k', 'e', ..]
            or ['T', 'w', 'o', 'T', 'a', 's', 'k', ..] => "Task.WhenAny",
        ['U', 'n', 'w', 'r', 'a', 'p', ..] => "an unwrapped task, as of Task.Run",
        ['T', 'a', 's', 'k', 'N', 'o', 'd', 'e', ..] => "a SemaphoreSlim",
        "Task" or "Task`1" => "a task that others complete",
        _ when type.FullName?.StartsWith(
            "System.Threading.Channels.", StringComparison.Ordinal) == true => "a channel",
        _ => AsyncFrame.NameOf(type),
    };

    /// <summary>
    /// The state machine in a task or value task source, if it is an async method's.
    /// </summary>
    private static object? Machine(object awaited) => awaited is IAsyncStateMachine
        ? awaited
        : Field(awaited.GetType(), "StateMachine")?.GetValue(awaited) as IAsyncStateMachine;

    private static FieldInfo? Field(Type type, string name)
    {
        for (Type? at = type; at is not null; at = at.BaseType)
        {
            if (at.GetField(name, Fields | BindingFlags.DeclaredOnly) is { } field)
            {
                return field;
            }
        }

        return null;
    }

    private static AsyncFrame Frame(object machine)
    {
        Type type = machine.GetType();
        foreach (FieldInfo field in type.GetFields(Fields))
        {
            if (field.Name.StartsWith("<>u__", StringComparison.Ordinal)
                && field.GetValue(machine) is { } awaiter
                && Awaiter(type, awaiter) is { } frame)
            {
                return frame;
            }
        }

        return new AsyncFrame(type, null, false, false);
    }

    /// <summary>
    /// The frame of an awaiter that waits for something; null for one that is not in use.
    /// </summary>
    private static AsyncFrame? Awaiter(Type machine, object awaiter)
    {
        var seen = new Seen();
        Look(awaiter, seen, 0);
        if (seen.Awaited is null)
        {
            return null;
        }

        bool resuming = seen.Awaited is Task { IsCompleted: true }
            || awaiter.GetType().GetProperty("IsCompleted")?.GetValue(awaiter) is true;
        return new AsyncFrame(machine, seen.Awaited, seen.Leaves, resuming);
    }

    private static void Look(object value, Seen seen, int depth)
    {
        foreach (FieldInfo field in value.GetType().GetFields(Fields))
        {
            object? inside = field.GetValue(value);
            switch (inside)
            {
                case ConfigureAwaitOptions options:
                    seen.Leaves = !options.HasFlag(ConfigureAwaitOptions.ContinueOnCapturedContext);
                    break;
                case bool continues when field.Name == "_continueOnCapturedContext":
                    seen.Leaves = !continues;
                    break;
                case Task or IAsyncStateMachine:
                    seen.Awaited ??= inside;
                    break;
                case not null when field.Name == "_obj":
                    seen.Awaited ??= inside;
                    break;
                case ValueType when depth < 3 && !field.FieldType.IsPrimitive:
                    Look(inside, seen, depth + 1);
                    break;
                default:
                    break;
            }
        }
    }

    private sealed class Seen
    {
        internal object? Awaited { get; set; }

        internal bool Leaves { get; set; }
    }
}
