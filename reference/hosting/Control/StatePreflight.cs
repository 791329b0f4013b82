namespace Harness.Hosting.Control;

/// <summary>Looks whether a directory can be trusted with a supervisor's state.</summary>
public static class StatePreflight
{
    private const UnixFileMode OwnOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>
    /// Why nothing must be kept in that directory; empty if nothing speaks against it. Nothing is
    /// changed.
    /// </summary>
    /// <param name="directory">The state directory, which may not be there yet.</param>
    /// <param name="socket">A file in it that is looked at by somebody else.</param>
    public static IReadOnlyList<string> ProblemsOf(string directory, string socket)
    {
        ArgumentNullException.ThrowIfNull(directory);
        try
        {
            uint self = UnixCalls.EffectiveUser();
            if (UnixCalls.FactsOf(directory) is not { } facts)
            {
                return [];
            }

            return facts.Kind != FileKind.Directory
                ? [$"{directory} is no directory: expected one for the state, or nothing there"]
                : facts.Owner != self
                    ? [Foreign("state directory", directory, facts.Owner, self)]
                    : (facts.Permissions & OthersWrite) != 0
                        ? [$"state directory {directory} can be written by others: take that away"
                            + " with chmod go-w"]
                        : [.. Entries(directory, self, Path.GetFullPath(socket))];
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return [$"state directory {directory} cannot be looked at: {wrong.Message}"];
        }
    }

    /// <summary>Makes the directory with the mode 0700 if it is not there.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static void Make(string directory) => Directory.CreateDirectory(directory, OwnOnly);

    private static IEnumerable<string> Entries(string directory, uint self, string socket)
    {
        foreach (string path in Directory.EnumerateFileSystemEntries(directory)
            .Where(path => Path.GetFullPath(path) != socket).Order(StringComparer.Ordinal))
        {
            if (UnixCalls.FactsOf(path) is not { } facts)
            {
                continue; // gone in between
            }

            if (facts.Owner != self)
            {
                yield return Foreign("file of the state", path, facts.Owner, self);
            }
            else if (facts.Kind is FileKind.Other)
            {
                yield return $"file of the state {path} is neither a file nor a directory";
            }
        }
    }

    private static string Foreign(string what, string path, uint owner, uint self) =>
        FormattableString.Invariant(
            $"{what} {path} belongs to user {owner}: expected {self}, the user that runs this");
}
