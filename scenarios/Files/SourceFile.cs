using Harness.Hosting.Files;
using Harness.Reference.Documents;

namespace Harness.Scenarios.Files;

/// <summary>Reads files from the disk; one that cannot be read is a problem of that file.</summary>
internal static class SourceFile
{
    /// <summary>
    /// What a file holds, and of one that is too large more than is allowed: enough to know that.
    /// Null if it cannot be read.
    /// </summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="mostBytes">How large it may be.</param>
    /// <param name="problems">The problems of this file.</param>
    public static byte[]? Read(string path, int mostBytes, ProblemList problems)
    {
        byte[]? bytes = UserFile.Read(
            path, Directory.GetCurrentDirectory(), mostBytes, out string problem);
        if (bytes is null)
        {
            problems.Add(Place.Start, $"the file cannot be read: {problem}");
        }

        return bytes;
    }
}
