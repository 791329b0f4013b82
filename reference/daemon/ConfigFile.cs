using Harness.Reference.Configuration;
using Harness.Reference.Documents;

namespace Harness.Daemon;

/// <summary>What a configuration file holds, or everything that is wrong with it.</summary>
/// <param name="Contents">The bytes; null if there is a problem.</param>
/// <param name="Problems">By place; empty if nothing is wrong.</param>
internal sealed record ConfigFile(byte[]? Contents, IReadOnlyList<Problem> Problems)
{
    /// <summary>Reads a file and checks it.</summary>
    /// <param name="name">The file as the user knows it.</param>
    /// <param name="folder">Where relative paths begin.</param>
    internal static ConfigFile Checked(string name, string folder)
    {
        ConfigFile file = Read(name, folder);
        return file.Contents is not null
            && SupervisorConfigReader.Check(name, file.Contents) is { Count: > 0 } problems
            ? new ConfigFile(null, problems)
            : file;
    }

    /// <summary>Reads a file, which may say anything, but not be too large.</summary>
    /// <param name="name">The file as the user knows it.</param>
    /// <param name="folder">Where relative paths begin.</param>
    internal static ConfigFile Read(string name, string folder)
    {
        try
        {
            byte[] bytes = new byte[SupervisorConfigReader.MostBytes + 1];
            using FileStream file = File.OpenRead(Path.GetFullPath(name, folder));
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length < bytes.Length
                ? new ConfigFile(bytes[..length], [])
                : new ConfigFile(null, SupervisorConfigReader.Check(name, bytes));
        }
        catch (Exception wrong) when (
            wrong is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string what = $"the file cannot be read: {Reason(wrong)}";
            return new ConfigFile(
                null, [new Problem(name.Length == 0 ? "FILE" : name, 1, 1, what)]);
        }
    }

    private static string Reason(Exception wrong) => wrong switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it is not there",
        UnauthorizedAccessException => "no permission, or not a file",
        ArgumentException => "expected a path",
        _ => wrong.Message,
    };
}
