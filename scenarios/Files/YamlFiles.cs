using Harness.Reference.Documents;

namespace Harness.Scenarios.Files;

/// <summary>Finds the YAML files below a directory.</summary>
internal static class YamlFiles
{
    /// <summary>How their names end.</summary>
    public const string Ending = ".yaml";

    private const int MostFiles = 10_000;

    // Links are passed over, so that no directory is walked twice or for ever. What one may not
    // read is a problem, not something to leave out.
    private static readonly EnumerationOptions Walk = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    /// <summary>
    /// Their paths below the directory, in the ordinal order of their names. A file that somebody
    /// took for one is a problem, and so is a directory without any.
    /// </summary>
    /// <param name="shown">The directory as problems call it.</param>
    /// <param name="directory">Where it is.</param>
    /// <param name="noun">What a file holds.</param>
    /// <param name="problems">Where problems go.</param>
    public static IReadOnlyList<string> Find(
        string shown, string directory, string noun, List<Problem> problems)
    {
        try
        {
            List<string> files = [.. Directory.EnumerateFiles(directory, "*", Walk)
                .Where(IsMeant)
                .Select(file => Path.GetRelativePath(directory, file))
                .Take(MostFiles + 1)];
            if (files.Count is 0 or > MostFiles)
            {
                problems.Add(new Problem(shown, 1, 1, files.Count == 0
                    ? $"no {noun}: expected files whose names end with {Ending}"
                    : FormattableString.Invariant($"more than {MostFiles} files: expected fewer")));
                return [];
            }

            problems.AddRange(files.Where(file => !IsOne(file)).Select(file => new Problem(
                $"{shown}/{file}", 1, 1,
                $"the file would be left out: expected a name that ends with {Ending}")));
            return [.. files.Where(IsOne).OrderBy(
                file => Path.ChangeExtension(file, null), StringComparer.Ordinal)];
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(shown, 1, 1, wrong is DirectoryNotFoundException
                ? "the directory is not there"
                : $"the directory cannot be read: {wrong.Message}"));
            return [];
        }
    }

    private static bool IsOne(string file) => file.EndsWith(Ending, StringComparison.Ordinal);

    // One of them, or one that somebody took for one.
    private static bool IsMeant(string file) =>
        Path.GetExtension(file).ToLowerInvariant() is Ending or ".yml";
}
