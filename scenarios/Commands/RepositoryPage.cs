using Harness.Reports;
using Harness.Scenarios.Files;

namespace Harness.Scenarios.Commands;

/// <summary>A page of the repository that is made from what is in it.</summary>
/// <param name="surroundings">Where the repository is looked for.</param>
/// <param name="page">The page, from the root of the repository.</param>
internal sealed class RepositoryPage(Surroundings surroundings, string page)
{
    /// <summary>The root of the repository; null if this is none.</summary>
    public string? FindRoot() => RepositoryRoot.Find(surroundings.Folder);

    /// <summary>Writes the page and says so.</summary>
    public int Write(string root, string text)
    {
        try
        {
            File.WriteAllText(Path.Combine(root, page), text);
            surroundings.Out.WriteLine($"wrote {page}");
            return ExitCode.Pass;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return surroundings.Refuse(
                [$"{page} cannot be written: {OneLine.Of(wrong.Message)}"], ExitCode.CannotCreate);
        }
    }
}
