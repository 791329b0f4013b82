using System.Reflection;

namespace Harness.Sim.Kernel.Leaks;

/// <summary>
/// The work of the task that executes on this thread. The runtime keeps both private; if a later
/// one keeps them elsewhere, there is no answer, and a leak is named by its stack alone.
/// </summary>
internal static class ExecutingTask
{
    private static readonly PropertyInfo? _current = typeof(Task).GetProperty(
        "InternalCurrent", BindingFlags.Static | BindingFlags.NonPublic);

    private static readonly FieldInfo? _action = typeof(Task).GetField(
        "m_action", BindingFlags.Instance | BindingFlags.NonPublic);

    internal static MethodInfo? Method() =>
        _current?.GetValue(null) is { } task && _action?.GetValue(task) is Delegate action
            ? action.Method
            : null;
}
