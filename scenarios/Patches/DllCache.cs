namespace Harness.Scenarios.Patches;

/// <summary>
/// Keeps what was compiled, by the fingerprint of all that it was compiled from. Several processes
/// may share it: an entry is there as a whole or not at all.
/// </summary>
/// <param name="root">Where it is.</param>
internal sealed class DllCache(string root)
{
    /// <summary>
    /// A few states of the sources with all mutants of the catalogue; then the oldest go.
    /// </summary>
    public const int MostEntries = 400;

    private const string Unfinished = ".new";

    /// <summary>The cache of this executable, where its other build products are.</summary>
    public static DllCache Own => new(Path.Combine(AppContext.BaseDirectory, "mutants.cache"));

    /// <summary>The folder of that fingerprint; null: there is none.</summary>
    public string? Find(string fingerprint)
    {
        string folder = Path.Combine(root, fingerprint);
        try
        {
            Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow); // it is of use
            return folder;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // If it is there and may not be touched, it is only forgotten sooner.
            return Directory.Exists(folder) ? folder : null;
        }
    }

    /// <summary>Puts files there and gives their folder.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be written.</exception>
    public string Put(string fingerprint, IEnumerable<(string Name, byte[] Contents)> files)
    {
        string folder = Path.Combine(root, fingerprint);
        string made = Path.Combine(root, Guid.NewGuid().ToString("n") + Unfinished);
        Directory.CreateDirectory(made);
        foreach ((string name, byte[] contents) in files)
        {
            File.WriteAllBytes(Path.Combine(made, name), contents);
        }

        try
        {
            Directory.Move(made, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(made, recursive: true); // another process was faster
        }

        Forget();
        return folder;
    }

    private void Forget()
    {
        foreach (DirectoryInfo entry in new DirectoryInfo(root).EnumerateDirectories()
            .OrderByDescending(entry => entry.LastWriteTimeUtc).Skip(MostEntries))
        {
            try
            {
                entry.Delete(recursive: true);
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
            {
                // Another process forgets it too, or still has it; next time, then.
            }
        }
    }
}
