using Harness.Reference.Documents;

namespace Harness.Scenarios.Files;

/// <summary>Reads files from the disk; one that cannot be read is a problem of that file.</summary>
internal static class SourceFile
{
    /// <summary>
    /// What a file holds, and of one that is too large one byte more than is allowed: enough to
    /// know that. Null if it cannot be read.
    /// </summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="mostBytes">How large it may be.</param>
    /// <param name="problems">The problems of this file.</param>
    public static byte[]? Read(string path, int mostBytes, ProblemList problems)
    {
        try
        {
            byte[] bytes = new byte[mostBytes + 1];
            using FileStream file = File.OpenRead(path);
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..length];
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            problems.Add(Place.Start, $"the file cannot be read: {Reason(wrong)}");
            return null;
        }
    }

    private static string Reason(Exception wrong) => wrong switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it is not there",
        UnauthorizedAccessException => "no permission, or not a file",
        _ => wrong.Message,
    };
}
