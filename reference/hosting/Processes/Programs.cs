using Harness.Hosting.Native;
using Harness.Reference.Ports;

namespace Harness.Hosting.Processes;

/// <summary>Finds the file of a program, as execvp(3) does.</summary>
internal static class Programs
{
    private const int MayRun = 1; // X_OK
    private const string UsualPath = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

    /// <summary>
    /// The file that a word names: itself if it has a slash, else the first that may be run in the
    /// folders of PATH.
    /// </summary>
    internal static (string? Path, StartFailure Failure) Find(string word, string? path)
    {
        StartFailure failure = StartFailure.NotFound;
        IEnumerable<string> places = word.Contains('/', StringComparison.Ordinal)
            ? [word]
            : (path ?? UsualPath).Split(':', StringSplitOptions.RemoveEmptyEntries)
                .Select(folder => folder + "/" + word);
        foreach (string place in places)
        {
            if (Directory.Exists(place))
            {
                failure = StartFailure.NotExecutable;
            }
            else if (LibC.Access(place, MayRun) == 0)
            {
                return (place, StartFailure.None);
            }
            else if (File.Exists(place))
            {
                failure = StartFailure.NotExecutable;
            }
        }

        return (null, failure);
    }

    /// <summary>What an error number of a start means.</summary>
    internal static StartFailure FailureOf(int error) => error switch
    {
        LibC.ErrNoEntry or LibC.ErrNotDirectory or LibC.ErrNameTooLong or LibC.ErrLoop =>
            StartFailure.NotFound,
        LibC.ErrAgain or LibC.ErrNoMemory or LibC.ErrTableFull or LibC.ErrTooManyFiles =>
            StartFailure.NoResources,

        // EACCES, ENOEXEC, E2BIG, ETXTBSY and what a file system may have of its own.
        _ => StartFailure.NotExecutable,
    };
}
