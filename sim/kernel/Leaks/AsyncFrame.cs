namespace Harness.Sim.Kernel.Leaks;

/// <summary>One async method that is suspended at an await.</summary>
/// <param name="Method">Its state machine's type: the method's name is inside.</param>
/// <param name="Awaited">What it awaits, or null if it cannot be seen.</param>
/// <param name="Leaves">
/// Whether the await asks to leave the scheduler: ConfigureAwait(false).
/// </param>
/// <param name="Resuming">Whether what it awaits is over, so that it is about to go on.</param>
internal sealed record AsyncFrame(Type Method, object? Awaited, bool Leaves, bool Resuming)
{
    /// <summary>The method as people write it, such as <c>Supervisor.RestartAsync</c>.</summary>
    internal string Name => NameOf(Method);

    /// <summary>
    /// A method's name out of <c>Outer+&lt;Name&gt;d__7</c>, a local function's own name, and a
    /// lambda's as that of the method around it.
    /// </summary>
    internal static string NameOf(Type machine)
    {
        Type? outer = machine.DeclaringType;
        while (outer is not null && outer.Name.StartsWith('<'))
        {
            outer = outer.DeclaringType;
        }

        string name = machine.Name;
        int end = name.LastIndexOf('>');
        string inner = name.StartsWith('<') && end > 1 ? Written(name[1..end]) : name;
        return outer is null ? inner : $"{Plain(outer)}.{inner}";
    }

    private static string Written(string name)
    {
        int local = name.IndexOf(">g__", StringComparison.Ordinal);
        int lambda = name.IndexOf(">b__", StringComparison.Ordinal);
        return local > 0 ? name[(local + 4)..].Split('|')[0]
            : lambda > 0 ? $"{name[1..lambda]} (a lambda)"
            : name;
    }

    private static string Plain(Type type)
    {
        string name = type.FullName ?? type.Name;
        int mark = name.IndexOfAny(['`', '[']);
        return (mark < 0 ? name : name[..mark]).Replace('+', '.');
    }
}
