using System.Runtime.InteropServices;
using Harness.Hosting.Native;

namespace Harness.Hosting.Processes;

/// <summary>What real processes need of the machine.</summary>
public static class Platform
{
    /// <summary>What is missing, a sentence each; empty if nothing is.</summary>
    public static IReadOnlyList<string> Missing()
    {
        if (!OperatingSystem.IsLinux())
        {
            return [$"Linux is needed; this is {RuntimeInformation.OSDescription}"];
        }

        var missing = new List<string>();
        int own = LibC.PidfdOpen(LibC.OwnPid());
        if (own < 0)
        {
            missing.Add(
                "pidfd_open(2) is needed (Linux 5.4 or newer, and no sandbox that forbids it);"
                + $" this is {RuntimeInformation.OSDescription}");
        }
        else
        {
            _ = LibC.Close(own);
        }

        if (ProcFs.Stat(LibC.OwnPid()) is null)
        {
            missing.Add("/proc must be mounted, and show this user's processes");
        }

        return missing;
    }

    /// <summary>
    /// Why no notify socket fits below a state directory, whatever is there; null if they do.
    /// </summary>
    public static string? ProblemOf(string directory)
    {
        int bytes = System.Text.Encoding.UTF8.GetByteCount(Layout.LongestSocketIn(directory));
        return bytes <= Layout.MostSocketBytes
            ? null
            : FormattableString.Invariant(
                $"the state directory is too long: the notify sockets below it have paths of")
                + FormattableString.Invariant(
                    $" {bytes} bytes, and a socket's path has at most {Layout.MostSocketBytes}");
    }

    /// <summary>
    /// From now on nothing that this process was started with is open in what it starts, but for
    /// stdin, stdout and stderr. For programs that do nothing else than to supervise.
    /// </summary>
    public static void KeepDescriptors() => LibC.KeepDescriptors();

    /// <summary>Throws if something is missing.</summary>
    /// <exception cref="PlatformNotSupportedException">Says what is needed.</exception>
    internal static void Demand()
    {
        if (Missing() is { Count: > 0 } missing)
        {
            throw new PlatformNotSupportedException(string.Join("; ", missing));
        }
    }
}
