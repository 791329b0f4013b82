namespace Harness.Scenarios.Files;

/// <summary>Finds the repository that a folder is in.</summary>
internal static class RepositoryRoot
{
    /// <summary>What is wrong if there is no root.</summary>
    public const string None =
        $"no repository here: expected a folder with {Mark}, or one below it";

    private const string Mark = "Harness.sln";

    /// <summary>The root of the repository; null if the folder is in none.</summary>
    public static string? Find(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, Mark)))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }
}
