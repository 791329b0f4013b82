using Harness.Reference.Documents;
using Harness.Reference.Lifecycle;
using Harness.Reference.Ports;
using Harness.Scenarios.Files;
using Harness.Scenarios.Systems;
using Harness.Sim.Loading;
using Harness.Sim.Running;

namespace Harness.Scenarios.Patches;

/// <summary>The mutants of all files below a folder.</summary>
/// <param name="displayPath">The folder as problems call it.</param>
/// <param name="path">Where it is.</param>
/// <param name="root">
/// The root of the repository whose sources they change; null: there is none here.
/// </param>
/// <param name="claims">The claims that there are.</param>
/// <param name="cache">Where their dlls go.</param>
internal sealed class MutantFolder(
    string displayPath, string path, string? root, IReadOnlyList<string> claims, DllCache cache)
    : IMutants
{
    // A list of sets of keys, of which one holds a list of sets of keys.
    private const int Depth = 6;

    private static readonly DocumentKind _kind = new("list of mutants", Limits.FileBytes, Depth);

    private readonly MutantBuilder? _builder = root is null ? null : new MutantBuilder(root, cache);
    private readonly Dictionary<string, SourcePatch> _patches = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public MutantFiles Load()
    {
        var problems = new List<Problem>();
        var patches = new List<SourcePatch>();
        var firsts = new Dictionary<string, string>(StringComparer.Ordinal);
        string shown = displayPath.TrimEnd('/');
        foreach (string file in YamlFiles.Find(shown, path, "mutants", problems))
        {
            var found = new ProblemList($"{shown}/{file}");
            foreach ((SourcePatch patch, Place id) in Read($"{shown}/{file}", file, found))
            {
                string here = FormattableString.Invariant($"{patch.File}:{id.Line}");
                if (!firsts.TryAdd(patch.Mutant.Name, here))
                {
                    found.Add(id, $"{Words.Quote(patch.Mutant.Name)} is the name of two mutants:"
                        + $" first in {firsts[patch.Mutant.Name]}");
                }

                Check(patch, found);
                patches.Add(patch);
            }

            problems.AddRange(found.ByPlace());
        }

        foreach (SourcePatch patch in problems.Count == 0 ? patches : [])
        {
            _patches[patch.Mutant.Name] = patch;
        }

        return new MutantFiles([.. patches.Select(patch => patch.Mutant)], problems);
    }

    /// <inheritdoc/>
    public BuiltMutant? Build(Mutant mutant, List<string> problems)
    {
        if (_builder is null)
        {
            problems.Add(RepositoryRoot.None);
            return null;
        }

        SourcePatch patch = _patches[mutant.Name];
        var found = new ProblemList(patch.File);
        string? assembly = _builder.Build(patch, found);
        problems.AddRange(found.ByPlace().Select(problem => problem.ToString()));
        return assembly is null ? null : new BuiltMutant(mutant.Name, assembly);
    }

    /// <inheritdoc/>
    public ISystemFactory Make(BuiltMutant mutant)
    {
        var problems = new List<string>();
        var name = new SystemName(mutant.Assembly, typeof(ReferenceSystem).FullName!);
        return SystemLoader.TypeOf(name, AppContext.BaseDirectory, problems) is { } type
            ? SystemLoader.Make(type)
            : throw new SystemRefusedException(string.Join("; ", problems));
    }

    /// <inheritdoc/>
    public IMutants In(string displayPath, string path) =>
        new MutantFolder(displayPath, path, root, claims, cache);

    private IReadOnlyList<(SourcePatch Patch, Place Id)> Read(
        string shown, string file, ProblemList problems) =>
        SourceFile.Read(Path.Combine(path, file), _kind.MostBytes, problems) is { } bytes
        && SourceText.Read(_kind, bytes, problems) is { } text
        && new YamlReader(_kind, text, problems).Read() is { } document
            ? new MutantReader(new Values(problems), shown, claims).Read(document)
            : [];

    private void Check(SourcePatch patch, ProblemList problems)
    {
        try
        {
            _builder?.Check(patch, problems);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            problems.Add(
                patch.Edits[0].FilePlace,
                $"the sources of {patch.Project.Folder} cannot be read: {wrong.Message}");
        }
    }
}
