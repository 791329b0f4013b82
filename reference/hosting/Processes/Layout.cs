using System.Globalization;
using System.Security.Cryptography;
using Harness.Hosting.Native;

namespace Harness.Hosting.Processes;

/// <summary>Where things are below a state directory.</summary>
/// <param name="State">The directory itself.</param>
/// <param name="Records">Records of running processes.</param>
/// <param name="Sockets">Their notify sockets.</param>
/// <param name="Output">What they write.</param>
internal sealed record Layout(string State, string Records, string Sockets, string Output)
{
    /// <summary>The longest path of a socket: sun_path has 108 bytes with its end.</summary>
    internal const int MostSocketBytes = 107;

    private const UnixFileMode UserOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folders that are not there yet.</summary>
    internal static Layout In(string directory)
    {
        string state = Canonical(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        return new Layout(state, Make("processes"), Make("notify"), Make("output"));

        string Make(string name) =>
            Directory.CreateDirectory(Path.Combine(state, name), UserOnly).FullName;
    }

    // As /proc shows it: a folder of it may be a link, as /var/run is.
    private static string Canonical(string directory)
    {
        int descriptor = LibC.Open(directory, LibC.OpenReadOnly | LibC.OpenCloseOnExec, 0);
        string link = FormattableString.Invariant($"/proc/self/fd/{descriptor}");
        string? target = File.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName;
        _ = LibC.Close(descriptor);
        return target ?? directory;
    }

    /// <summary>A name that no other life ever has: 64 random bits.</summary>
    internal static string NewLife() =>
        BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)))
            .ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Whether that can be such a name: others are no names of files.</summary>
    internal static bool IsLife(string text) =>
        text.Length == 16 && text.All(char.IsAsciiHexDigitLower);

    internal static string LongestSocketIn(string directory) =>
        Path.Combine(Path.GetFullPath(directory), "notify", "0123456789abcdef");

    internal string SocketOf(string life) => Path.Combine(Sockets, life);

    /// <summary>The sockets of lives that are over.</summary>
    internal IEnumerable<string> SocketsBut(IReadOnlySet<string> lives) =>
        [.. Directory.EnumerateFiles(Sockets).Where(
            path => !lives.Contains(Path.GetFileName(path)))];
}
