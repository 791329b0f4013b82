using Harness.Hosting.Files;
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
        byte[]? bytes = UserFile.Read(
            name, folder, SupervisorConfigReader.MostBytes, out string problem);
        return bytes is null
            ? new ConfigFile(null,
            [
                new Problem(
                    name.Length == 0 ? "FILE" : name, 1, 1, $"the file cannot be read: {problem}"),
            ])
            : bytes.Length <= SupervisorConfigReader.MostBytes
                ? new ConfigFile(bytes, [])
                : new ConfigFile(null, SupervisorConfigReader.Check(name, bytes));
    }
}
