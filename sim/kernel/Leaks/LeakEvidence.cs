using System.Diagnostics;
using System.Reflection;

namespace Harness.Sim.Kernel.Leaks;

/// <summary>
/// What the foreign thread could see of a leak; the run's own thread names it later.
/// </summary>
/// <param name="Actor">Whose work it is.</param>
/// <param name="How">What was seen, as a sentence without a subject.</param>
/// <param name="Frames">The methods on the foreign thread's stack, innermost first.</param>
/// <param name="Work">The method of the task that was executing there, if one was.</param>
internal sealed record LeakEvidence(
    IActivity Actor, string How, IReadOnlyList<string> Frames, MethodInfo? Work)
{
    internal static LeakEvidence Here(IActivity actor, string how) => new(
        actor,
        how,
        [.. new StackTrace(fNeedFileInfo: false).GetFrames().Select(Describe)],
        ExecutingTask.Method());

    private static string Describe(StackFrame frame) =>
        frame.GetMethod() is { } method ? $"{method.DeclaringType}.{method.Name}" : "";
}
