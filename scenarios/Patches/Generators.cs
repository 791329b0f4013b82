using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Harness.Scenarios.Patches;

/// <summary>The source generators that come with .NET and that our projects use.</summary>
internal static class Generators
{
    private const string Pack = "Microsoft.NETCore.App.Ref";

    private static readonly string[] _files = ["System.Text.RegularExpressions.Generator.dll"];

    /// <summary>Whether a source asks for one of them.</summary>
    public static bool AreNeeded(IEnumerable<string> sources) => sources.Any(
        source => source.Contains("[GeneratedRegex(", StringComparison.Ordinal));

    /// <summary>A driver for all of them.</summary>
    /// <exception cref="IOException">They are not on this machine.</exception>
    public static GeneratorDriver Driver(CSharpParseOptions options) =>
        CSharpGeneratorDriver.Create(
            [.. _files.Select(file => Path.Combine(Folder(), file)).SelectMany(Load)],
            parseOptions: options);

    private static IEnumerable<ISourceGenerator> Load(string file) =>
        TypesOf(new AssemblyLoadContext(Path.GetFileName(file)).LoadFromAssemblyPath(file))
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IIncrementalGenerator))
                && type.IsDefined(typeof(GeneratorAttribute), inherit: false))
            .Select(type => ((IIncrementalGenerator)Activator.CreateInstance(type)!)
                .AsSourceGenerator());

    // Beside the generator there are fixers for editors, which need what only editors have.
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException some)
        {
            return some.Types.OfType<Type>();
        }
    }

    private static string Folder()
    {
        // shared/Microsoft.NETCore.App/VERSION/ and packs/Microsoft.NETCore.App.Ref/VERSION/
        string runtime = RuntimeEnvironment.GetRuntimeDirectory();
        string packs = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "packs", Pack));
        int major = System.Environment.Version.Major;
        string[] versions = Directory.Exists(packs) ? Directory.GetDirectories(packs) : [];
        return versions
            .Select(folder => (Folder: folder, Version: VersionOf(folder)))
            .Where(one => one.Version?.Major == major)
            .OrderByDescending(one => one.Version)
            .Select(one => Path.Combine(one.Folder, "analyzers", "dotnet", "cs"))
            .FirstOrDefault(Directory.Exists) ?? throw Missing(packs);
    }

    private static Version? VersionOf(string folder) =>
        Version.TryParse(Path.GetFileName(folder), out Version? version) ? version : null;

    private static IOException Missing(string packs) => new(
        $"{packs} holds no generators: expected the SDK of .NET beside its runtime");
}
