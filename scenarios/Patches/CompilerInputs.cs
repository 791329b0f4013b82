using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace Harness.Scenarios.Patches;

/// <summary>
/// The assemblies that a project is compiled against: those of this very process, so that what is
/// compiled fits what runs.
/// </summary>
internal static class CompilerInputs
{
    private static readonly string _framework = RuntimeEnvironment.GetRuntimeDirectory();

    private static readonly Dictionary<string, string> _trusted = Trusted();

    /// <summary>The file of an assembly of this process; null if it is not one of them.</summary>
    public static string? Find(string assembly) => _trusted.GetValueOrDefault(assembly);

    /// <summary>The framework, and what that assembly is built on besides.</summary>
    public static IReadOnlyList<string> References(string assembly) =>
    [
        .. _trusted.Values.Where(IsFramework).Concat(Besides(assembly))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What is different whenever one of those references is.</summary>
    public static IEnumerable<string> Fingerprints(string assembly) =>
    [
        RuntimeInformation.FrameworkDescription,
        .. Besides(assembly).Select(file => VersionOf(Path.GetFileNameWithoutExtension(file))),
    ];

    /// <summary>What is different whenever that assembly is another one.</summary>
    public static string VersionOf(string assembly) => Read(
        Find(assembly) ?? throw new InvalidOperationException($"{assembly} is not loaded here"),
        metadata => $"{assembly} {metadata.GetGuid(metadata.GetModuleDefinition().Mvid)}");

    private static bool IsFramework(string file) =>
        file.StartsWith(_framework, StringComparison.Ordinal);

    private static SortedSet<string> Besides(string assembly)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([assembly]);
        while (open.TryPop(out string? name))
        {
            foreach (string referenced in ReferencesOf(name))
            {
                if (Find(referenced) is { } file && !IsFramework(file) && found.Add(file))
                {
                    open.Push(referenced);
                }
            }
        }

        return found;
    }

    private static ImmutableArray<string> ReferencesOf(string assembly) => Read(
        Find(assembly) ?? throw new InvalidOperationException($"{assembly} is not loaded here"),
        metadata => metadata.AssemblyReferences
            .Select(one => metadata.GetString(metadata.GetAssemblyReference(one).Name))
            .ToImmutableArray());

    private static T Read<T>(string file, Func<MetadataReader, T> read)
    {
        using var image = new PEReader(File.OpenRead(file));
        return read(image.GetMetadataReader());
    }

    private static Dictionary<string, string> Trusted()
    {
        string all = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        return all.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .GroupBy(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
    }
}
