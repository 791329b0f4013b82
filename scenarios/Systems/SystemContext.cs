using System.Reflection;
using System.Runtime.Loader;

namespace Harness.Scenarios.Systems;

/// <summary>
/// Where a system under test is loaded: it has the ports and the kernel in common with the harness,
/// because it is called through them, and of everything else a copy of its own. So nothing that it
/// brings along, a changed policy for instance, is what it is judged by.
/// </summary>
internal sealed class SystemContext(string assembly) : AssemblyLoadContext(assembly)
{
    private static readonly string[] Shared = ["Harness.Reference.Ports", "Harness.Sim.Kernel"];

    private readonly AssemblyDependencyResolver _resolver = new(assembly);
    private readonly string _folder = Path.GetDirectoryName(assembly)!;

    /// <summary>Whether the harness and its systems have that assembly in common.</summary>
    internal static bool IsShared(string assembly) =>
        Shared.Contains(assembly, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || IsShared(name))
        {
            return null;
        }

        // Its own, or else a second copy of the harness's; what neither has is the platform's.
        string? path = _resolver.ResolveAssemblyToPath(assemblyName)
            ?? Existing(_folder, name)
            ?? Existing(AppContext.BaseDirectory, name);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    private static string? Existing(string folder, string name)
    {
        string path = Path.Combine(folder, $"{name}.dll");
        return File.Exists(path) ? path : null;
    }
}
