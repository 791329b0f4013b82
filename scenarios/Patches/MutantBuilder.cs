using System.Collections.Concurrent;
using Harness.Reference.Documents;
using Harness.Reference.Lifecycle;

namespace Harness.Scenarios.Patches;

/// <summary>Makes dlls of mutants. Several threads may build at a time.</summary>
/// <param name="root">The root of the repository.</param>
/// <param name="cache">Where the dlls go.</param>
internal sealed class MutantBuilder(string root, DllCache cache)
{
    private const int ErrorsShown = 3;

    // What is loaded to run a mutant, whichever project is changed.
    private static readonly string _loaded = typeof(ReferenceSystem).Assembly.GetName().Name!;

    private readonly ConcurrentDictionary<string, Lazy<Project>> _projects =
        new(StringComparer.Ordinal);

    /// <summary>Everything that does not fit between a patch and its sources.</summary>
    /// <exception cref="IOException">The sources cannot be read.</exception>
    public void Check(SourcePatch patch, ProblemList problems) =>
        PatchCheck.Apply(patch, ProjectOf(patch).Sources, problems);

    /// <summary>
    /// The mutant's supervisor, made if it is not there yet; null if there are problems.
    /// </summary>
    /// <exception cref="IOException">
    /// The sources cannot be read, or the dll cannot be written.
    /// </exception>
    public string? Build(SourcePatch patch, ProblemList problems)
    {
        int before = problems.Count;
        Project project = ProjectOf(patch);
        IReadOnlyDictionary<string, string> changed =
            PatchCheck.Apply(patch, project.Sources, problems);
        if (problems.Count > before)
        {
            return null;
        }

        string fingerprint = project.Compiler.Fingerprint(
            changed, [CompilerInputs.VersionOf(_loaded)]);
        if (cache.Find(fingerprint) is { } present)
        {
            return Path.Combine(present, Dll(_loaded));
        }

        using var image = new MemoryStream();
        IReadOnlyList<CompilerError> errors = project.Compiler.Compile(changed, image);
        if (errors.Count == 0)
        {
            return Path.Combine(
                cache.Put(fingerprint, Files(project.Sources.Assembly, image.ToArray())),
                Dll(_loaded));
        }

        SourceEdit edit = patch.Edits.FirstOrDefault(one => one.File == errors[0].File)
            ?? patch.Edits[0];
        problems.Add(edit.ReplacePlace, FormattableString.Invariant(
            $"mutant '{patch.Mutant.Name}' does not compile, {errors.Count} errors: ")
            + string.Join("; ", errors.Take(ErrorsShown))
            + (errors.Count > ErrorsShown ? "; ..." : ""));
        return null;
    }

    private static string Dll(string assembly) => assembly + ".dll";

    private static IEnumerable<(string Name, byte[] Contents)> Files(
        string assembly, byte[] contents)
    {
        yield return (Dll(assembly), contents);
        if (assembly != _loaded)
        {
            // What is looked for beside it is found there before it is looked for among our own.
            yield return (Dll(_loaded), File.ReadAllBytes(CompilerInputs.Find(_loaded)!));
        }
    }

    private Project ProjectOf(SourcePatch patch) => _projects.GetOrAdd(
        patch.Project.Folder,
        folder => new Lazy<Project>(() => new Project(
            ProjectSources.Read(Path.Combine(root, folder))))).Value;

    private sealed class Project(ProjectSources sources)
    {
        public ProjectSources Sources => sources;

        public ProjectCompiler Compiler { get; } = new(sources);
    }
}
