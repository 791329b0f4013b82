using System.Text;
using Harness.Reports;

namespace Harness.Scenarios.Commands;

/// <summary>The report cannot be put there; nothing was changed.</summary>
internal sealed class ReportRefusedException(string message) : Exception(message);

/// <summary>
/// The folder of a report. Its files are written under other names and take their places together
/// at the end, results.json last: a report with a results.json is complete.
/// </summary>
internal sealed class ReportFolder : IDisposable
{
    /// <summary>
    /// The file that alone says that a folder is ours. It is locked while a run writes there.
    /// </summary>
    public const string Marker = ".harness-report";

    /// <summary>The file that is put in its place last.</summary>
    public const string Results = "results.json";

    private const string Partial = ".partial";
    private readonly string _folder;
    private readonly FileStream _marker;
    private readonly List<string> _names = [];

    private ReportFolder(string folder, FileStream marker)
    {
        _folder = folder;
        _marker = marker;
    }

    /// <summary>Makes the folder, or takes an empty one or one of ours.</summary>
    /// <exception cref="ReportRefusedException">
    /// It is somebody else's, or cannot be written.
    /// </exception>
    public static ReportFolder Open(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && !IsOurs(folder)))
        {
            throw new ReportRefusedException(
                $"{folder} exists and is not a report of the harness;"
                + " choose another folder, or remove it");
        }

        Make(folder);
        try
        {
            return new ReportFolder(folder, new FileStream(
                Path.Combine(folder, Marker), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None));
        }
        catch (IOException error) when (IsLocked(error))
        {
            throw new ReportRefusedException($"another run is writing to {folder}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ReportRefusedException(
                $"the report cannot be written to {folder}: {OneLine.Of(error.Message)}");
        }
    }

    /// <summary>Begins one of its files.</summary>
    public FileStream Create(string name)
    {
        _names.Add(name);
        return new FileStream(
            PathOf(name) + Partial, FileMode.Create, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Writes one of its files at once.</summary>
    public void Write(string name, string text)
    {
        using FileStream stream = Create(name);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Puts all files, which must be closed, in their places.</summary>
    public void Commit()
    {
        // Until the last move there is no results.json: whoever looks sees that it is not done.
        File.Delete(PathOf(Results));
        foreach (string name in _names.OrderBy(name => name == Results))
        {
            File.Move(PathOf(name) + Partial, PathOf(name), overwrite: true);
        }

        _names.Clear();
    }

    /// <summary>Leaves the folder; without <see cref="Commit"/>, its report is as it was.</summary>
    public void Dispose()
    {
        foreach (string name in _names)
        {
            File.Delete(PathOf(name) + Partial);
        }

        _marker.Dispose();
    }

    private static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string? above = Path.GetDirectoryName(folder);
            while (above is not null && !Path.Exists(above))
            {
                above = Path.GetDirectoryName(above);
            }

            string because = File.Exists(above) ? $"{above} is a file"
                : error is UnauthorizedAccessException ? $"writing in {above} is not permitted"
                : error is FileNotFoundException or DirectoryNotFoundException
                    ? $"no folder can be made in {above}"
                : OneLine.Of(error.Message);
            throw new ReportRefusedException($"{folder} cannot be created: {because}");
        }
    }

    private static bool IsOurs(string folder)
    {
        try
        {
            return File.Exists(Path.Combine(folder, Marker))
                || !Directory.EnumerateFileSystemEntries(folder).Any();
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    // A sharing or lock violation, or what flock answers: EWOULDBLOCK of Linux, and of macOS.
    private static bool IsLocked(IOException error) => OperatingSystem.IsWindows()
        ? (error.HResult & 0xFFFF) is 32 or 33
        : error.HResult is 11 or 35;

    private string PathOf(string name) => Path.Combine(_folder, name);
}
