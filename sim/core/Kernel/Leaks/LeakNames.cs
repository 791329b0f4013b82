using System.Diagnostics;

namespace Harness.Sim.Kernel.Leaks;

/// <summary>Names the construct that leaked, from the frames of the runtime that are on the stack.</summary>
internal static class LeakNames
{
    internal static string Of(StackTrace stack)
    {
        string frames = string.Join('\n', stack.GetFrames().Select(Describe));
        return frames;
    }

    private static string Describe(StackFrame frame) =>
        $"{frame.GetMethod()?.DeclaringType}.{frame.GetMethod()?.Name}";
}
