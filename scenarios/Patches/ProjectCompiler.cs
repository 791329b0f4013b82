using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Harness.Scenarios.Patches;

/// <summary>
/// Compiles a project with some of its sources replaced. Everything else is compiled once and
/// shared; several threads may compile at a time.
/// </summary>
internal sealed class ProjectCompiler(ProjectSources sources)
{
    // The SDK's, for ImplicitUsings.
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions _parsing = new(
        LanguageVersion.CSharp14, DocumentationMode.None);

    private readonly Lazy<Base> _base = new(() => new Base(sources));

    /// <summary>What is different whenever the outcome may be.</summary>
    /// <param name="changed">The sources that are replaced.</param>
    /// <param name="besides">What else goes with what is compiled.</param>
    public string Fingerprint(
        IReadOnlyDictionary<string, string> changed, IEnumerable<string> besides)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(typeof(CSharpCompilation).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "");
        Add(sources.Assembly);
        Add(Attributes(sources));
        foreach (string reference in
            CompilerInputs.Fingerprints(sources.Assembly).Concat(besides))
        {
            Add(reference);
        }

        foreach ((string path, string text) in sources.Texts)
        {
            Add(path);
            Add(changed.GetValueOrDefault(path, text));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        // The length keeps two texts from being one.
        void Add(string text)
        {
            hash.AppendData(BitConverter.GetBytes(text.Length));
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>Compiles it into that stream; gives the errors, none if it worked.</summary>
    /// <exception cref="IOException">The generators are not on this machine.</exception>
    public IReadOnlyList<CompilerError> Compile(
        IReadOnlyDictionary<string, string> changed, Stream into)
    {
        EmitResult emitted = _base.Value.With(changed)
            .Emit(into, options: new EmitOptions(metadataOnly: false));
        return
        [
            .. emitted.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error)
                .Select(CompilerError.Of),
        ];
    }

    private static string Attributes(ProjectSources sources) => string.Join('\n',
    [
        .. sources.Friends.Select(friend =>
            $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{friend}\")]"),
        $"[assembly: System.Reflection.AssemblyVersion(\"{VersionOf(sources.Assembly)}\")]",
    ]);

    private static Version? VersionOf(string assembly) => CompilerInputs.Find(assembly) is { } file
        ? AssemblyName.GetAssemblyName(file).Version
        : throw new InvalidOperationException($"{assembly} is not loaded here");

    private static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(text, _parsing, path, Encoding.UTF8);

    /// <summary>The project as it is, and what the generators make of it.</summary>
    private sealed class Base
    {
        private readonly CSharpCompilation _written;
        private readonly Dictionary<string, SyntaxTree> _trees;
        private readonly GeneratorDriver? _driver;
        private readonly SyntaxTree[] _generated = [];

        public Base(ProjectSources sources)
        {
            _trees = sources.Texts.ToDictionary(
                one => one.Key, one => Parse(one.Value, one.Key), StringComparer.Ordinal);
            _written = CSharpCompilation.Create(
                sources.Assembly,
                [.. _trees.Values, Parse(GlobalUsings, ""), Parse(Attributes(sources), "")],
                CompilerInputs.References(sources.Assembly)
                    .Select(file => MetadataReference.CreateFromFile(file)),
                new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    optimizationLevel: OptimizationLevel.Release,
                    allowUnsafe: true,
                    deterministic: true,
                    nullableContextOptions: NullableContextOptions.Enable));
            if (Generators.AreNeeded(sources.Texts.Values))
            {
                _driver = Generators.Driver(_parsing).RunGenerators(_written);
                _generated = [.. _driver.GetRunResult().GeneratedTrees];
            }
        }

        public CSharpCompilation With(IReadOnlyDictionary<string, string> changed)
        {
            CSharpCompilation compilation = _written;
            foreach ((string path, string text) in changed)
            {
                compilation = compilation.ReplaceSyntaxTree(_trees[path], Parse(text, path));
            }

            // What is generated stays as it is, unless what it is made from has changed.
            return compilation.AddSyntaxTrees(
                _driver is { } driver && Generators.AreNeeded(changed.Values)
                    ? driver.RunGenerators(compilation).GetRunResult().GeneratedTrees
                    : _generated);
        }
    }
}
