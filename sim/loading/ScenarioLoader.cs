using System.Text;
using Harness.Reference.Documents;
using Harness.Sim.Oracles;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Loading;

/// <summary>
/// Loads scenario files: strictly, because a key that is silently left aside would make a scenario
/// pass for the wrong reason, and completely, so that a user sees all mistakes of a file at once.
/// </summary>
public sealed class ScenarioLoader
{
    private static readonly DocumentKind Kind = new("scenario", Limits.FileBytes, Limits.Depth);

    private readonly IReadOnlyList<string> _oracles;
    private readonly IReadOnlyList<IAnnotationReader> _further;

    /// <summary>With the names of the oracles that a scenario can claim.</summary>
    /// <param name="oracles">The names.</param>
    /// <param name="further">Readers of keys that a file may have besides a scenario's.</param>
    internal ScenarioLoader(IEnumerable<string> oracles, params IAnnotationReader[] further)
    {
        _oracles = [.. oracles.Distinct().Order(StringComparer.Ordinal)];
        _further = further;
    }

    /// <summary>Knows every claim that there is.</summary>
    public static ScenarioLoader Usual { get; } =
        new(OracleCatalog.All.Select(oracle => oracle.Name));

    /// <summary>The most bytes that a file may have.</summary>
    public static int MostBytes => Kind.MostBytes;

    /// <summary>
    /// Loads a scenario from text; it is called as its file is, without folder and ending.
    /// </summary>
    /// <param name="file">The file as problems call it: <c>mine.yaml</c>.</param>
    /// <param name="text">What the file holds.</param>
    public LoadResult Load(string file, string text) => Load(file, Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// Loads a scenario from the bytes of its file, and calls it as the file is, without folder and
    /// ending.
    /// </summary>
    /// <param name="file">The file as problems call it: <c>mine.yaml</c>.</param>
    /// <param name="bytes">What the file holds, in UTF-8.</param>
    public LoadResult Load(string file, ReadOnlySpan<byte> bytes) =>
        Load(file, Path.GetFileNameWithoutExtension(file), bytes);

    /// <summary>Loads a scenario from text.</summary>
    /// <param name="displayPath">The file as problems call it.</param>
    /// <param name="name">The scenario's name: <c>topic/claim-in-words</c>.</param>
    /// <param name="text">What the file holds.</param>
    internal LoadResult Load(string displayPath, string name, string text) =>
        Load(displayPath, name, Encoding.UTF8.GetBytes(text));

    /// <summary>Loads a scenario from the bytes of its file.</summary>
    /// <param name="displayPath">The file as problems call it.</param>
    /// <param name="name">The scenario's name: <c>topic/claim-in-words</c>.</param>
    /// <param name="file">What the file holds.</param>
    internal LoadResult Load(string displayPath, string name, ReadOnlySpan<byte> file)
    {
        var problems = new ProblemList(displayPath);
        CheckName(name, problems);
        Scenario? scenario = null;
        IReadOnlyList<Annotation> annotations = [];
        if (SourceText.Read(Kind, file, problems) is { } text
            && new YamlReader(Kind, text, problems).Read() is { } document)
        {
            var reader = new ScenarioReader(new Values(problems), _oracles, _further);
            scenario = reader.Read(document, name, SourceText.Hash(file));
            annotations = reader.Annotations;
        }

        return problems.Count > 0
            ? new LoadResult(problems.ByPlace())
            : new LoadResult(
                scenario ?? throw new InvalidOperationException(
                    $"no scenario and no problem: {displayPath}"),
                annotations);
    }

    // A name is part of a run's token and of file names of reports.
    private static void CheckName(string name, ProblemList problems)
    {
        bool isName = name.Split('/').All(part =>
            part.Length > 0 && char.IsAsciiLetterOrDigit(part[0]) && part.All(unit =>
                char.IsAsciiLetterOrDigit(unit) || unit is '-' or '_' or '.'));
        if (!isName)
        {
            problems.Add(
                Place.Start,
                $"{Words.Quote(name)} cannot name a scenario: expected a file name of letters,"
                + " digits, '-', '_' and '.'");
        }
    }
}
